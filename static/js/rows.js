// Rows by keyboard in tables with data-rows: J and K go down and up, Enter opens (the focus is on the row's link), X chooses.
// How many are chosen stands in the bar of acts. A checkbox in the head chooses all rows; it is made here, since without scripts it could do nothing.
for (const table of document.querySelectorAll("table[data-rows]")) {
  const boxes = () => [...table.querySelectorAll("tbody input[type=checkbox]")];
  const corner = table.querySelector("thead .lst-x");
  if (!corner || !boxes().length) continue;
  const count = table.closest("form").querySelector("[data-count]");
  const say = () => {
    count.value = boxes().filter((box) => box.checked).length || "";
  };
  table.addEventListener("change", say);
  say();
  const all = document.createElement("input");
  all.type = "checkbox";
  all.setAttribute("aria-label", table.dataset.all);
  all.addEventListener("change", () => {
    for (const box of boxes()) box.checked = all.checked;
  });
  corner.append(all);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.documentElement.dataset.keys === "off") return;
  if (event.target.closest?.("input:not([type=checkbox]), textarea, select, [contenteditable], dialog, .menu[open]")) return;
  const key = event.key.toLowerCase();
  if (!["j", "k", "x"].includes(key)) return;
  const links = [...document.querySelectorAll("table[data-rows] tbody a[data-open]")];
  if (!links.length) return;
  const row = document.activeElement.closest?.("tr");
  const here = links.findIndex((link) => row && row.contains(link));
  event.preventDefault();
  if (key === "x") {
    if (here >= 0) row.querySelector("input[type=checkbox]")?.click();
    return;
  }
  links[Math.min(Math.max(here + (key === "j" ? 1 : -1), 0), links.length - 1)].focus();
});
