// Keeps a page up to date with what is committed; the page is complete without it.
//
// data-topic="<topics>" on an element: what is said of these topics concerns what is inside.
// data-field="<part>.<name>": shows this number of the state, in the words that data-zero, -one, -many, -other
//   give for it ("%s free"), or as the value of a <progress>; with data-rest, what is left of its max.
//   data-hide-zero: hidden when it is 0.
//   data-say: read out when it changes.
// data-refresh="<events>" on an element with an id: swapped for that of a fresh page after such events (a name, or
//   "claim." for all that begin so; nothing for all), but never while somebody writes or selects in it.
// data-new="<events>" on a list with an id, whose entries have a data-key: what is new is offered, not pushed in.
// data-spread="<milliseconds>" on any of the two: the fresh page is fetched within that time.
(() => {
  "use strict";
  const sign = document.querySelector("[data-stream]");
  if (!sign || !globalThis.live || !globalThis.WebSocket) return;

  const PAUSED = "commonweal-stream-paused";
  const HIDDEN_FOR = 60_000;
  const BETWEEN_PAGES = 4_000;
  const PER_READER = 20; // of a topic that tells its number: no more than fifty fetch a page in a second
  const language = document.documentElement.lang;
  const numbers = new Intl.NumberFormat(language);
  const plurals = new Intl.PluralRules(language);
  const topics = new Map(); // what is followed: its position and state, and whether an answer is awaited
  const refused = new Set();
  let socket, opened, welcomed, heard, timer, hiding, leaving;
  let tries = 0;
  let isFirst = true;
  let beat = 30;
  let over = false;

  const elements = (selector) => [...document.querySelectorAll(selector)];
  const about = (element) => (element.closest("[data-topic]")?.dataset.topic || "").split(/\s+/).filter(Boolean);
  const paused = () => {
    try {
      return localStorage.getItem(PAUSED) === "1";
    } catch {
      return false;
    }
  };

  // --- positions: two whole numbers, which may be larger than those that scripts count with

  const beyond = (position, other) => {
    const [a, b] = position.split(".").map(BigInt);
    const [c, d] = other.split(".").map(BigInt);
    return a > c || (a === c && b > d);
  };

  // --- the sign, and what is read out

  const button = sign.querySelector("button");
  const show = (state) => {
    sign.dataset.state = state;
    sign.hidden = !topics.size || (isFirst && state === "waiting");
    isFirst &&= sign.hidden;
    button.querySelector("[data-word]").textContent = sign.getAttribute("data-word-" + state);
    button.title = sign.getAttribute("data-label-" + state);
    button.setAttribute("aria-label", button.title);
  };

  let said = "";
  const say = (text) => {
    if (!text || said === text) return;
    sign.querySelector("[role=status]").textContent = said = text;
    setTimeout(() => (said = ""), 10_000);
  };

  const inWords = (number, words) =>
    ((number === 0 && words.zero) || words[plurals.select(number)] || words.other || "%s").replace(
      "%s",
      numbers.format(number),
    );

  // --- the connection

  const send = (frame) => socket?.readyState === WebSocket.OPEN && socket.send(JSON.stringify(frame));

  const follow = (name) => {
    const topic = topics.get(name);
    topic.awaited = true;
    send({ type: "follow", topic: name, position: topic.position });
  };

  // Gateways take some forty frames at once, and ten a second after that.
  const followInTurn = (name, turn) => {
    const mine = socket;
    if (turn < 30) follow(name);
    else setTimeout(() => socket === mine && topics.has(name) && follow(name), (turn - 30) * 150);
  };

  const connect = () => {
    clearTimeout(timer);
    if (socket || over || paused() || !topics.size || document.hidden) return;
    const mine = (socket = new WebSocket(location.origin.replace("http", "ws") + sign.dataset.stream));
    opened = heard = Date.now();
    mine.onopen = () => [...topics.keys()].forEach(followInTurn);
    mine.onmessage = ({ data }) => {
      if (socket !== mine) return;
      heard = Date.now();
      const frame = JSON.parse(data);
      if (Object.hasOwn(on, frame.type)) on[frame.type](frame);
    };
    mine.onclose = ({ code }) => {
      if (socket !== mine) return;
      socket = undefined;
      if ((code === 4401 || code === 4403) && heard - opened < 60_000) finish();
      else again(code === 4429 ? 30_000 : 0);
    };
  };

  const drop = () => {
    const mine = socket;
    socket = undefined;
    mine?.close();
    clearTimeout(timer);
    clearTimeout(leaving);
    leaving = undefined;
  };

  // Most of the wait is by chance, so that not everybody comes back at once.
  const again = (atLeast = 0) => {
    if (welcomed && Date.now() - welcomed > 10_000) tries = 0;
    welcomed = undefined;
    const longest = Math.min(60_000, 2_000 * 2 ** tries++);
    isFirst = false;
    show("waiting");
    clearTimeout(timer);
    if (leaving) return; // the server said when
    timer = setTimeout(connect, atLeast + longest * (0.1 + 0.9 * Math.random()));
  };

  const renew = () => {
    drop();
    connect();
  };

  const finish = () => {
    over = true;
    drop();
    show("over");
  };

  // --- what is said

  const on = {
    welcome(frame) {
      welcomed = Date.now();
      beat = frame.heartbeat_seconds || beat;
      show("live");
    },
    following(frame) {
      const topic = topics.get(frame.topic);
      if (!topic) return;
      topic.awaited = false;
      topic.whole = true; // nothing is missing between its position and the first frame
      if (frame.state) {
        topic.position = frame.position;
        if (apply(frame.topic, frame.state) || topic.stale) want(frame.topic); // the page is older than the state
        topic.stale = false;
      }
      show("live");
    },
    event(frame) {
      const topic = topics.get(frame.topic);
      if (!topic || topic.awaited) return;
      if (topic.position && !beyond(frame.position, topic.position)) return;
      if (topic.position && !topic.whole && beyond(frame.previous || "0.0", topic.position)) return follow(frame.topic);
      topic.whole = false;
      topic.position = frame.position;
      if (frame.state) apply(frame.topic, frame.state);
      want(frame.topic, frame.event);
    },
    heartbeat(frame) {
      for (const topic of topics.values())
        if (frame.position && topic.position && !topic.awaited && beyond(frame.position, topic.position))
          topic.position = frame.position;
    },
    presence: (frame) => apply(frame.topic, { presence: { count: frame.count } }),
    stale(frame) {
      const topic = topics.get(frame.topic);
      if (!topic) return;
      topic.position = undefined;
      topic.stale = true;
      follow(frame.topic);
    },
    ended(frame) {
      if (frame.reason === "revoked") return refuse(frame.topic);
      if (topics.has(frame.topic)) topics.get(frame.topic).awaited = true; // heartbeats are not about it meanwhile
      later(frame.topic);
    },
    reconnect(frame) {
      leaving = setTimeout(renew, frame.after_ms);
    },
    error(frame) {
      if (!topics.has(frame.topic)) return; // what concerns the connection ends it
      if (frame.code === "position_invalid") on.stale(frame);
      else if (["unknown_topic", "forbidden", "too_many_topics"].includes(frame.code)) refuse(frame.topic);
      else later(frame.topic);
    },
  };

  const later = (name) => {
    const mine = socket;
    setTimeout(() => socket === mine && topics.has(name) && follow(name), 15_000 + 30_000 * Math.random());
  };

  const refuse = (name) => {
    refused.add(name);
    topics.delete(name);
    if (!topics.size) finish();
  };

  // Show a state; tells whether the page said something else.
  const apply = (name, state) => {
    const topic = topics.get(name);
    if (!topic) return false;
    topic.state = { ...topic.state, ...state };
    const fields = elements("[data-field]").filter((element) => about(element).includes(name));
    return fields.map((element) => fill(element, state)).includes(true);
  };

  const fill = (element, state) => {
    const [part, name] = element.dataset.field.split(".");
    const value = state[part]?.[name];
    if (typeof value !== "number" && typeof value !== "string") return false;
    if (typeof value === "number" && "hideZero" in element.dataset) element.hidden = value === 0;
    if (element.matches("progress")) {
      const before = element.value;
      element.value = "rest" in element.dataset ? element.max - value : value;
      return element.value !== before;
    }
    const text = typeof value === "number" ? inWords(value, element.dataset) : value;
    if (element.textContent === text) return false;
    element.textContent = text;
    flash(element);
    if ("say" in element.dataset) say(text);
    return true;
  };

  const flash = (element) => {
    element.classList.add("stream-changed");
    setTimeout(() => element.classList.remove("stream-changed"), 1_500);
  };

  // --- fresh pages

  const wanted = new Set();
  const held = new Map();
  let fetching, fetched, holding;

  const concerns = (element, event) =>
    (element.dataset.refresh ?? element.dataset.new)
      .split(/\s+/)
      .some((name) => !name || !event || name === event || (name.endsWith(".") && event.startsWith(name)));

  const want = (name, event) => {
    const crowd = topics.get(name)?.state?.presence?.count || 0;
    let spread = Infinity;
    for (const element of elements("[data-refresh][id], [data-new][id]")) {
      if (!about(element).includes(name) || !concerns(element, event)) continue;
      wanted.add(element.id);
      spread = Math.min(spread, element.dataset.spread || (/^(user|admin|partner):/.test(name) ? 300 : 3_000));
    }
    if (wanted.size) fetchSoon(Math.max(spread, crowd * PER_READER));
  };

  const fetchSoon = (spread) => {
    if (fetching) return;
    const wait = Math.max(0, (fetched || 0) + BETWEEN_PAGES - Date.now());
    fetching = setTimeout(() => void refresh(), wait + spread * (0.1 + 0.9 * Math.random()));
  };

  const refresh = async () => {
    fetching = undefined;
    if (document.hidden) return; // until it is seen
    if (document.querySelector("[aria-busy=true]")) return postpone(1_000);
    fetching = true;
    fetched = Date.now();
    const names = [...wanted];
    wanted.clear();
    try {
      const at = location.href;
      const { answer, page } = await live.read(at);
      if (location.href !== at) names.length = 0;
      if (answer.status === 429 || answer.status >= 500) {
        names.forEach((name) => wanted.add(name));
        return postpone(1_000 * (answer.headers.get("retry-after") || 10) + 5_000 * Math.random());
      }
      if (answer.ok && !answer.redirected) names.forEach((name) => offer(name, page.getElementById(name)));
    } catch {
      names.forEach((name) => wanted.add(name)); // the network is away; it will be told when it is back
    }
    fetching = undefined;
    if (wanted.size && socket) fetchSoon(3_000);
  };

  const postpone = (wait) => {
    fetching = setTimeout(() => void refresh(), wait);
  };

  const offer = (name, fresh) => {
    const here = document.getElementById(name);
    if (!here || !fresh) return held.delete(name);
    const count = "new" in here.dataset && here.querySelector("[data-key]") ? newIn(here, fresh) : -1;
    if (count > 0) return bar(here, fresh, count);
    document.getElementById(name + "-new")?.remove(); // what it offers is there no more
    if (same(here, fresh)) return held.delete(name);
    if (count === 0) return updateEntries(here, fresh);
    held.set(name, fresh);
    release();
  };

  const release = () => {
    clearTimeout(holding);
    for (const [name, fresh] of held) {
      const here = document.getElementById(name);
      if (here && isWriting(here)) continue;
      held.delete(name);
      if (here) put(here, fresh);
    }
    if (held.size) holding = setTimeout(release, 2_000);
  };

  // Put a fresh element in the place of the one here, with what was written and unfolded in that, and its focus.
  const put = (here, fresh) => {
    const focused = here.contains(document.activeElement) && document.activeElement;
    const find = focused && likeness(focused);
    carry(here, fresh);
    fresh.remove();
    here.replaceWith(document.adoptNode(fresh));
    if (focused) {
      const found = find(fresh) || fresh;
      if (found === fresh && !fresh.hasAttribute("tabindex")) fresh.tabIndex = -1;
      found.focus({ preventScroll: true });
    }
    document.dispatchEvent(new Event("live:put"));
    for (const [name, topic] of topics) if (topic.state) apply(name, topic.state);
    flash(fresh);
    say(fresh.dataset.status ?? sign.dataset.updated);
  };

  // How to find what is most like an element in another one.
  const likeness = (element) => {
    if (element.id) return (fresh) => fresh.querySelector("#" + CSS.escape(element.id));
    if (element.localName === "summary") {
      const isSame = (each) => each.textContent.trim() === element.textContent.trim();
      return (fresh) => [...fresh.querySelectorAll("summary")].find(isSame);
    }
    const names = ["href", "name", "value"].filter((each) => element.hasAttribute(each));
    const alike = names.map((each) => `[${each}="${CSS.escape(element.getAttribute(each))}"]`);
    return (fresh) => names.length > 0 && fresh.querySelector(element.localName + alike.join(""));
  };

  const controls = (element) => [...element.querySelectorAll("input:not([type=hidden]), textarea, select")];

  const isChanged = (control) => {
    if (control.type === "checkbox" || control.type === "radio") return control.checked !== control.defaultChecked;
    if (control.type === "file") return control.files.length > 0;
    if (control.localName !== "select") return control.value !== control.defaultValue;
    const first = [...control.options].findIndex((option) => option.defaultSelected);
    return control.selectedIndex !== Math.max(first, 0);
  };

  const isWriting = (element) => {
    const at = document.activeElement;
    const isTyping = "textarea, select, [contenteditable], input:not([type=checkbox], [type=radio], [type=button])";
    const chosen = getSelection();
    return (
      (element.contains(at) && at.matches(isTyping)) ||
      controls(element).some(isChanged) ||
      (!chosen.isCollapsed && element.contains(chosen.anchorNode))
    );
  };

  const carry = (here, fresh) => {
    for (const control of controls(here).filter(isChanged)) {
      const isTick = control.type === "checkbox" || control.type === "radio";
      const found = controls(fresh).find(
        (each) => each.name === control.name && each.type === control.type && (!isTick || each.value === control.value),
      );
      if (found && isTick) found.checked = control.checked;
      else if (found && control.type !== "file") found.value = control.value;
    }
    const unfolded = [...here.querySelectorAll("details[open] > summary")].map((each) => each.textContent.trim());
    for (const summary of fresh.querySelectorAll("details > summary"))
      if (unfolded.includes(summary.textContent.trim())) summary.parentElement.open = true;
  };

  // Whether two elements say the same: the tokens of forms are new in every page, "2 minutes ago" after a while.
  const same = (here, fresh) => plain(here) === plain(fresh);

  const plain = (element) => {
    const copy = element.cloneNode(true);
    copy.removeAttribute("tabindex");
    for (const each of copy.querySelectorAll("details")) each.open = false;
    for (const each of copy.querySelectorAll("input[type=hidden]")) each.removeAttribute("value");
    for (const each of copy.querySelectorAll("time[datetime]")) each.textContent = "";
    for (const each of [copy, ...copy.querySelectorAll(".stream-changed")]) {
      each.classList.remove("stream-changed");
      if (!each.classList.length) each.removeAttribute("class");
    }
    return copy.outerHTML;
  };

  // --- lists

  const keys = (list) => new Map([...list.querySelectorAll("[data-key]")].map((each) => [each.dataset.key, each]));

  const newIn = (here, fresh) => {
    const known = keys(here);
    return [...keys(fresh).keys()].filter((key) => !known.has(key)).length;
  };

  const updateEntries = (here, fresh) => {
    const anew = keys(fresh);
    for (const [key, entry] of keys(here))
      if (anew.has(key) && !same(entry, anew.get(key)) && !isWriting(entry)) put(entry, anew.get(key));
  };

  const bar = (here, fresh, count) => {
    const id = here.id + "-new";
    let more = document.getElementById(id);
    if (!more) {
      more = document.createElement("button");
      Object.assign(more, { id, type: "button", className: "stream-new" });
      here.before(more);
    }
    more.textContent = inWords(count, { one: sign.dataset.newOne, many: sign.dataset.newMany, other: sign.dataset.newOther });
    more.onclick = () => {
      const list = document.getElementById(here.id);
      const known = keys(list);
      const hadFocus = document.activeElement === more;
      put(list, fresh);
      more.remove();
      const first = [...keys(fresh)].find(([key]) => !known.has(key))?.[1];
      if (hadFocus) (first?.querySelector("a, button") || fresh).focus();
    };
    say(more.textContent);
  };

  // --- which topics the page has, and when there is somebody to see them

  let rendered = sign.dataset.position; // what happened up to here, the page says itself

  const survey = () => {
    const named = new Set(elements("[data-topic]").flatMap(about).filter((name) => !refused.has(name)));
    for (const name of topics.keys())
      if (!named.has(name)) {
        topics.delete(name);
        send({ type: "leave", topic: name });
      }
    for (const name of named)
      if (!topics.has(name)) {
        topics.set(name, { position: rendered || undefined });
        if (socket?.readyState === WebSocket.OPEN) follow(name);
      }
    rendered = undefined;
    if (over) return;
    if (!topics.size) drop();
    show(paused() ? "paused" : socket && sign.dataset.state === "live" ? "live" : "waiting");
    connect();
  };

  const wake = () => {
    if (wanted.size) fetchSoon(300);
    if (socket && Date.now() - heard > beat * 1_200) renew();
    else connect();
  };

  const pause = (value) => {
    if (value) drop();
    show(value ? "paused" : "waiting");
    connect();
  };

  button.addEventListener("click", () => {
    if (over) return location.reload();
    const value = !paused();
    try {
      localStorage.setItem(PAUSED, value ? "1" : "0");
    } catch {
      return; // a browser that keeps nothing cannot pause
    }
    pause(value);
    say(sign.getAttribute(value ? "data-word-paused" : "data-word-live"));
  });
  addEventListener("storage", (event) => event.key === PAUSED && !over && pause(paused()));
  addEventListener("online", wake);
  addEventListener("pagehide", drop);
  addEventListener("pageshow", (event) => event.persisted && survey());
  document.addEventListener("visibilitychange", () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(drop, HIDDEN_FOR);
    else wake();
  });
  document.addEventListener("live:put", survey);
  setInterval(() => socket && Date.now() - heard > beat * 2_000 && renew(), 5_000);
  survey();
})();
