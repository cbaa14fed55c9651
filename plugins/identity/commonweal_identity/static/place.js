// Fills in where the device is, for whoever presses the button; without scripts the two fields are typed.
"use strict";
const box = document.querySelector("[data-place]");
if (box && "geolocation" in navigator) {
  const failed = box.querySelector("[data-place-failed]");
  const write = (name, value) => {
    document.getElementById(`field-${name}`).value = value.toFixed(4);
  };
  box.hidden = false;
  box.querySelector("[data-place-here]").addEventListener("click", () => {
    failed.hidden = true;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        write("latitude", coords.latitude);
        write("longitude", coords.longitude);
      },
      () => {
        failed.hidden = false;
      },
      { timeout: 15000, maximumAge: 60000 },
    );
  });
}
