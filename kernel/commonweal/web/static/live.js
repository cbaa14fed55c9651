// Progressive enhancement for every page; whatever happens here, links and forms work without it.
//
// data-live="<ids>" on a link or GET form: fetch its page and swap only the elements with these ids.
// data-live-auto on such a form: send it when a choice changes, and a moment after typing into a search field;
//   data-live-wait on one of its controls: not because of this one.
// data-live-always on an element with an id: part of every swap. data-live-status: told what the first part says.
// data-fold on a <details> of such a form: folded when the form is sent, so that the list is seen.
// data-theme-choice, data-menu, data-locate: see below.
// Other scripts find live.read here, and hear "live:put" when parts of the page were swapped.
(() => {
  "use strict";
  const root = document.documentElement;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const byId = (id) => document.getElementById(id);
  let running, sent, waiting;

  const read = async (url, signal) => {
    const answer = await fetch(url, { signal, headers: { accept: "text/html" } });
    return { answer, page: new DOMParser().parseFromString(await answer.text(), "text/html") };
  };

  const swap = async (url, ids, form, push = true) => {
    const names = ids.split(" ");
    const main = byId(names[0]);
    if (!main) return location.assign(url);
    sent = url;
    clearTimeout(waiting);
    running?.abort();
    running = new AbortController();
    main.setAttribute("aria-busy", "true");
    try {
      const { answer, page } = await read(url, running.signal);
      const wrong = answer.status === 422 && form;
      if (!page.getElementById(names[0]) || !(answer.ok || wrong)) return location.assign(url);
      if (form) showErrors(form, page);
      const focused = document.activeElement;
      for (const always of document.querySelectorAll("[data-live-always]")) names.push(always.id);
      for (const name of names) {
        const fresh = page.getElementById(name);
        if (fresh) byId(name)?.replaceWith(document.adoptNode(fresh));
      }
      const fresh = byId(names[0]);
      if (!focused.isConnected) (byId(focused.id) || fresh).focus({ preventScroll: true });
      const said = document.querySelector("[data-live-status]");
      if (said) said.textContent = fresh.dataset.status || "";
      document.dispatchEvent(new Event("live:put"));
      if (wrong) return form.querySelector("[aria-invalid]");
      document.title = page.title;
      if (push) {
        history.replaceState({ live: true }, "");
        history.pushState({ live: true }, "", url);
      }
      return fresh;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  };

  // Say beside each control what the fresh page says beside it; what the reader typed stays.
  const showErrors = (form, page) => {
    for (const control of form.elements) {
      const fresh = control.id && page.getElementById(control.id);
      if (!fresh) continue;
      for (const name of ["aria-invalid", "aria-describedby"]) {
        if (fresh.hasAttribute(name)) control.setAttribute(name, fresh.getAttribute(name));
        else control.removeAttribute(name);
      }
      byId("error-" + control.name)?.remove();
      const error = page.getElementById("error-" + control.name);
      if (error) (control.closest(".select") || control).after(document.adoptNode(error));
    }
  };

  const show = (element) => element?.scrollIntoView({ block: "start", behavior: calm.matches ? "auto" : "smooth" });

  const address = (form) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
    const text = query.toString();
    return form.action.split("?")[0] + (text ? "?" + text : "");
  };

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.dataset.live || form.method !== "get") return;
    event.preventDefault();
    const found = await swap(address(form), form.dataset.live, form);
    if (!found) return;
    if (found.matches("[aria-invalid]")) return found.focus();
    for (const fold of form.querySelectorAll("details[data-fold][open]"))
      if (fold.querySelector("summary").offsetParent) {
        fold.open = false;
        show(found);
        found.focus({ preventScroll: true });
      }
  });

  const onItsWay = new Set();

  // What is on its way is not sent again by a second tap.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post") return;
    if (onItsWay.has(form)) return event.preventDefault();
    onItsWay.add(form);
    setTimeout(() => onItsWay.delete(form), 5_000);
  });
  window.addEventListener("pageshow", () => onItsWay.clear());

  const auto = (event, delay) => {
    const form = event.target.closest?.("form[data-live-auto]");
    if (!form || event.target.matches("[data-live-wait]")) return;
    clearTimeout(waiting);
    if (address(form) !== sent) waiting = setTimeout(() => swap(address(form), form.dataset.live, form), delay);
  };
  document.addEventListener("change", (event) => auto(event, 0));
  document.addEventListener("input", (event) => event.target.matches("[type=search]") && auto(event, 400));

  document.addEventListener("click", async (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
      if (!menu.contains(event.target)) menu.open = false;
    const theme = event.target.closest?.("[data-theme-choice]");
    if (theme) {
      event.preventDefault();
      chooseTheme(theme.dataset.themeChoice);
      const menu = theme.closest("details");
      menu.open = false;
      menu.querySelector("summary").focus();
    }
    const link = event.target.closest?.("a[data-live]");
    if (link) {
      event.preventDefault();
      const fresh = await swap(link.href, link.dataset.live);
      if (link.rel === "next" || link.rel === "first") show(fresh);
    }
    const locate = event.target.closest?.("[data-locate]");
    if (locate) findPosition(locate);
  });

  const chooseTheme = (chosen) => {
    root.dataset.theme = chosen;
    document.cookie = `theme=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax`;
    for (const link of document.querySelectorAll("[data-theme-choice]"))
      if (link.dataset.themeChoice === chosen) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    for (const use of document.querySelectorAll("[data-theme-icon] use"))
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#theme-" + chosen));
  };

  // Fills the form's lat and lng, and what data-locate says as name=value, and sends the form.
  const findPosition = (button) => {
    const form = button.form;
    const failed = form.querySelector("[data-locate-failed]");
    const fail = () => {
      button.removeAttribute("aria-busy");
      failed.hidden = false;
    };
    failed.hidden = true;
    if (!navigator.geolocation) return fail();
    button.setAttribute("aria-busy", "true");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        button.removeAttribute("aria-busy");
        form.elements.lat.value = coords.latitude.toFixed(2);
        form.elements.lng.value = coords.longitude.toFixed(2);
        const [name, value] = button.dataset.locate.split("=");
        form.elements[name].value = value;
        form.requestSubmit();
      },
      fail,
      { timeout: 15000 },
    );
  };

  document.addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details[data-menu][open]");
    if (!menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });

  globalThis.live = Object.freeze({ read });
  addEventListener("popstate", (event) => event.state?.live && location.reload());
})();
