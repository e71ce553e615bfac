// Time left, by the clock of the server: data-countdown is the end, data-now what the server's clock said when it wrote the
// page. Between the two we count with a clock that nobody can set (performance.now), so a wrong wall clock does no harm.
// Whoever learns a newer server time (a live frame, a poll) says so: document.dispatchEvent(new CustomEvent("servertime",
// { detail: ISO })). A small drift is taken over at once; the display never jumps by more than the truth.
let base = null;
const hear = (moment) => {
  const time = Date.parse(moment);
  if (Number.isFinite(time)) base = { time, at: performance.now() };
};
const serverNow = () => (base ? base.time + performance.now() - base.at : Date.now());
document.addEventListener("servertime", (event) => hear(event.detail));

const chinese = document.documentElement.lang.startsWith("zh");
const two = (number) => String(number).padStart(2, "0");
const clock = (seconds) => {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor((seconds % 86400) / 3600);
  const rest = `${two(Math.floor((seconds % 3600) / 60))}:${two(seconds % 60)}`;
  if (days) return chinese ? `${days} 天 ${hours} 时` : `${days} d ${hours} h`;
  return hours ? `${hours}:${rest}` : rest;
};
const places = () => document.querySelectorAll("[data-countdown]");
const tick = () => {
  for (const place of places()) {
    const left = Math.max(0, Math.ceil((Date.parse(place.dataset.countdown) - serverNow()) / 1000));
    const says = clock(left);
    if (place.textContent !== says) place.textContent = says;
    place.classList.toggle("hot", left > 0 && left <= 60);
    if (left === 0 && !place.dataset.ended) {
      place.dataset.ended = "yes";
      place.dispatchEvent(new CustomEvent("countdownend", { bubbles: true }));
    }
    if (left > 0) delete place.dataset.ended;
  }
};
const start = document.querySelector("[data-now]");
if (start) hear(start.dataset.now);
if (places().length) tick();
setInterval(tick, 250);
