// What makes daily work quicker. Every page works without any of it.

// The first thing that is wrong with a form is where the person is taken.
document.querySelector("[data-focus]")?.focus();

// A menu closes when one looks elsewhere or presses Escape.
const menus = () => document.querySelectorAll("details.menu[open]");
document.addEventListener("click", (event) => {
  for (const menu of menus()) if (!menu.contains(event.target)) menu.open = false;
});

const typing = (element) => element.closest("input, textarea, select, [contenteditable]");
const places = { t: "today", h: "home", p: "people", s: "orders", i: "imports", g: "programs" };
let going = false;

document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") for (const menu of menus()) menu.open = false;
  if (typing(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "/") {
    event.preventDefault();
    document.querySelector("[data-search]")?.focus();
  } else if (going && places[event.key]) {
    document.querySelector(`[data-place="${places[event.key]}"]`)?.click();
  }
  going = event.key === "g" && !going;
});

// What was typed is not lost by a slip.
let touched = false;
document.addEventListener("input", (event) => {
  if (event.target.form?.matches("form[method=post]")) touched = true;
});
document.addEventListener("submit", () => { touched = false; });
window.addEventListener("beforeunload", (event) => {
  if (touched) event.preventDefault();
});

// An act is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented || event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
