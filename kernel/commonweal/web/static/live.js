// Progressive enhancement for every page; whatever happens here, links and forms work without it.
//
// data-live="<id>" on a link or form: fetch its page and swap only the element with that id.
// data-live-auto on such a form: send it when a choice changes, and a moment after typing.
// data-theme-choice, data-menu, data-keep-open, data-locate: see below.
(() => {
  "use strict";
  const root = document.documentElement;
  const reduced = matchMedia("(prefers-reduced-motion: reduce)");
  let running = null;

  const swap = async (url, id, push) => {
    const target = document.getElementById(id);
    if (!target) return location.assign(url);
    running?.abort();
    running = new AbortController();
    target.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(url, { signal: running.signal, headers: { accept: "text/html" } });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.getElementById(id);
      if (!answer.ok || !fresh) return location.assign(url);
      target.replaceWith(document.adoptNode(fresh));
      document.title = page.title;
      if (push) {
        history.replaceState({ live: id }, "");
        history.pushState({ live: id }, "", url);
      }
      const said = document.querySelector("[data-live-status]");
      if (said) said.textContent = fresh.dataset.status || "";
      return fresh;
    } catch (error) {
      if (error.name !== "AbortError") location.assign(url);
    }
  };

  const address = (form) => {
    const query = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (value !== "") query.append(name, value);
    const text = query.toString();
    return form.action.split("?")[0] + (text ? "?" + text : "");
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.dataset.live || form.method !== "get") return;
    event.preventDefault();
    swap(address(form), form.dataset.live, true);
  });

  let waiting;
  const auto = (event, delay) => {
    const form = event.target.closest?.("form[data-live-auto]");
    if (!form) return;
    clearTimeout(waiting);
    waiting = setTimeout(() => form.checkValidity() && swap(address(form), form.dataset.live, true), delay);
  };
  document.addEventListener("change", (event) => auto(event, 0));
  document.addEventListener("input", (event) => event.target.matches("[type=search], [type=text]") && auto(event, 400));

  document.addEventListener("click", async (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const theme = event.target.closest?.("[data-theme-choice]");
    if (theme) {
      event.preventDefault();
      const chosen = theme.dataset.themeChoice;
      root.dataset.theme = chosen;
      document.cookie = `theme=${chosen}; Path=/; Max-Age=31536000; SameSite=Lax`;
      const menu = theme.closest("details");
      for (const link of menu.querySelectorAll("[data-theme-choice]")) link.removeAttribute("aria-current");
      theme.setAttribute("aria-current", "true");
      const use = menu.querySelector("summary use");
      use.setAttribute("href", use.getAttribute("href").replace(/#.*/, "#theme-" + chosen));
      menu.open = false;
      menu.querySelector("summary").focus();
      return;
    }
    const link = event.target.closest?.("a[data-live]");
    if (link) {
      event.preventDefault();
      const fresh = await swap(link.href, link.dataset.live, true);
      fresh?.scrollIntoView({ block: "start", behavior: reduced.matches ? "auto" : "smooth" });
      return;
    }
    const locate = event.target.closest?.("[data-locate]");
    if (locate && navigator.geolocation) {
      const form = locate.form;
      locate.setAttribute("aria-busy", "true");
      navigator.geolocation.getCurrentPosition(
        ({ coords }) => {
          form.elements.lat.value = coords.latitude.toFixed(2);
          form.elements.lng.value = coords.longitude.toFixed(2);
          const [name, value] = locate.dataset.locate.split("=");
          if (name) form.elements[name].value = value;
          locate.removeAttribute("aria-busy");
          form.requestSubmit();
        },
        () => locate.removeAttribute("aria-busy"),
      );
    }
    for (const menu of document.querySelectorAll("details[data-menu][open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    const menu = document.querySelector("details[data-menu][open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // A details element with data-keep-open stays as the reader left it, from page to page of this visit.
  for (const details of document.querySelectorAll("details[data-keep-open]")) {
    const key = "open:" + details.dataset.keepOpen;
    const kept = sessionStorage.getItem(key);
    if (kept) details.open = kept === "1";
    details.addEventListener("toggle", () => sessionStorage.setItem(key, details.open ? "1" : "0"));
  }

  for (const hidden of document.querySelectorAll("[data-needs-script]")) hidden.hidden = false;
  addEventListener("popstate", (event) => event.state?.live && location.reload());
})();
