// Outcomes of Today: kept on the device while there is no network, and sent once when it returns.
// Every act has a key, so what is sent twice is one. Without this file the forms work as they are.

const STORE = "setia.touches";
const waiting = () => JSON.parse(localStorage.getItem(STORE) ?? "[]");
const keep = (acts) => localStorage.setItem(STORE, JSON.stringify(acts));
const card = (party) => document.getElementById(`care-${party}`);

function show(party, state, why = "") {
  const here = card(party);
  if (!here) return;
  here.classList.toggle("is-kept", state !== "refused");
  here.querySelector("[data-kept]").hidden = state !== "kept";
  here.querySelector("[data-queued]").hidden = state !== "queued";
  const told = here.querySelector("[data-why]");
  told.hidden = state !== "refused";
  told.textContent = why;
}

function tellWaiting() {
  const count = waiting().length;
  const notice = document.querySelector("[data-waiting]");
  if (!notice) return;
  notice.hidden = count === 0;
  notice.querySelector("[data-waiting-count]").textContent = count;
}

// What the server answered: kept, refused for good, or nothing that can be relied on.
async function send(act) {
  const form = document.querySelector("form[data-touch]");
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const body = new URLSearchParams({ ...act, csrfmiddlewaretoken: token });
  try {
    const answer = await fetch(form?.action ?? "/today/touches/", {
      method: "POST", body, headers: { Accept: "application/json" }, redirect: "manual",
    });
    if (answer.ok) return { state: "kept" };
    if (answer.status === 422) return { state: "refused", why: (await answer.json()).why };
    return answer.status === 404 ? { state: "refused", why: "404" } : { state: "queued" };
  } catch {
    return { state: "queued" };
  }
}

let sending = false;
async function sendWaiting() {
  if (sending || !navigator.onLine) return;
  sending = true;
  for (const act of waiting()) {
    const { state, why } = await send(act);
    if (state === "queued") break;
    keep(waiting().filter((one) => one.key !== act.key));
    show(act.party, state, why);
  }
  sending = false;
  tellWaiting();
}

document.addEventListener("click", (event) => {
  const tap = event.target.closest("[data-how]");
  const how = tap?.closest(".care").querySelector("select[name=how]");
  if (how) how.value = tap.dataset.how;
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-touch]")) return;
  event.preventDefault();
  const act = Object.fromEntries(new FormData(form, event.submitter));
  delete act.csrfmiddlewaretoken;
  act.at = new Date().toISOString();
  if (waiting().some((one) => one.key === act.key)) return;
  keep([...waiting(), act]);
  show(act.party, "queued");
  tellWaiting();
  sendWaiting();
}, true);

addEventListener("online", sendWaiting);
setInterval(sendWaiting, 20000);
for (const act of waiting()) show(act.party, "queued");
tellWaiting();
sendWaiting();
