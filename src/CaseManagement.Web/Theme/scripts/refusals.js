// The red goes with the answer: a field that was refused and has been answered since is no longer shown as if it were not. Whoever has no script sees it when the form is sent again.

/** What was refused and is answered by this control: its own box to tick, its field or its question, or the question that has several fields. */
function refusedOf(control) {
  const box = control.closest(".option.refused");
  if (box) return box;
  const own = control.closest(".field, .ask");
  if (!own || own.matches(".refused")) return own;
  const around = own.parentElement.closest(".ask");
  return around?.matches(".refused:not(:has(> .options))") ? around : null;
}

/** Takes the mark and the words of a refusal from what this control answers. */
export function forgetRefusal(control) {
  const place = refusedOf(control);
  const why = place?.matches(".option") ? document.getElementById(`${control.id}-refused`) : place?.querySelector(":scope > .why-not");
  if (!why) return;
  for (const each of [place, ...place.querySelectorAll("[aria-describedby]")]) {
    const words = (each.getAttribute("aria-describedby") ?? "").split(" ");
    if (!words.includes(why.id)) continue;
    const left = words.filter(word => word !== why.id).join(" ");
    if (left) each.setAttribute("aria-describedby", left);
    else each.removeAttribute("aria-describedby");
    each.removeAttribute("aria-invalid");
  }
  place.classList.remove("refused");
  why.remove();
}

for (const kind of ["input", "change"]) document.addEventListener(kind, ({ target }) => target.matches("input, select, textarea") && forgetRefusal(target));
