// Wheel (with Ctrl), drag, pinch, keys and buttons. A plain wheel or a vertical swipe always scrolls the page.

const BUTTONS = { in: (i) => i.zoom(2), out: (i) => i.zoom(0.5), all: (i) => i.whole(), left: (i) => i.pan(-0.4), right: (i) => i.pan(0.4) };
const KEYS = {
  ArrowLeft: BUTTONS.left, ArrowRight: BUTTONS.right, "+": BUTTONS.in, "=": BUTTONS.in, "-": BUTTONS.out, 0: BUTTONS.all,
  Home: (i) => i.ends(false), End: (i) => i.ends(true), Enter: (i) => i.first() && i.open(i.first()),
};

export function listen(canvas, controls, instrument) {
  controls.addEventListener("click", (event) => BUTTONS[event.target.closest("button")?.dataset.do]?.(instrument));
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](instrument);
  });
  canvas.addEventListener("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    instrument.zoom(Math.exp(-event.deltaY / 240), event.offsetX / instrument.size().width, false);
  }, { passive: false });
  drag(canvas, instrument);
}

function drag(canvas, instrument) {
  const fingers = new Map();
  let moved = 0;
  const place = (event) => event.clientX - canvas.getBoundingClientRect().left;
  canvas.addEventListener("pointerdown", (event) => {
    fingers.set(event.pointerId, place(event));
    if (fingers.size === 1) moved = 0;
    canvas.setPointerCapture(event.pointerId);
  });
  canvas.addEventListener("pointermove", (event) => {
    const x = place(event);
    const before = fingers.get(event.pointerId);
    const { width } = instrument.size();
    if (before === undefined) {
      const hit = instrument.at(event.offsetX, event.offsetY);
      canvas.title = hit?.mark.title ?? "";
      canvas.classList.toggle("over", Boolean(hit));
      return;
    }
    if (fingers.size === 1) {
      moved += Math.abs(x - before);
      if (moved > 3) instrument.pan((before - x) / width, false);
    } else {
      const other = [...fingers].find(([id]) => id !== event.pointerId)[1];
      moved = 9;
      instrument.zoom(Math.max(24, Math.abs(x - other)) / Math.max(24, Math.abs(before - other)), other / width, false);
    }
    fingers.set(event.pointerId, x);
  });
  const lift = (event) => {
    if (!fingers.delete(event.pointerId) || event.type === "pointercancel" || moved > 3) return;
    const hit = instrument.at(event.offsetX, event.offsetY);
    if (hit) instrument.open(hit.mark);
    else instrument.zoom(3, event.offsetX / instrument.size().width);
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);
}
