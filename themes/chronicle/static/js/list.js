// The list of a page: what the filters leave of it, which event is being read, and j/k to step through it.
const EVENTS = ".event:not([hidden])";

/** Show only the kept records; headings without events go too. */
export function show(all, kept, list, output) {
  const keep = new Set(kept);
  for (const record of all) record.el.hidden = !keep.has(record);
  for (const group of list.querySelectorAll(".group")) group.hidden = !group.querySelector(EVENTS);
  output.textContent = output.dataset.events.replace("0", kept.length);
}

/** Tell which event is being read: the first whose end is below the instrument, or the one that has the focus. */
export function follow(list, figure, tell) {
  let frame = 0;
  const look = () => {
    frame = 0;
    const top = figure.getBoundingClientRect().bottom + 24;
    const events = list.querySelectorAll(EVENTS);
    let low = 0;
    for (let high = events.length; low < high; ) {
      const mid = (low + high) >> 1;
      if (events[mid].getBoundingClientRect().bottom < top) low = mid + 1;
      else high = mid;
    }
    tell(events[low]);
  };
  addEventListener("scroll", () => (frame ||= requestAnimationFrame(look)), { passive: true });
  list.addEventListener("focusin", (event) => tell(event.target.closest(".event")));
}

/** j and k step through the events, and / goes to the filters, while the list has the focus. */
export function keys(list, refine) {
  list.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !["j", "k", "/"].includes(event.key)) return;
    event.preventDefault();
    if (event.key === "/") {
      refine.open = true;
      refine.querySelector("input").focus();
      return;
    }
    const events = [...list.querySelectorAll(EVENTS)];
    const next = events[events.indexOf(event.target.closest(".event")) + (event.key === "j" ? 1 : -1)];
    next?.querySelector("h3 a").focus();
  });
}
