// Of a list only what fits another answer is offered: <select data-by="Means"><option data-not-by="AskedPolice">. Whoever has no script is told by the server.

function offer(list) {
  const by = list.form.elements[list.dataset.by]?.value;
  for (const option of list.options) option.hidden = option.disabled = Boolean(by) && (option.dataset.notBy ?? "").split(" ").includes(by);
  if (list.selectedOptions[0]?.disabled) list.value = "";
}

const lists = within => within.querySelectorAll("select[data-by]");

document.addEventListener("change", ({ target }) => {
  if (target.form) lists(target.form).forEach(list => list.dataset.by === target.name && offer(list));
});
lists(document).forEach(offer);
