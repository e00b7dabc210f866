// What is typed into a long form: filling in the last visit's answers, and keeping what is not saved yet.

import { forgetRefusal } from "./refusals.js";

const controls = (form, question) => [...form.elements].filter(each => each.name === question || each.name.startsWith(`${question}.`));
export const isAnswered = control => control.type === "radio" || control.type === "checkbox" ? control.checked : control.value.trim() !== "";

export function fill(form, answers) {
  for (const [name, value] of answers) {
    for (const control of [...form.elements].filter(each => each.name === name)) {
      if (control.type === "radio" || control.type === "checkbox") control.checked ||= control.value === value;
      else control.value = value;
      forgetRefusal(control);
    }
  }
}

// "The rest as on 3 March": never over what somebody has answered. The change is told once, so that the rules are asked once.
document.addEventListener("click", event => {
  const button = event.target.closest("button[data-same]");
  if (!button) return;
  event.preventDefault();
  for (const [question, answers] of Object.entries(JSON.parse(button.dataset.same))) {
    if (!controls(button.form, question).some(isAnswered)) fill(button.form, answers);
  }
  button.dispatchEvent(new Event("change", { bubbles: true }));
});

// The button at the lower edge says what it saves.
document.addEventListener("change", ({ target }) => {
  const save = target.dataset.save && document.querySelector("#edge button[name=As]");
  if (save) save.textContent = target.dataset.save;
});
