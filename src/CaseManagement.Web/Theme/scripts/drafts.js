// What somebody has typed and not saved stays on the device, sealed under a key that only the server gives, and only to them: a lost connection, a
// closed tab and a battery that dies lose nothing, and whoever finds the device reads nothing.
import { fill, isAnswered } from "./answers.js";

const prefix = "draft.";
const keptFor = 7 * 24 * 60 * 60 * 1000; // after a week on the road it is entered from paper
const bytes = base64 => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));
const base64 = buffer => btoa(String.fromCharCode(...new Uint8Array(buffer)));

// A browser may keep nothing, or have kept what is no draft: the page works without.
function kept(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

function forget(isOld) {
  try {
    for (const name of Object.keys(localStorage).filter(each => each.startsWith(prefix) && isOld(each))) localStorage.removeItem(name);
  } catch { /* nothing is kept here */ }
}

forget(name => !(Date.now() - kept(name)?.at < keptFor));

// What somebody fills in; what stands hidden in a form, such as its version, is of the page that it came with.
const typed = form => [...form.elements].filter(each => each.name && !["hidden", "submit", "button"].includes(each.type));

// Whether a control says something else than the page came with: what the server filled in, such as that day, is no answer of anybody's.
function isTyped(control) {
  if (control.type === "radio" || control.type === "checkbox") return control.checked !== control.defaultChecked;
  if (!control.options) return control.value !== control.defaultValue;
  const options = [...control.options];
  const given = options.filter(each => each.defaultSelected);
  const shown = given.length > 0 || control.multiple ? given : options.slice(0, 1);
  return options.some(each => each.selected !== shown.includes(each));
}

/** An instant as the pages write it: 11月23日 周一 08:54, Mon 23 Nov 08:54. */
function said(at) {
  const isChinese = document.documentElement.lang.startsWith("zh");
  const part = form => new Intl.DateTimeFormat(isChinese ? "zh-CN" : "en-GB", { timeZone: "Asia/Shanghai", ...form }).format(at); // as the server says it
  const day = [part({ month: "short", day: "numeric" }), part({ weekday: "short" })];
  return `${(isChinese ? day : day.reverse()).join(" ")} ${part({ hour: "2-digit", minute: "2-digit", hourCycle: "h23" })}`;
}

const form = document.querySelector("form[data-draft]");
if (form && crypto.subtle) keepDraftsOf(form); // browsers give the sealing to encrypted addresses alone

async function keepDraftsOf(form) {
  const name = prefix + form.dataset.draft;
  const key = await crypto.subtle.importKey("raw", bytes(form.dataset.draftKey), "AES-GCM", false, ["encrypt", "decrypt"]);
  const offline = form.querySelector("[data-draft-offline]");

  async function keep() {
    const iv = crypto.getRandomValues(new Uint8Array(12));
    for (const control of typed(form).filter(isTyped)) names.add(control.name);
    if (names.size === 0) return;
    const answers = [...new FormData(form)].filter(([field]) => names.has(field));
    const text = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify({ names: [...names], answers })));
    try {
      localStorage.setItem(name, JSON.stringify({ at: Date.now(), iv: base64(iv), text: base64(text) }));
    } catch { /* full, or forbidden: what is on the page stays there */ }
  }

  async function found() {
    try {
      const { at, iv, text } = kept(name);
      const plain = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(iv) }, key, bytes(text));
      const { names, answers } = JSON.parse(new TextDecoder().decode(plain));
      return names && { at: new Date(at), names, answers };
    } catch {
      return null; // none, or sealed under a key that is no longer in use
    }
  }

  const draft = await found();
  const names = new Set(draft?.names); // what somebody has once typed is kept, though a refused page comes with it
  if (draft && form.dataset.draftFresh === "yes") { // what was refused has its answers in it
    for (const control of typed(form).filter(each => names.has(each.name))) control.checked = false; // what was unticked stays so
    fill(form, draft.answers);
    for (const fold of form.querySelectorAll("details:not([open])")) fold.open = typed(form).some(each => fold.contains(each) && isAnswered(each));
    const note = form.querySelector("[data-draft-found]");
    note.querySelector("time").textContent = said(draft.at);
    note.querySelector("button").addEventListener("click", () => {
      forget(each => each === name);
      location.reload();
    });
    note.hidden = false;
    if (document.readyState !== "complete") await new Promise(come => addEventListener("load", come, { once: true })); // until then nobody listens
    (form.querySelector("[data-answers]") ?? form).dispatchEvent(new Event("change", { bubbles: true }));
  }

  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", event => {
    offline.hidden = navigator.onLine;
    if (navigator.onLine) return;
    event.preventDefault();
    offline.scrollIntoView({ block: "center" });
    document.getElementById("said").textContent = offline.textContent.trim();
  });
  form.dataset.draftReady = "";
}
