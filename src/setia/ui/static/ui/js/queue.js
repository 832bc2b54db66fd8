// What is typed without a network: kept on the device for whoever typed it, and sent when it
// returns. Each act has a key of its own, so what is sent twice is one act on the server.

const who = () => document.querySelector("[data-who]")?.dataset.who ?? "";

// A token is asked for when an act is sent: the one it was typed with may be over by then.
export const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

// `send` resolves to { state: "kept" | "refused" | "queued", … } for an act; `told` is called
// with an act and what became of it, `counted` with the number of those that still wait.
export function queueOf(name, { send, told, counted }) {
  const store = `setia.${name}.${who()}`;
  const waiting = () => JSON.parse(localStorage.getItem(store) ?? "[]");
  const keep = (acts) => localStorage.setItem(store, JSON.stringify(acts));
  let sending = false;

  async function sendAll() {
    if (sending || !navigator.onLine || !token()) return;
    sending = true;
    for (const act of waiting()) {
      const answer = await send(act).catch(() => ({ state: "queued" }));
      if (answer.state === "queued") break;
      keep(waiting().filter((one) => one.key !== act.key));
      told(act, answer);
    }
    sending = false;
    counted(waiting().length);
  }

  function add(act) {
    if (waiting().some((one) => one.key === act.key)) return false;
    keep([...waiting(), act]);
    counted(waiting().length);
    return true;
  }

  addEventListener("online", sendAll);
  counted(waiting().length);
  return { add, sendAll, waiting };
}
