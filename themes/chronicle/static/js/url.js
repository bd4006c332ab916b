// State that can be shared lives in the address.

export const get = (name) => new URLSearchParams(location.search).get(name) ?? "";

/** Set one value, or drop it when empty, without a new entry in the history. */
export function set(name, value) {
  const url = new URL(location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  history.replaceState(null, "", url);
}
