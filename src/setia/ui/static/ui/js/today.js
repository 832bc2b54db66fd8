// Outcomes of Today are kept on the device while there is no network, and sent when it returns.
// Without this file the forms work as they are.

import { queueOf, token } from "./queue.js";

const LOOK_AGAIN = 20_000;
const notice = document.querySelector("[data-waiting]");

function show(act, { state, why = "" }) {
  const here = document.getElementById(`care-${act.party}`);
  if (!here) return;
  here.classList.toggle("is-kept", state !== "refused");
  here.querySelector("[data-kept]").hidden = state !== "kept";
  here.querySelector("[data-queued]").hidden = state !== "queued";
  const told = here.querySelector("[data-why]");
  told.hidden = state !== "refused";
  told.textContent = why;
}

function count(waiting) {
  if (!notice) return;
  notice.hidden = waiting === 0;
  notice.querySelector("[data-waiting-count]").textContent = waiting;
}

// What the server answered: kept, refused for good, or nothing that can be relied on.
async function send(act) {
  const form = document.querySelector("form[data-touch]");
  const body = new URLSearchParams({ ...act, csrfmiddlewaretoken: token() });
  const answer = await fetch(form?.action ?? "/today/touches/", {
    method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual",
  });
  if (answer.ok) return { state: "kept" };
  if (answer.status === 422) return { state: "refused", why: (await answer.json()).why };
  return answer.status === 404 ? { state: "refused", why: "404" } : { state: "queued" };
}

const touches = queueOf("touches", { send, told: show, counted: count });

document.addEventListener("click", (event) => {
  const tap = event.target.closest("[data-how]");
  const how = tap?.closest(".care").querySelector("select[name=how]");
  if (how) how.value = tap.dataset.how;
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-touch]")) return;
  event.preventDefault();
  const { csrfmiddlewaretoken, ...act } = Object.fromEntries(new FormData(form, event.submitter));
  act.at = new Date().toISOString();
  if (!touches.add(act)) return;
  show(act, { state: "queued" });
  touches.sendAll();
}, true);

setInterval(touches.sendAll, LOOK_AGAIN);
for (const act of touches.waiting()) show(act, { state: "queued" });
touches.sendAll();
