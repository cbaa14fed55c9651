// Uploads files of evidence one by one as they are chosen, each with its progress; without scripts the form
// sends them all at once.
"use strict";
const form = document.querySelector("[data-evidence]");

function setUp() {
  const pattern = (name, value) => form.dataset[name].replace("%s", value);
  const told = form.querySelector("[data-told]");
  const blocked = form.querySelector("[data-blocked]");
  const template = form.querySelector("[data-row]");
  const key = form.querySelector("[name=form_token]").value;
  const running = new Set();
  const waiting = [];
  const tell = (name, value) => {
    told.textContent = pattern(name, value);
  };
  const part = (row, name) => row.querySelector(`[data-${name}]`);

  function show(row, ...names) {
    for (const name of ["cancel", "retry", "dismiss", "remove", "progress", "problem"]) {
      part(row, name).hidden = !names.includes(name);
    }
  }

  // A canvas, as the policy of our pages lets no picture in that is none of ours.
  async function picture(row, file) {
    if (!file.type.startsWith("image/")) return;
    try {
      const small = await createImageBitmap(file, { resizeWidth: 96, resizeQuality: "medium" });
      const canvas = document.createElement("canvas");
      canvas.width = 96;
      canvas.height = 96;
      const side = Math.max(96 / small.width, 96 / small.height);
      const [width, height] = [small.width * side, small.height * side];
      canvas.getContext("2d").drawImage(small, (96 - width) / 2, (96 - height) / 2, width, height);
      canvas.setAttribute("aria-hidden", "true");
      row.querySelector(".evidence-mini").replaceWith(canvas);
    } catch {
      // A kind that this browser does not draw keeps its symbol.
    }
  }

  function failed(row, file, why) {
    part(row, "problem").textContent = why || form.dataset.offline;
    show(row, "retry", "dismiss", "problem");
    tell("failed", file.name);
  }

  function next() {
    if (running.size || !waiting.length) return;
    waiting.shift()();
  }

  function reason(request) {
    const answer = request.response;
    const wrong = answer && answer.errors && answer.errors[0];
    return (wrong && (wrong.detail || wrong.message)) || (answer && answer.detail) || "";
  }

  function send(row, file, item, moment) {
    const body = new FormData();
    body.append("item", item);
    if (moment) body.append("moment", moment);
    body.append("file", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.dataset.files);
    request.responseType = "json";
    request.setRequestHeader("x-form-token", key);
    request.upload.addEventListener("progress", (event) => {
      if (event.lengthComputable) part(row, "progress").value = (100 * event.loaded) / event.total;
    });
    request.addEventListener("load", () => {
      if (request.status === 201) {
        part(row, "remove").dataset.remove = request.response.id;
        show(row, "remove");
        tell("done", file.name);
      } else {
        failed(row, file, reason(request));
      }
    });
    request.addEventListener("error", () => failed(row, file, ""));
    request.addEventListener("abort", () => {
      row.remove();
      tell("cancelled", file.name);
    });
    request.addEventListener("loadend", () => {
      running.delete(request);
      blocked.hidden = true;
      next();
    });
    part(row, "cancel").onclick = () => request.abort();
    running.add(request);
    request.send(body);
  }

  function start(row, file, item, moment) {
    show(row, "cancel", "progress");
    part(row, "progress").value = 0;
    const begin = () => {
      if (row.isConnected) send(row, file, item, moment);
      else next();
    };
    part(row, "cancel").onclick = () => row.remove();
    waiting.push(begin);
    tell("started", file.name);
    next();
  }

  function add(file, field) {
    const row = template.content.firstElementChild.cloneNode(true);
    const { item } = field.dataset;
    const chosen = form.elements[`moment-${item}`];
    const moment = chosen ? chosen.value : "";
    part(row, "name").textContent = file.name;
    part(row, "progress").setAttribute("aria-label", pattern("progress", file.name));
    part(row, "cancel").setAttribute("aria-label", pattern("cancelFile", file.name));
    part(row, "retry").setAttribute("aria-label", pattern("retryFile", file.name));
    part(row, "dismiss").setAttribute("aria-label", pattern("dismissFile", file.name));
    part(row, "remove").setAttribute("aria-label", pattern("removeFile", file.name));
    part(row, "remove").dataset.name = file.name;
    part(row, "retry").onclick = () => start(row, file, item, moment);
    part(row, "dismiss").onclick = () => row.remove();
    field.querySelector("[data-list]").append(row);
    picture(row, file);
    if (file.size > Number(form.dataset.mostBytes)) {
      failed(row, file, form.dataset.large);
      part(row, "retry").hidden = true;
    } else {
      start(row, file, item, moment);
    }
  }

  form.addEventListener("change", (event) => {
    if (!event.target.matches("[data-pick]")) return;
    for (const file of event.target.files) add(file, event.target.closest("[data-item]"));
    event.target.value = "";
  });

  form.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    event.preventDefault();
    button.disabled = true;
    const row = button.closest("li");
    const name = row.querySelector(".evidence-name").textContent.trim();
    try {
      const answer = await fetch(`${form.dataset.files}/${button.dataset.remove}`, {
        method: "DELETE",
        headers: { "x-form-token": key },
      });
      if (!answer.ok && answer.status !== 404) throw new Error(answer.statusText);
      row.remove();
      tell("removed", name);
    } catch {
      button.disabled = false;
      told.textContent = form.dataset.offline;
    }
  });

  form.addEventListener("submit", (event) => {
    if (!running.size && !waiting.length) return;
    event.preventDefault();
    blocked.textContent = form.dataset.wait;
    blocked.hidden = false;
  });

  // What was chosen is listed at once: the browser's own field, in the browser's own language, tells nothing more.
  for (const field of form.querySelectorAll(".evidence-choose")) {
    field.classList.replace("evidence-choose", "button");
    field.querySelector("input").classList.replace("input", "visually-hidden");
  }
  form.querySelector("[data-upload]").hidden = true;
}

function setUpPlace() {
  const here = form.querySelector("[data-here]");
  const status = here.querySelector("[data-here-status]");
  here.hidden = false;
  here.querySelector("[data-here-button]").addEventListener("click", () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(6);
        form.elements.longitude.value = coords.longitude.toFixed(6);
        status.textContent = status.dataset.found;
      },
      () => {
        status.textContent = status.dataset.failed;
      },
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}

if (form) {
  setUp();
  if ("geolocation" in navigator) setUpPlace();
}
