// Wheel (with Ctrl), drag, pinch, keys and buttons. A plain wheel or a vertical swipe always scrolls the page.

const DO = {
  in: (tool) => tool.zoom(2), out: (tool) => tool.zoom(0.5), all: (tool) => tool.zoom(0),
  left: (tool) => tool.pan(-0.4), right: (tool) => tool.pan(0.4),
};
const KEYS = {
  ArrowLeft: DO.left, ArrowRight: DO.right, "+": DO.in, "=": DO.in, "-": DO.out, 0: DO.all,
  Home: (tool) => tool.pan(-1e9), End: (tool) => tool.pan(1e9), Enter: (tool) => tool.first() && tool.open(tool.first()),
};

export function listen(canvas, controls, tool) {
  const fingers = new Map();
  let moved = 0;
  controls.onclick = (event) => DO[event.target.dataset.do]?.(tool);
  const on = (name, work) => canvas.addEventListener(name, work, { passive: false });
  on("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
    event.preventDefault();
    KEYS[event.key](tool);
  });
  on("wheel", (event) => {
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    tool.zoom(Math.exp(-event.deltaY / 240), event.offsetX / canvas.clientWidth);
  });
  on("pointerdown", (event) => {
    if (!fingers.size) moved = 0;
    fingers.set(event.pointerId, event.offsetX);
    canvas.setPointerCapture(event.pointerId);
  });
  on("pointermove", ({ pointerId, offsetX: x, offsetY: y }) => {
    const before = fingers.get(pointerId);
    if (before === undefined) {
      const mark = tool.at(x, y);
      canvas.title = mark?.title ?? "";
      canvas.classList.toggle("over", !!mark);
      return;
    }
    const other = [...fingers].find(([id]) => id !== pointerId)?.[1];
    moved += Math.abs(x - before);
    if (other !== undefined) {
      const apart = (place) => Math.max(24, Math.abs(place - other));
      tool.zoom(apart(x) / apart(before), other / canvas.clientWidth);
    } else if (moved > 3) tool.pan((before - x) / canvas.clientWidth);
    fingers.set(pointerId, x);
  });
  on("pointercancel", (event) => fingers.delete(event.pointerId));
  on("pointerup", (event) => {
    if (!fingers.delete(event.pointerId) || moved > 3) return;
    const mark = tool.at(event.offsetX, event.offsetY);
    if (mark) tool.open(mark);
    else tool.zoom(3, event.offsetX / canvas.clientWidth);
  });
}
