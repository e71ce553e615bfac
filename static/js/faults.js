// The summary of what is wrong takes the focus when the page opens; its links put the cursor into the field.
document.querySelector("[data-faults]")?.focus();
document.addEventListener("click", (event) => {
  const link = event.target.closest?.('a[href^="#"]');
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field?.matches("input, select, textarea")) return;
  event.preventDefault();
  for (let fold = field.closest("details:not([open])"); fold; fold = field.closest("details:not([open])")) fold.open = true;
  field.focus();
  (field.closest(".field") ?? field).scrollIntoView({ block: "center" });
});
// A form sent twice by two clicks is sent once; its button shows that it works. What opens beside the page leaves it open.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (button?.formTarget === "_blank") return;
  if (event.defaultPrevented || event.target.method !== "post" || event.target.hasAttribute("hx-post")) return;
  if (event.target.dataset.sent) {
    event.preventDefault();
    return;
  }
  event.target.dataset.sent = "yes";
  button?.setAttribute("aria-busy", "true");
});
window.addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
  for (const button of document.querySelectorAll('button[aria-busy="true"]')) button.removeAttribute("aria-busy");
});
