// What is typed into a form with [data-kept] is saved a second after the last keystroke, with the state in words. A save
// that fails is tried again; a session that has ended is told, and signing in in a second window goes on from here.
// Without this file the button "Save draft" does the same. Nothing is stored in the browser: it may be a shared one.
const PAUSE = 1000;
const LONGEST = 10_000; // who types without a pause is saved all the same
const AGAIN = [2000, 4000, 8000, 15_000, 30_000];
const keepers = new Map();
const channel = "BroadcastChannel" in window ? new BroadcastChannel("tte-signed-in") : null;

const start = (mark) => {
  const form = mark.closest("form");
  const says = mark.querySelector("[data-kept-says]");
  const version = mark.querySelector("[name=kept_version]");
  const ticket = mark.querySelector("[name=kept]");
  const compare = mark.querySelector("[data-kept-compare]");
  const signIn = mark.querySelector("[data-kept-sign-in]");
  let timer = 0;
  let since = 0;
  let failures = 0;
  let changed = 0; // counts what was typed; `saved` is how much of it the server has
  let saved = 0;
  let going = null;
  let stopped = false; // sent, or never to be saved from here
  mark.querySelector("[data-kept-button]")?.setAttribute("hidden", "");
  form.setAttribute("autocomplete", "off"); // what the server keeps comes back, not what the browser remembers

  const say = (words, failing) => {
    if (says.textContent !== words) says.textContent = words;
    mark.classList.toggle("is-failing", failing);
  };
  const typed = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    for (const secret of form.querySelectorAll("input[type=password][name]")) data.delete(secret.name);
    return data;
  };
  const renewToken = async () => {
    const answer = await fetch(`${mark.dataset.keptState}?kept=${encodeURIComponent(ticket.value)}`, {
      headers: { Accept: "application/json" },
    });
    if (!answer.ok) return answer.status;
    const found = await answer.json();
    for (const field of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) field.value = found.csrf;
    return found;
  };
  const send = (options = {}) =>
    fetch(mark.dataset.kept, { method: "POST", body: typed(), headers: { Accept: "application/json" }, ...options });

  const hear = async (answer, upTo) => {
    signIn.hidden = answer.status !== 401;
    if (answer.ok) {
      const told = await answer.json();
      version.value = told.version;
      saved = upTo;
      failures = 0;
      compare.hidden = true;
      say(told.says, false);
      form.dispatchEvent(new CustomEvent("kept", { bubbles: true }));
    } else if (answer.status === 409) {
      const told = await answer.json();
      saved = told.compare ? upTo : saved; // it is kept beside the other version
      if (told.compare) compare.href = told.compare;
      compare.hidden = !told.compare;
      say(told.compare ? mark.dataset.apart : told.says, true);
    } else if (answer.status === 401) say(mark.dataset.ended, true);
    else if (answer.status === 404 || answer.status === 403) say(mark.dataset.other, true);
    else if (answer.status === 413 || answer.status === 410) say((await answer.json()).says, true);
    else {
      later(answer.status === 429 ? 60_000 : 0);
      say(mark.dataset.busy, true);
    }
  };
  const later = (least = 0) => {
    const wait = Math.max(least, AGAIN[Math.min(failures, AGAIN.length - 1)]);
    failures += 1;
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  const once = async () => {
    const upTo = changed;
    since = 0;
    try {
      let answer = await send();
      if (answer.status === 403) {
        const found = await renewToken();
        answer = typeof found === "number" ? new Response(null, { status: found }) : await send();
      }
      if (!stopped) await hear(answer, upTo);
    } catch {
      if (stopped) return;
      say(mark.dataset.offline, true);
      later();
    }
  };
  // One save at a time: the next one carries the version that this one brings back.
  const save = async () => {
    clearTimeout(timer);
    if (stopped) return;
    if (going) await going;
    if (changed === saved) return;
    going ??= once().finally(() => { going = null; });
    await going;
  };
  const soon = () => {
    changed += 1;
    since ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(save, Math.max(0, Math.min(PAUSE, since + LONGEST - Date.now())));
  };
  const keeper = {
    save,
    unsaved: () => !stopped && changed !== saved,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
    },
    begin: () => { stopped = false; },
    flush: () => {
      if (!stopped && changed !== saved && !going) send({ keepalive: true }).catch(() => {});
    },
    // Somebody has signed in: the forms of this window get a token of the new session, then what is unsaved is saved.
    again: async () => {
      const found = await renewToken().catch(() => 0);
      if (typeof found !== "number") await save();
    },
    // A page the browser kept while the form went on elsewhere is not what stands: fetch it again.
    outdated: async () => {
      const found = await renewToken().catch(() => 0);
      return typeof found !== "number" && found.version !== Number(version.value) && changed === saved;
    },
  };
  // An upload came back refused: the page stays, and goes on with what the answer says of its typing.
  form.addEventListener("refused", ({ detail }) => {
    for (const name of ["kept", "kept_tab", "kept_version"]) {
      const fresh = detail.querySelector(`[data-kept] [name=${name}]`);
      if (fresh) mark.querySelector(`[name=${name}]`).value = fresh.value;
    }
    keeper.begin();
  });
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  keepers.set(form, keeper);
};
for (const mark of document.querySelectorAll("[data-kept]")) start(mark);

if (keepers.size) {
  const all = () => [...keepers.values()];
  // A form that is sent is no longer saved. Another one, such as the switch of languages, waits for what is unsaved.
  document.addEventListener(
    "submit",
    (event) => {
      const own = keepers.get(event.target);
      const keeps = event.submitter?.matches("[data-kept-button], [formtarget]");
      const unsaved = all().filter((keeper) => keeper !== own && keeper.unsaved());
      if (unsaved.length && !event.target.dataset.waited && event.target.method !== "dialog") {
        event.preventDefault();
        event.stopImmediatePropagation();
        event.target.dataset.waited = "yes";
        const { target, submitter } = event;
        const patience = new Promise((done) => { setTimeout(done, 3000); });
        Promise.race([Promise.all(unsaved.map((keeper) => keeper.save())), patience]).then(() => {
          target.requestSubmit(submitter);
          delete target.dataset.waited;
        });
      } else if (own && !keeps) own.stop();
    },
    true,
  );
  window.addEventListener("pagehide", () => { for (const keeper of all()) keeper.flush(); });
  window.addEventListener("beforeunload", (event) => {
    const failing = document.querySelector(".kept.is-failing");
    if (failing && all().some((keeper) => keeper.unsaved())) event.preventDefault();
  });
  window.addEventListener("online", () => { for (const keeper of all()) keeper.save(); });
  window.addEventListener("focus", () => {
    for (const keeper of all()) if (keeper.unsaved() && document.querySelector(".kept.is-failing")) keeper.again();
  });
  channel?.addEventListener("message", () => { for (const keeper of all()) keeper.again(); });
  const [arrival] = performance.getEntriesByType("navigation");
  const compareAgain = async () => {
    for (const keeper of all()) {
      keeper.begin();
      if (await keeper.outdated()) {
        location.reload();
        return;
      }
    }
  };
  window.addEventListener("pageshow", (event) => {
    if (event.persisted || arrival?.type === "back_forward") compareAgain();
  });
}
if (document.querySelector("[data-kept-back]")) channel?.postMessage("signed in");
