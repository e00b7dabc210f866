// The pages work without this: it only spares a reload. What is swapped is a part of a whole page that the server has made.
import "htmx.org/dist/htmx.esm.js";
import "./answers.js";
import "./drafts.js";
import "./opening.js";

const said = () => document.getElementById("said");

// An answer without the part that was asked for is another page, such as the sign-in: it is opened as one.
document.addEventListener("htmx:beforeSwap", ({ detail }) => {
  const part = detail.target.id;
  if (part && detail.serverResponse.includes(`id="${part}"`)) {
    detail.shouldSwap = true; // a refusal is shown too
    detail.isError = false;
    return;
  }

  detail.shouldSwap = false;
  if (detail.xhr.status < 300) location.assign(detail.xhr.responseURL);
  else location.reload();
});

// Whoever cannot see the change hears it, and goes on from its beginning; beside a form that somebody is filling in it is only said.
document.addEventListener("htmx:afterSettle", ({ target }) => {
  const quiet = target.closest("[data-quiet]");
  if (quiet) {
    said().textContent = quiet.querySelector("#edge p")?.textContent.replace(/\s+/g, " ") ?? "";
    return;
  }
  const heading = target.querySelector("h2");
  if (!heading) return;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  if (said()) said().textContent = heading.textContent;
});

// Without a connection nothing has been changed: the browser tells it in its own way.
document.addEventListener("htmx:sendError", ({ detail }) => {
  if (!detail.elt.closest("form[data-draft]")) location.assign(detail.pathInfo.requestPath); // a form keeps what was typed
});
