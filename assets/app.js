// What scripts add to pages that work without them: components, drafts, the idle warning.
import { initAll } from "./govuk-frontend.min.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) document.body.classList.add("govuk-frontend-supported");
initAll();
// A radio may not say that it is expanded (ARIA 1.2); what it shows follows it in the page, and is read next.
const plainRadios = () => {
  for (const radio of document.querySelectorAll("input[type=radio][aria-expanded]")) radio.removeAttribute("aria-expanded");
};
plainRadios();
document.addEventListener("click", plainRadios);
window.addEventListener("pageshow", plainRadios);
if (document.querySelector("[data-module^='moj-']")) {
  import("./moj-frontend.min.js").then((moj) => moj.initAll());
}

const token = () => document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
const post = (url, body, more = {}) =>
  fetch(url, {
    method: "POST", body, credentials: "same-origin", redirect: "manual", ...more,
    headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch" },
  });

// --- Drafts: five seconds after the last key, and when the page is left, what was typed is kept by the server. ---
const DRAFT_AFTER = 5000;

for (const form of document.querySelectorAll("form[data-draft-url]")) {
  const status = form.querySelector("[data-draft-status]");
  let timer = 0;
  let kept = "";
  let sending = false;
  const body = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
    return new URLSearchParams(data);
  };
  const say = (words) => { if (status && status.textContent !== words) status.textContent = words; };
  const keep = async (more) => {
    clearTimeout(timer);
    const now = body();
    if (sending || now.toString() === kept) return;
    sending = true;
    try {
      const answer = await post(form.dataset.draftUrl, now, more);
      if (!answer.ok) throw new Error(String(answer.status));
      kept = now.toString();
      const time = new Date().toLocaleTimeString("en-GB", { hour: "numeric", minute: "2-digit" });
      say(`Draft kept at ${time}`);
    } catch {
      say("The draft could not be kept just now. Your words are still on this page.");
    } finally {
      sending = false;
      if (body().toString() !== now.toString()) wait();
    }
  };
  const wait = () => { clearTimeout(timer); timer = setTimeout(() => keep(), DRAFT_AFTER); };
  kept = body().toString();
  form.addEventListener("input", wait);
  form.addEventListener("change", wait);
  form.addEventListener("submit", () => clearTimeout(timer));
  document.addEventListener("visibilitychange", () => {
    // The page may be going: what is on its way must arrive without it (browsers allow 64 kilobytes for this).
    if (document.visibilityState === "hidden") keep({ keepalive: body().toString().length < 60000 });
  });
}

// --- One press, one post: a second submit of the same form within a second and a half is swallowed. ---
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.dataset.sent) { event.preventDefault(); return; }
  form.dataset.sent = "1";
  setTimeout(() => delete form.dataset.sent, 1500);
});
// Coming back by the browser's own button must find the form ready.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// --- Live lists: a form with data-live="#id" is posted as you type and replaces that part of the page. ---
for (const form of document.querySelectorAll("form[data-live]")) {
  let timer = 0;
  let turn = 0;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++turn;
      const answer = await post(form.action, new URLSearchParams(new FormData(form))).catch(() => null);
      if (!answer?.ok || mine !== turn) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector(form.dataset.live);
      const old = document.querySelector(form.dataset.live);
      if (fresh && old) old.replaceWith(fresh);
    }, 350);
  });
}

// --- Idle: five minutes before the session ends, ask. Other tabs count too. ---
const limit = Number(document.body.dataset.idleMinutes || 0) * 60000;
if (limit) {
  const KEY = "alongside-active";
  const WARN = Math.max(limit - 5 * 60000, limit / 2);
  const stored = () => { try { return Number(localStorage.getItem(KEY) || 0); } catch { return 0; } };
  let last = Date.now();
  const mark = () => { last = Date.now(); try { localStorage.setItem(KEY, String(last)); } catch { /* no store: this tab alone */ } };
  mark();

  const dialog = document.createElement("dialog");
  dialog.className = "app-idle";
  dialog.setAttribute("aria-labelledby", "app-idle-title");
  dialog.innerHTML =
    '<h2 class="govuk-heading-m" id="app-idle-title">Are you still there?</h2>' +
    '<p class="govuk-body">To keep records safe you will be signed out <b data-idle-when></b>. What you have typed in long forms is kept.</p>' +
    '<div class="govuk-button-group"><button type="button" class="govuk-button" data-idle-stay>Stay signed in</button></div>';
  document.body.append(dialog);
  const when = dialog.querySelector("[data-idle-when]");

  const stay = async () => {
    dialog.close();
    if (document.body.dataset.keepAlive) {
      const answer = await post(document.body.dataset.keepAlive, new URLSearchParams()).catch(() => null);
      if (!answer?.ok) return;
    }
    mark();
  };
  dialog.querySelector("[data-idle-stay]").addEventListener("click", stay);
  dialog.addEventListener("cancel", (event) => { event.preventDefault(); stay(); });

  const watch = setInterval(() => {
    const idle = Date.now() - Math.max(last, stored());
    if (idle >= limit) {
      clearInterval(watch);
      location.assign(document.body.dataset.signedOut || "/");
      return;
    }
    if (idle >= WARN) {
      const minutes = Math.max(1, Math.ceil((limit - idle) / 60000));
      const words = minutes === 1 ? "in 1 minute" : `in ${minutes} minutes`;
      if (when.textContent !== words) when.textContent = words;
      if (!dialog.open) dialog.showModal();
    } else if (dialog.open) {
      dialog.close();
    }
  }, 1000);
}

// --- A button that prints is only there when it can. ---
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
