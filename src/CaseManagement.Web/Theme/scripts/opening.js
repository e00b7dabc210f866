// What draws the charts is heavier than all the rest together: it is fetched where somebody opens them, and then kept for a year.
function draw(findings) {
  const script = document.createElement("script");
  script.src = findings.dataset.draw;
  document.head.append(script);
}

document.addEventListener("htmx:afterSettle", ({ target }) => target.matches("[data-draw]") && draw(target));

// On a page of their own the tables come first, and the pictures when they are asked for.
const asked = document.querySelector("[data-draws]");
if (asked) {
  asked.querySelector("button").addEventListener("click", () => {
    asked.hidden = true;
    draw(document.querySelector("[data-draw]"));
  });
}
