// Single keys: [data-key] is clicked by its key, unless somebody types. They can be switched off where a page lists them
// (WCAG 2.1.4); the choice is a cookie, so that it holds on the next page. Alone of all, it decides for rows.js too.
const COOKIE = "single_keys";
const root = document.documentElement;
root.dataset.keys = document.cookie.includes(`${COOKIE}=off`) ? "off" : "on";
for (const place of document.querySelectorAll("[data-keys-switch]")) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-sm btn-quiet";
  const say = () => {
    button.textContent = root.dataset.keys === "off" ? place.dataset.off : place.dataset.on;
  };
  button.addEventListener("click", () => {
    root.dataset.keys = root.dataset.keys === "off" ? "on" : "off";
    document.cookie = `${COOKIE}=${root.dataset.keys}; path=/; max-age=31536000; samesite=lax`;
    say();
  });
  say();
  place.append(button);
}
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || root.dataset.keys === "off") return;
  if (event.target.closest?.("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable], dialog, .menu[open]")) return;
  const key = event.key.toLowerCase();
  const wanted = [...document.querySelectorAll("[data-key]")].find((each) => each.dataset.key === key);
  if (!wanted) return;
  event.preventDefault();
  wanted.click();
});
