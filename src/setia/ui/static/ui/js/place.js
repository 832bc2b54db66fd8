// Fills in where this phone is, when somebody asks for it. Without it a place is typed or pasted.

const button = document.querySelector("[data-place-button]");
const field = document.querySelector("[data-place-field]");
const told = document.querySelector("[data-place-told]");
const words = (name) => document.querySelector(`[data-place-${name}]`)?.textContent ?? "";
const set = (name, value) => {
  const hidden = document.querySelector(`[data-place-${name}]`);
  if (hidden) hidden.value = value;
};

if (button && field && "geolocation" in navigator) {
  button.hidden = false;
  // A place that was typed over is no longer the phone's.
  field.addEventListener("input", () => {
    set("accuracy", "");
    set("phone", "");
  });
  button.addEventListener("click", () => {
    told.textContent = words("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        field.value = `${coords.latitude.toFixed(6)}, ${coords.longitude.toFixed(6)}`;
        const metres = Math.min(Math.round(coords.accuracy), 100000);
        set("accuracy", metres);
        set("phone", "1");
        told.textContent = `${words("found")} ${metres}`;
      },
      () => { told.textContent = words("refused"); },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}
