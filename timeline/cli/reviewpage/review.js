// One key, one decision, as in the terminal; the buttons do the same for the mouse.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=radio])")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const key = CSS.escape(event.key.toLowerCase());
  const button = document.querySelector(`[data-key="${key}"]`);
  const field = document.querySelector(`[data-focus="${key}"]`);
  if (!button && !field) return;
  event.preventDefault();
  if (button) button.click();
  else {
    field.focus();
    if (field.select) field.select();
    if (field.type === "radio") field.checked = true;
  }
});
