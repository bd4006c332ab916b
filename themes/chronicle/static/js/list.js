// The list of a page: its events as records for the filters, the event being read, and j/k to go from one to the next.
import { plain } from "./filter.js";

/** Read the events of the page as records; `el` is the list item. */
export function records(root) {
  return Array.from(root.querySelectorAll(".event[data-t]"), (el) => {
    const [start, end] = el.dataset.t.split(",").map((part) => (part ? Number(part) : null));
    const names = (what) => Array.from(el.querySelectorAll(what), (node) => node.textContent.trim());
    const status = el.querySelector(".proposed") ? ["proposed"] : ["checked"];
    const said = el.querySelector("strong.said");
    if (said) status.push(...said.classList);
    return {
      el, start, end, status, text: plain(el.textContent), timeline: names(".in a"), tag: names(".tag a"), actor: names(".actor a"),
      place: names(".place a"), source: names(".sources .label"),
    };
  });
}

/** Show only the kept records; headings without events go too. */
export function show(all, kept, root, output) {
  const visible = new Set(kept.map((record) => record.el));
  for (const { el } of all) el.hidden = !visible.has(el);
  for (const group of root.querySelectorAll(".group")) group.hidden = !group.querySelector(".event:not([hidden])");
  output.textContent = output.dataset.events.replace("0", kept.length);
}

/** Tell which event is being read: the first whose end is below the instrument. */
export function follow(root, tell) {
  let waiting = false;
  const look = () => {
    waiting = false;
    const top = document.querySelector(".instrument")?.getBoundingClientRect().bottom ?? 0;
    const events = root.querySelectorAll(".event:not([hidden])");
    let low = 0;
    let high = events.length;
    while (low < high) {
      const mid = (low + high) >> 1;
      if (events[mid].getBoundingClientRect().bottom < top + 24) low = mid + 1;
      else high = mid;
    }
    if (events[low]) tell(events[low]);
  };
  addEventListener("scroll", () => {
    if (!waiting) requestAnimationFrame(look);
    waiting = true;
  }, { passive: true });
  root.addEventListener("focusin", (event) => {
    const el = event.target.closest(".event");
    if (el) tell(el);
  });
}

/** j and k step through the events, and / goes to the filters, while the list has the focus. */
export function keys(root, form) {
  root.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k", "/"].includes(event.key)) return;
    if (event.key === "/" && !form) return;
    event.preventDefault();
    if (event.key === "/") return form.elements.q.focus();
    const links = [...root.querySelectorAll(".event:not([hidden]) h3 a")];
    const here = links.indexOf(event.target.closest(".event")?.querySelector("h3 a"));
    links[here + (event.key === "j" ? 1 : -1)]?.focus();
  });
}
