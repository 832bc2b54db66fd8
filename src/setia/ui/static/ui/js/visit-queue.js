// Check-ins typed without a network: kept on the device, and sent once when it returns.
// Every visit has a key, so what is sent twice is one. A photo cannot wait and is left out.

const STORE = "setia.visits";
const waiting = () => JSON.parse(localStorage.getItem(STORE) ?? "[]");
const keep = (visits) => localStorage.setItem(STORE, JSON.stringify(visits));
const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function tell() {
  const notice = document.querySelector("[data-visit-queue]");
  if (!notice) return;
  notice.hidden = waiting().length === 0;
  notice.querySelector("[data-visit-queue-count]").textContent = waiting().length;
}

function tellRefused(url) {
  const notice = document.querySelector("[data-visit-refused]");
  if (!notice) return;
  notice.hidden = false;
  notice.querySelector("[data-visit-refused-link]").href = url;
}

// Kept where the server leads on to another page of ours; refused where it shows the form again.
async function send(visit) {
  const body = new URLSearchParams([...visit.fields, ["csrfmiddlewaretoken", token()]]);
  try {
    const answer = await fetch(visit.url, { method: "POST", body });
    if (answer.redirected && !answer.url.includes("/session/")) return "kept";
    return answer.status === 422 || answer.status === 404 ? "refused" : "queued";
  } catch {
    return "queued";
  }
}

let sending = false;
async function sendWaiting() {
  if (sending || !navigator.onLine || !token()) return;
  sending = true;
  for (const visit of waiting()) {
    const state = await send(visit);
    if (state === "queued") break;
    keep(waiting().filter((one) => one.key !== visit.key));
    if (state === "refused") tellRefused(visit.url);
  }
  sending = false;
  tell();
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-visit-form]") || navigator.onLine) return;
  event.preventDefault();
  const fields = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken",
  );
  const key = fields.find(([name]) => name === "key")?.[1];
  if (!waiting().some((one) => one.key === key)) {
    keep([...waiting(), { key, url: form.action, fields }]);
  }
  tell();
  document.querySelector("[data-visit-queue]")?.scrollIntoView();
}, true);

addEventListener("online", sendWaiting);
tell();
sendWaiting();
