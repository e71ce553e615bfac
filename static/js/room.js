// The bidding room. The page works without this: here it stays new by itself, by an event stream and, when that cannot be
// reached, by asking every two seconds. Bids are ordinary form posts, so nothing here can lose one.
const room = document.querySelector("[data-room]");
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const find = (name, root = document) => root.querySelector(`[data-${name}]`);
const words = read("room-words");
const chinese = document.documentElement.lang.startsWith("zh");
let state = read("room-state");
let streaming = false;
let drawing = 0;
let warned = "";

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const figures = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const yuan = (amount) => `¥${figures.format(Number(amount))}`;
const clockForm = new Intl.DateTimeFormat("en-GB", { timeZone: words.zone, hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23" });
const clock = (moment) => clockForm.format(moment instanceof Date ? moment : new Date(moment));
const stamp = (iso) => `${clock(iso)}.${iso.slice(20, 23)}`;
const label = (code) => (code || "").replace("B-", words.prefix);
const put = (name, text) => {
  const place = find(name);
  if (place && place.textContent !== text) place.textContent = text;
};
const mine = () => room.querySelector(".room-you [data-standing]")?.dataset.code || "";

// --- amounts ----------------------------------------------------------------------------------------------------------
const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const group = (number) => {
  let text = "";
  let gap = false;
  for (const [size, unit] of [[1000, "仟"], [100, "佰"], [10, "拾"], [1, ""]]) {
    const digit = Math.floor(number / size) % 10;
    if (digit) {
      text += (gap && text ? "零" : "") + DIGITS[digit] + unit;
      gap = false;
    } else gap = true;
  }
  return text;
};
const capitals = (amount) => {
  let whole = Math.floor(amount);
  if (!Number.isSafeInteger(whole) || whole <= 0 || whole !== amount || whole >= 1e12) return "";
  const groups = [];
  for (; whole; whole = Math.floor(whole / 10000)) groups.push(whole % 10000);
  let text = "";
  let skipped = false;
  for (let place = groups.length - 1; place >= 0; place -= 1) {
    const part = groups[place];
    if (part) text += (text && (skipped || part < 1000) ? "零" : "") + group(part) + ["", "万", "亿"][place];
    skipped = part === 0 || part % 10 === 0;
  }
  return `${text}元整`;
};
const wan = (amount) => {
  if (!chinese || amount < 10000) return "";
  const [size, unit] = amount >= 1e8 ? [1e8, "亿元"] : [1e4, "万元"];
  return `${figures.format(Math.round((amount / size) * 1e4) / 1e4)} ${unit}`;
};

// --- the form -----------------------------------------------------------------------------------------------------------
const form = find("bid");
const amountBox = form?.querySelector("input[name=amount]");
const typed = () => Number(amountBox.value.replace(/[\s,，¥￥]/g, ""));
const say = () => {
  const amount = typed();
  const known = Number.isFinite(amount) && amount > 0;
  put("go", fill(words.go, { amount: known ? yuan(amount) : "" }));
  put("capitals", known ? capitals(amount) : "");
  put("confirm", known ? fill(words.confirm, { amount: yuan(amount), capitals: capitals(amount) }) : "");
};
const chosen = () => form.querySelector("input[name=step]:checked");
const offer = () => {
  const step = chosen();
  if (!step) return;
  const amount = Number(state.least) + (Number(step.value) - 1) * Number(state.step);
  amountBox.value = figures.format(amount);
  say();
};
const steps = () => {
  for (const step of form.querySelectorAll("input[name=step]")) {
    const amount = Number(state.least) + (Number(step.value) - 1) * Number(state.step);
    step.parentElement.querySelector("b").textContent = figures.format(amount);
  }
  put("least", yuan(state.least));
  if (!document.querySelector("dialog[open]")) offer();
};
if (form) {
  form.addEventListener("change", (event) => event.target.name === "step" && offer());
  amountBox.addEventListener("input", () => {
    const step = chosen();
    if (step) step.checked = false;
    say();
  });
  form.addEventListener("submit", () => {
    for (const button of document.querySelectorAll('button[form="bid-form"]')) {
      button.setAttribute("aria-busy", "true");
      setTimeout(() => (button.disabled = true));
    }
  });
  for (const back of document.querySelectorAll("[data-close][hidden]")) back.hidden = false;
  say();
}

// --- what is new --------------------------------------------------------------------------------------------------------
const line = (bid, own) => {
  const row = document.createElement("tr");
  row.dataset.n = bid.n;
  if (bid.code === own) row.className = "me";
  const cells = [bid.n, label(bid.code) + (bid.code === own ? ` ${words.you}` : ""), figures.format(Number(bid.amount)), stamp(bid.at), clock(bid.closes_at)];
  cells.forEach((text, place) => {
    const cell = document.createElement("td");
    cell.className = ["n", "", "n", "n", "n-s hide-s"][place];
    const holder = place === 2 ? cell.appendChild(document.createElement("b")) : cell;
    holder.textContent = text;
    row.append(cell);
  });
  return row;
};
// A frame carries the newest bids only; those before them stand in the table already. After a long silence some are
// missing between the two: then the table is fetched.
const enter = async (own) => {
  const table = find("log");
  const newest = Number(table.querySelector("[data-n]")?.dataset.n || 0);
  const news = state.log.filter((bid) => bid.n > newest);
  if (news.length && news.at(-1).n > newest + 1) {
    const answer = await fetch(location.href).catch(() => null);
    const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
    const whole = page && find("log", page);
    if (whole) return table.replaceChildren(...whole.children);
  }
  find("none", table)?.remove();
  return table.prepend(...news.map((bid) => line(bid, own)));
};
const draw = () => {
  if (drawing || document.hidden) return;
  drawing = setTimeout(async () => {
    drawing = 0;
    const answer = await fetch(room.dataset.course).catch(() => null);
    if (answer?.ok) find("course-box").innerHTML = await answer.text();
  }, 600 + Math.random() * 2400); // watchers do not ask all at once
};
const standing = (own, before) => {
  const place = find("standing");
  if (!place) return;
  const bid = state.log.some((each) => each.code === own) || before.leader === own || place.dataset.hasBid === "1";
  const now = state.leader === own ? "leading" : bid ? "outbid" : "none";
  if (bid) place.dataset.hasBid = "1";
  place.classList.toggle("is-heed", now === "outbid");
  place.querySelector("span").textContent = words[now];
  if (before.leader === own && state.leader !== own) put("warns", fill(words.lost, { amount: yuan(state.least) }));
};
const show = (next) => {
  if (next.bids < state.bids) return undefined; // an older frame; frames never set the clock, since they may have waited
  const before = state;
  state = next;
  const own = mine();
  const running = state.state === "open" || state.state === "scheduled";
  if (state.state !== before.state) {
    if (!(before.state === "scheduled" && state.state === "open")) return location.reload();
    put("time-word", words.closes);
  }
  const timer = room.querySelector("[data-countdown]");
  const target = state.state === "open" ? state.closes_at : state.opens_at;
  if (timer && timer.dataset.countdown !== target) timer.dataset.countdown = target;
  if (running && state.state === "open") put("ends", fill(words.ends, { at: clock(state.closes_at) }));
  if (state.closes_at !== before.closes_at) put("says", fill(words.moved, { at: clock(state.closes_at) }));
  if (state.bids === before.bids) return undefined;
  const newest = state.log[0];
  put("highest", yuan(state.highest));
  put("highest-wan", wan(Number(state.highest)));
  put("leader", fill(words.by, { code: label(newest.code), at: stamp(newest.at) }));
  put("says", fill(words.spoken, { code: label(newest.code), amount: yuan(newest.amount) }));
  enter(own);
  standing(own, before);
  if (form) steps();
  draw();
  return undefined;
};

// --- the way in: stream, polling, clock ------------------------------------------------------------------------------------
const link = (name, form_) => {
  const place = find("link");
  place.hidden = false;
  place.className = `st linked ${form_}`;
  if (place.textContent !== words[name]) place.textContent = words[name];
};
const ask = async () => {
  const sent = performance.now();
  const wall = Date.now();
  const answer = await fetch(room.dataset.state, { cache: "no-store" }).catch(() => null);
  if (answer?.status === 410 || answer?.status === 451) return location.reload(); // taken down: the page says so
  if (!answer?.ok) return link("broken", "is-stop");
  const next = await answer.json();
  const way = (performance.now() - sent) / 2;
  next.server_time = new Date(Date.parse(next.server_time) + way).toISOString();
  const drift = (Date.parse(next.server_time) - (wall + 2 * way)) / 1000;
  put("drift", Math.abs(drift) >= 1 ? fill(words.drift, { seconds: drift.toFixed(1) }) : "");
  document.dispatchEvent(new CustomEvent("servertime", { detail: next.server_time }));
  if (!streaming) link("polling", "is-half");
  return show(next);
};
const base = { time: Date.parse(state.server_time), at: performance.now() };
document.addEventListener("servertime", (event) => {
  base.time = Date.parse(event.detail);
  base.at = performance.now();
});
const tick = () => {
  const now = base.time + performance.now() - base.at;
  put("clock", clock(new Date(now)));
  const left = Date.parse(state.closes_at) - now;
  const bar = find("bar");
  if (bar && state.state === "open") bar.setAttribute("width", String(Math.round(300 * Math.min(1, Math.max(0, left / Number(bar.dataset.window))))));
  if (state.state === "open" && left > 0 && left < 60000 && warned !== state.closes_at && mine()) {
    warned = state.closes_at;
    put("warns", words.minute);
  }
};
if (room.dataset.ended === "0") {
  const source = new EventSource(room.dataset.live);
  source.addEventListener("open", () => {
    streaming = true;
    link("live", "is-full is-live");
  });
  source.addEventListener("message", (event) => show(JSON.parse(event.data)));
  source.addEventListener("error", () => {
    if (streaming) setTimeout(ask, Math.random() * 500); // cut off: find out why
    streaming = false;
  });
  setInterval(() => streaming || ask(), 2000);
  setInterval(() => streaming && !document.hidden && ask(), 30000); // the clock drifts
  document.addEventListener("visibilitychange", () => document.hidden || ask());
  addEventListener("focus", ask);
  document.addEventListener("countdownend", () => setTimeout(ask, 300));
  ask();
}
setInterval(tick, 200);
tick();
