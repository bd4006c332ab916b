// Served by `timeline serve` alone, never part of a built site: reloads the page after a build, shows what is wrong with one.
const overlay = document.createElement("pre");
overlay.setAttribute("role", "alert");
Object.assign(overlay.style, {
  position: "fixed", inset: "auto 0 0 0", margin: "0", padding: "1rem 1.25rem", maxBlockSize: "60vh", overflow: "auto", zIndex: "9999",
  background: "#1a1a1a", color: "#ffd9d9", font: "14px/1.5 ui-monospace, monospace", whiteSpace: "pre-wrap", borderBlockStart: "4px solid #c62828",
});
let seen = null;
new EventSource("/~timeline/events").onmessage = (message) => {
  const state = JSON.parse(message.data);
  if (seen !== null && state.version !== seen && !state.problems.length) location.reload();
  if (!state.problems.length) {
    seen = state.version;
    overlay.remove();
    return;
  }
  if (seen === null) seen = state.version;
  overlay.textContent = state.problems.join("\n");
  document.body.append(overlay);
};
