// A form with a chosen file is sent with its progress shown for each file, and can be cancelled. What comes back refused
// leaves the page as it is, the chosen file too, and puts what is to be mended on top. Without scripts it is a plain form.
const chosen = (form) =>
  [...form.elements].filter((field) => field.type === "file" && field.files.length && field.closest("[data-drop]"));

const tooLarge = (input) => {
  const frame = input.closest("[data-drop]");
  const limit = Number(frame.dataset.limit);
  frame.parentElement.querySelector("[data-upload-fault]")?.remove();
  const large = [...input.files].find((file) => limit && file.size > limit);
  if (!large) return false;
  const fault = document.createElement("p");
  fault.className = "fault";
  fault.dataset.uploadFault = "";
  fault.setAttribute("role", "alert");
  fault.textContent = `${large.name} ${frame.dataset.large}`;
  frame.after(fault);
  return true;
};

const showProgress = (input, xhr) => {
  const frame = input.closest("[data-drop]");
  frame.parentElement.querySelector("[data-upload]")?.remove();
  const box = document.createElement("div");
  box.className = "upload";
  box.dataset.upload = "";
  const name = document.createElement("p");
  name.setAttribute("role", "status");
  name.textContent = `${frame.dataset.sending}: ${[...input.files].map((file) => file.name).join(", ")}`;
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.setAttribute("aria-label", name.textContent);
  const share = document.createElement("span");
  share.className = "n";
  const cancel = document.createElement("button");
  cancel.type = "button";
  cancel.className = "btn btn-sm";
  cancel.textContent = frame.dataset.cancel;
  cancel.addEventListener("click", () => xhr.abort());
  box.append(name, bar, share, cancel);
  frame.after(box);
  return {
    at: (percent) => {
      bar.value = percent;
      share.textContent = `${percent} %`;
    },
    end: (words) => {
      bar.remove();
      share.remove();
      cancel.remove();
      name.textContent = words;
      if (!words) box.remove();
    },
    frame,
  };
};

const showRefusal = (form, html) => {
  const answer = new DOMParser().parseFromString(html, "text/html");
  const summary = answer.querySelector("[data-faults]");
  if (!summary) return false;
  document.querySelector("[data-faults]")?.remove();
  const side = document.querySelector(".post-side");
  const fresh = answer.querySelector(".post-side");
  if (side && fresh) side.replaceWith(fresh);
  document.title = answer.title;
  (form.querySelector(".post-form") ?? form).prepend(summary);
  summary.focus();
  form.dispatchEvent(new CustomEvent("refused", { detail: answer }));
  return true;
};

const follow = (address) => {
  const target = new URL(address, location.href);
  const same = target.pathname === location.pathname && target.search === location.search;
  location.assign(target);
  if (same && target.hash) location.reload(); // only the part of the page differs: it is fetched anew all the same
};

document.addEventListener("change", (event) => {
  if (event.target.type === "file" && event.target.closest("[data-drop]")) tooLarge(event.target);
});
document.addEventListener("submit", (event) => {
  const { target: form, submitter } = event;
  if (event.defaultPrevented || form.method !== "post" || form.dataset.sent) return;
  const inputs = chosen(form);
  if (!inputs.length) return;
  event.preventDefault();
  if (inputs.filter(tooLarge).length) {
    inputs[0].focus();
    form.dispatchEvent(new CustomEvent("refused", { detail: document.createElement("div") }));
    return;
  }
  form.dataset.sent = "yes";
  submitter?.setAttribute("aria-busy", "true");
  const xhr = new XMLHttpRequest();
  const rows = inputs.map((input) => showProgress(input, xhr));
  const finish = (word) => {
    delete form.dataset.sent;
    submitter?.removeAttribute("aria-busy");
    for (const row of rows) row.end(word ? row.frame.dataset[word] : "");
    if (word) form.dispatchEvent(new CustomEvent("refused", { detail: document.createElement("div") }));
  };
  xhr.upload.addEventListener("progress", ({ loaded, total }) => {
    for (const row of rows) row.at(Math.floor((loaded / total) * 100));
  });
  xhr.addEventListener("abort", () => finish("cancelled"));
  xhr.addEventListener("error", () => finish("broken"));
  xhr.addEventListener("load", () => {
    if (xhr.status === 204) {
      follow(xhr.getResponseHeader("X-Location"));
      return;
    }
    if (xhr.status === 422 && showRefusal(form, xhr.responseText)) finish("");
    else {
      finish("");
      form.submit(); // an answer that is no form of ours, such as a page of errors, is shown by sending once more
    }
  });
  xhr.open("POST", submitter?.getAttribute("formaction") ?? form.getAttribute("action") ?? location.href);
  xhr.setRequestHeader("X-Upload", "yes");
  xhr.send(new FormData(form, submitter));
});
