// Keeps what is being written in this browser until it is sent; every form works without it.
//
// data-draft="<key>" on a form: its title and texts are kept under this key, and restored when they are empty or as
//   the page gave them; what is said of that has an element around it in data-draft-saved, -restored and -discard.
// data-draft-keep on such a form: it was refused, so what was sent is still a draft.
// data-read on a form: sent by itself once the page was seen, as all that is unread stands on it.
(() => {
  "use strict";
  const PREFIX = "commonweal-draft:";
  const SENT = "commonweal-draft-sent";
  const DAYS = 30;

  const kept = (store, act) => {
    try {
      return act(store);
    } catch {
      return null; // no room, or not allowed to keep anything
    }
  };
  const local = (act) => kept(globalThis.localStorage, act);
  const session = (act) => kept(globalThis.sessionStorage, act);

  const controls = (form) => [...form.querySelectorAll("textarea, input[name=title]")];
  const key = (form) => PREFIX + form.dataset.draft;
  const words = (form) => form.closest("[data-draft-saved]").dataset;
  // A form that was refused comes back filled in: all of it is the reader's.
  const given = (form, control) => ("draftKeep" in form.dataset ? "" : control.defaultValue);
  const drop = (name) => local((store) => store.removeItem(name));

  const forget = () => {
    const oldest = Date.now() - DAYS * 86_400_000;
    for (const name of local((store) => Object.keys(store)) || []) {
      if (!name.startsWith(PREFIX)) continue;
      const draft = local((store) => JSON.parse(store.getItem(name)));
      if (!draft || draft.at < oldest) drop(name);
    }
  };

  const note = (form) => {
    let line = form.querySelector(".talk-draft");
    if (!line) {
      line = document.createElement("p");
      line.className = "talk-draft muted small";
      const said = document.createElement("span");
      said.setAttribute("role", "status");
      const button = document.createElement("button");
      button.type = "button";
      button.className = "button is-quiet is-small";
      button.textContent = words(form).draftDiscard;
      button.addEventListener("click", () => {
        drop(key(form));
        if ("draftKeep" in form.dataset) return location.assign(location.href); // the form as it was at first
        for (const control of controls(form)) control.value = control.defaultValue;
        line.hidden = true;
        controls(form)[0].focus();
      });
      line.append(said, button);
      form.querySelector("textarea").closest(".field").after(line);
    }
    return line;
  };

  const say = (form, said) => {
    const line = note(form);
    line.hidden = false;
    if (line.firstChild.textContent !== said) line.firstChild.textContent = said;
  };

  const save = (form) => {
    const values = Object.fromEntries(controls(form).map((control) => [control.name, control.value]));
    const isEmpty = controls(form).every((control) => control.value === given(form, control));
    if (isEmpty) {
      drop(key(form));
      if (form.querySelector(".talk-draft")) note(form).hidden = true;
      return;
    }
    const text = JSON.stringify({ at: Date.now(), values });
    const done = local((store) => (store.setItem(key(form), text), true));
    if (done) say(form, words(form).draftSaved);
  };

  const restore = (form) => {
    if (form.dataset.draftReady) return;
    form.dataset.draftReady = "1";
    if ("draftKeep" in form.dataset) return save(form);
    const draft = local((store) => JSON.parse(store.getItem(key(form))));
    if (!draft) return;
    let found = false;
    for (const control of controls(form)) {
      const value = draft.values[control.name];
      if (typeof value !== "string" || value === control.value || control.value !== control.defaultValue) continue;
      control.value = value;
      found = true;
    }
    if (!found) return;
    say(form, words(form).draftRestored);
    const fold = form.closest("details");
    if (fold) fold.open = true;
  };

  const setUp = () => document.querySelectorAll("form[data-draft]").forEach(restore);

  document.addEventListener("input", ({ target }) => {
    const form = target.closest("form[data-draft]");
    if (form && controls(form).includes(target)) save(form);
  });
  document.addEventListener("submit", ({ target }) => {
    if (target.matches("form[data-draft]")) session((store) => store.setItem(SENT, key(target)));
  });
  document.addEventListener("live:put", setUp);

  const sent = session((store) => store.getItem(SENT));
  if (sent) {
    session((store) => store.removeItem(SENT));
    const refused = [...document.querySelectorAll("form[data-draft-keep]")].some((form) => key(form) === sent);
    if (!refused) drop(sent);
  }
  forget();
  setUp();

  const read = document.querySelector("form[data-read]");
  if (read) {
    setTimeout(() => {
      if (document.hidden) return;
      const body = new URLSearchParams(new FormData(read));
      fetch(read.action, { method: "POST", body, redirect: "manual" }).catch(() => {});
    }, 2_000);
  }
})();
