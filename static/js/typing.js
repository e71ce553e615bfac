// Text areas grow with their text; amounts say themselves in 万元 or 亿元 while they are typed.
const grow = (area) => {
  const least = Number(area.getAttribute("rows")) || 2;
  const line = parseFloat(getComputedStyle(area).lineHeight) || 24;
  const rows = Math.max(least, area.value.split("\n").length);
  area.rows = rows;
  while (area.scrollHeight > area.clientHeight + 2 && area.rows < 40) area.rows += 1;
  if (line * area.rows > window.innerHeight) area.rows = Math.max(least, Math.floor((window.innerHeight * 0.7) / line));
};
for (const area of document.querySelectorAll("textarea[data-autosize]")) grow(area);
const trimmed = (number) => number.toLocaleString("en", { maximumFractionDigits: 4 });
document.addEventListener("input", (event) => {
  const field = event.target;
  if (field.matches?.("textarea[data-autosize]")) grow(field);
  if (!field.matches?.("input[data-money]")) return;
  const beside = field.parentElement.querySelector("[data-wan]");
  const amount = Number(field.value.replaceAll(",", ""));
  if (!beside) return;
  if (!Number.isFinite(amount) || amount < 1e4) beside.textContent = "万元";
  else beside.textContent = amount >= 1e8 ? `${trimmed(amount / 1e8)} 亿元` : `${trimmed(amount / 1e4)} 万元`;
});
