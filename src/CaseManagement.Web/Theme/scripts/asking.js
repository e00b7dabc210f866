// What the rules make of the answers is theirs as long as nobody changes one: until they have been asked again it is not shown as if it held.

const answers = place => place.closest("form[data-draft] [data-answers]");

document.addEventListener("change", ({ target }) => {
  const asked = answers(target);
  if (asked?.hasAttribute("hx-post")) asked.closest("form").dataset.asked = "again";
});

/** The answers go to the rules as they stand; whatever changes from now on is not among them. */
export function isAsking(asked) {
  if (answers(asked)) asked.closest("form").dataset.asked = "asking";
}

/** The part has come: it says what the answers come to that were asked with, and they are asked again where one has changed since. */
export function isAnswered(asked) {
  const form = answers(asked) && asked.closest("form");
  if (form?.dataset.asked === "asking") delete form.dataset.asked;
}

/** Nothing has come, or another page: what stands there is of other answers, and only asking again helps. @returns whether a form was asking. */
export function hasNoAnswer(asked) {
  const form = asked.closest("form[data-draft]");
  if (form && answers(asked)) form.dataset.asked = "in-vain";
  return form !== null;
}

addEventListener("online", () => document.querySelectorAll("form[data-asked] [data-answers]").forEach(asked => asked.dispatchEvent(new Event("change", { bubbles: true }))));
