// The pages work without this: it only spares a reload. What is swapped is a part of a whole page that the server has made.
import "htmx.org/dist/htmx.esm.js";
import "./answers.js";
import "./choosing.js";
import "./drafts.js";
import "./opening.js";
import "./refusals.js";
import { hasNoAnswer, isAnswered, isAsking } from "./asking.js";
import { goOnFrom, goToRefusal } from "./places.js";
import "./printing.js";

const said = () => document.getElementById("said");

// Who asked stands in the request: the element of these events is the place of the answer, which is somewhere else on the page.
document.addEventListener("htmx:beforeRequest", ({ detail }) => isAsking(detail.requestConfig.elt));

// An answer without the part that was asked for is another page, such as the sign-in: it is opened as one.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const part = detail.target.id;
  if (part && detail.serverResponse.includes(`id="${part}"`)) {
    detail.shouldSwap = true; // a refusal is shown too
    detail.isError = false;
    isAnswered(detail.requestConfig.elt);
    return;
  }

  detail.shouldSwap = false;
  if (hasNoAnswer(detail.requestConfig.elt)) return; // somebody is filling it in: the button asks again, and says why not
  if (detail.xhr.status < 300) location.assign(detail.xhr.responseURL);
  else location.reload();
});

// A tap that comes twice sends once; what only fetches a file leaves the page, and its form, in use.
document.addEventListener("submit", event => {
  if (event.defaultPrevented) return;
  if ("sent" in event.target.dataset) event.preventDefault();
  event.target.dataset.sent = "";
  setTimeout(() => delete event.target.dataset.sent, 5000);
});
addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent));

// Whoever cannot see the change hears it, and goes on from its beginning; beside a form that somebody is filling in it is only said.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const quiet = target.closest("[data-quiet]");
  if (quiet) {
    said().textContent = document.querySelector("#edge p")?.textContent.replace(/\s+/g, " ") ?? "";
    return;
  }
  if (goToRefusal(target)) return;
  const name = goOnFrom(target);
  if (name !== null && said()) said().textContent = name;
});

// What was saved on the page before is told as well: a sentence that comes with the page is no change that would be read out.
const saved = document.querySelector(".done[role=status]");
if (saved) setTimeout(() => { said().textContent = saved.textContent.trim(); }, 500);

// Where there is no room beside the list, or somebody wants another tab, a row leads to the page of its patient.
document.addEventListener("click", event => {
  const row = event.target.closest("a[data-pane]");
  if (row && (event.ctrlKey || event.metaKey || event.shiftKey || !matchMedia("(min-width: 1200px)").matches)) event.stopPropagation();
}, true);
document.addEventListener("htmx:afterSettle", ({ target, detail }) => {
  if (target.id !== "chosen") return;
  target.scrollTop = 0;
  for (const row of document.querySelectorAll("a[data-pane]")) row.toggleAttribute("aria-current", false);
  detail.requestConfig.elt.setAttribute("aria-current", "true");
});

// Without a connection nothing has been changed: the browser tells it in its own way.
document.addEventListener("htmx:sendError", ({ detail }) => {
  const asked = detail.requestConfig.elt;
  if (!hasNoAnswer(asked) && !asked.closest("[data-waits]")) location.assign(detail.pathInfo.requestPath); // a form keeps what was typed; what waits asks again
});
