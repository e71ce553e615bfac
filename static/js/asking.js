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
  dialog.querySelector("input:not([type=hidden]), select, textarea")?.focus(); // what is asked, not a link before it
});
