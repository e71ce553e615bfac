// A message stays eight seconds, longer while the pointer or the focus rests on it. Without scripts it stays in the page.
for (const toast of document.querySelectorAll("[data-toast]")) {
  toast.classList.add("is-floating");
  let timer = setTimeout(() => toast.remove(), 8000);
  toast.addEventListener("mouseenter", () => clearTimeout(timer));
  toast.addEventListener("mouseleave", () => { timer = setTimeout(() => toast.remove(), 3000); });
}
