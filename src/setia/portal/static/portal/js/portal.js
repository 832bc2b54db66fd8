// What makes the pages an app on the phone. Every page works without any of it.
navigator.serviceWorker?.register("/p/worker.js", { scope: "/p/" });

// An act is sent once, however often the button is pressed.
document.addEventListener("submit", (event) => {
  if (event.target.method !== "post") return;
  if (event.target.dataset.sent) event.preventDefault();
  event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.forms) delete form.dataset.sent;
});
