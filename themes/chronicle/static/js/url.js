// State that can be shared lives in the address.

export const get = (name) => new URLSearchParams(location.search).get(name) ?? "";

/** Set one value, or drop it when empty, without a new entry in the history. */
export function set(name, value) {
  const params = new URLSearchParams(location.search);
  if (value) params.set(name, value);
  else params.delete(name);
  const query = params.toString();
  try {
    history.replaceState(null, "", `${location.pathname}${query ? `?${query}` : ""}${location.hash}`);
  } catch {
    // a page from disk may not rewrite its address
  }
}

/** The folder of a page's address, which may end in index.html. */
export const folder = (page) => new URL(".", new URL(page, location.href)).href;
