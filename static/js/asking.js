// An act that asks once more is <details data-ask>: it unfolds in place by itself. Here it becomes a modal dialog, which
// keeps the focus inside and gives it back to the button that opened it.
document.addEventListener("click", (event) => {
  const summary = event.target.closest?.("details[data-ask] > summary");
  if (!summary || typeof HTMLDialogElement === "undefined") return;
  event.preventDefault();
  const home = summary.parentElement;
  const box = home.querySelector(":scope > .dialog");
  const dialog = document.createElement("dialog");
  dialog.className = box.className;
  dialog.setAttribute("aria-label", box.getAttribute("aria-label"));
  while (box.firstChild) dialog.append(box.firstChild);
  for (const leave of dialog.querySelectorAll("[data-close]")) leave.hidden = false;
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    while (dialog.firstChild) box.append(dialog.firstChild);
    dialog.remove();
    summary.focus();
  });
  dialog.addEventListener("click", (press) => {
    if (press.target === dialog || press.target.closest("[data-close]")) dialog.close();
  });
  dialog.showModal();
  const asked = dialog.querySelector("input:not([type=hidden]), select, textarea");
  // Not a link before it, and not the act: whoever presses Enter twice has not said yes.
  (asked ?? dialog.querySelector("[data-close]"))?.focus();
});
