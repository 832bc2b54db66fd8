// Check-ins are kept on the device while there is no network, and sent when it returns.
// A photo cannot wait and is left out. Without this file the form works as it is.

import { queueOf, token } from "./queue.js";

const notice = document.querySelector("[data-visit-queue]");
const refused = document.querySelector("[data-visit-refused]");

function count(waiting) {
  if (!notice) return;
  notice.hidden = waiting === 0;
  notice.querySelector("[data-visit-queue-count]").textContent = waiting;
}

function tell(visit, { state }) {
  if (state !== "refused" || !refused) return;
  refused.hidden = false;
  refused.querySelector("[data-visit-refused-link]").href = visit.url;
}

// Kept where the server leads on to another page of ours; refused where it shows the form again.
async function send(visit) {
  const body = new URLSearchParams([...visit.fields, ["csrfmiddlewaretoken", token()]]);
  const answer = await fetch(visit.url, { method: "POST", body });
  if (answer.redirected && !answer.url.includes("/session/")) return { state: "kept" };
  const isFinal = answer.status === 422 || answer.status === 404;
  return { state: isFinal ? "refused" : "queued" };
}

const visits = queueOf("visits", { send, told: tell, counted: count });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-visit-form]") || navigator.onLine) return;
  event.preventDefault();
  const fields = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
  );
  const key = fields.find(([name]) => name === "key")?.[1];
  visits.add({ key, url: form.action, fields });
  notice?.scrollIntoView();
}, true);

visits.sendAll();
