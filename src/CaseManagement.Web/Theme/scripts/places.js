// Where somebody goes on after an answer: at what was refused, and otherwise at the part of the page that they have just changed.

const typed = ".refused :is(input:not([type=hidden]), select, textarea)";

function open(place) {
  for (let fold = place.closest("details:not([open])"); fold; fold = fold.parentElement.closest("details:not([open])")) fold.open = true;
}

function goTo(place, shown = place) {
  open(place);
  place.focus({ preventScroll: true });
  shown.scrollIntoView({ block: "center" });
}

/** To the first field that was refused, and to the sentence where it is about none. @returns whether anything was refused there. */
export function goToRefusal(within) {
  const field = within.querySelector(typed);
  const sentence = within.querySelector("#refusal");
  if (field) goTo(field, field.closest(".refused"));
  else if (sentence) goTo(sentence);
  return Boolean(field ?? sentence);
}

/** Whoever reads the page by ear goes on from its heading; what cannot be gone to otherwise takes the focus for once. */
export function goOnFrom(part) {
  const heading = part.querySelector("h2") ?? (part.matches("section[aria-label]") ? part : null);
  if (!heading) return null;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return (heading === part ? part.getAttribute("aria-label") : heading.textContent).replace(/\s+/g, " ").trim();
}

// A line of the summary leads to its field, and not above it.
document.addEventListener("click", event => {
  const way = event.target.closest("#refusal a[href^='#'], .still a[href^='#']");
  const place = way && document.getElementById(decodeURIComponent(way.hash.slice(1)));
  if (!place) return;
  event.preventDefault();
  const control = place.matches("input, select, textarea") ? place : place.querySelector("input:not([type=hidden]), select, textarea");
  goTo(control ?? place, place.closest(".field, .ask") ?? place);
});

// What an address names is unfolded.
const named = () => location.hash.length > 1 ? document.getElementById(decodeURIComponent(location.hash.slice(1))) : null;
const unfold = () => named() && open(named());
addEventListener("hashchange", unfold);
unfold();

function arrive() {
  const at = document.activeElement;
  if (at !== document.body && !at.matches(".refused *, #refusal")) return; // somebody has begun already
  if (goToRefusal(document)) return;
  const part = named();
  if (!part || part.matches("main")) return;
  if (goOnFrom(part) !== null) return;
  if (part.tabIndex < 0) part.tabIndex = -1;
  part.focus({ preventScroll: true });
}

// Until a page has come completely, the browser itself goes to the part that its address names, and takes the focus away from everything else.
const later = () => requestAnimationFrame(() => requestAnimationFrame(arrive));
if (goToRefusal(document) || location.hash) addEventListener("load", later, { once: true });
