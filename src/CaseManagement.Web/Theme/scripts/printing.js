// What a page prints is its sheet: the button stands above it, and not on paper.
document.addEventListener("click", ({ target }) => target.closest("[data-prints]") && print());
