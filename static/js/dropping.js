// A file may be dropped anywhere on its frame; the input stays an ordinary one.
for (const frame of document.querySelectorAll("[data-drop]")) {
  const input = frame.querySelector('input[type="file"]');
  if (!input) continue;
  frame.querySelector("[data-drop-says]")?.removeAttribute("hidden");
  for (const kind of ["dragenter", "dragover"]) {
    frame.addEventListener(kind, (event) => {
      event.preventDefault();
      frame.classList.add("is-over");
    });
  }
  for (const kind of ["dragleave", "drop"]) frame.addEventListener(kind, () => frame.classList.remove("is-over"));
  frame.addEventListener("drop", (event) => {
    event.preventDefault();
    if (!event.dataTransfer.files.length) return;
    input.files = event.dataTransfer.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}
