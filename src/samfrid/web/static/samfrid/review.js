// Review by keyboard, and the words behind a proposal marked in the document beside it.
// Everything can be done by mouse and without this script: it presses the page's own buttons.

const review = document.querySelector("[data-review]");
const paper = document.querySelector("[data-document]");
const still = window.matchMedia("(prefers-reduced-motion: reduce)");

const cards = () => [...review.querySelectorAll("[data-proposal]")];
const byKey = (key) => document.getElementById(key);
const glide = () => (still.matches ? "auto" : "smooth");
let chosen = null;

/** The places in the document that a proposal stands on. */
function places(key) {
  return [...paper.querySelectorAll("[data-for]")].filter((place) => place.dataset.for.split(" ").includes(key));
}

/** Brings the first place into view by moving the document alone, never the page. */
function show(key) {
  for (const place of paper.querySelectorAll(".is-chosen")) place.classList.remove("is-chosen");
  const found = places(key);
  for (const place of found) place.classList.add("is-chosen");
  if (!found.length || paper.scrollHeight <= paper.clientHeight) return found.length > 0;
  const top = found[0].getBoundingClientRect().top - paper.getBoundingClientRect().top;
  paper.scrollTo({ top: paper.scrollTop + top - paper.clientHeight / 3, behavior: glide() });
  return true;
}

function choose(card, { focus = true } = {}) {
  if (!card) return;
  for (const other of cards()) other.classList.toggle("is-chosen", other === card);
  if (chosen !== card.id) show(card.id);
  chosen = card.id;
  if (focus) {
    card.focus({ preventScroll: true });
    card.scrollIntoView({ block: "nearest", behavior: glide() });
  }
}

/** The proposal one step away; the ends stay where they are. */
function step(by) {
  const all = cards();
  const now = all.findIndex((card) => card.id === chosen);
  choose(all[now < 0 ? 0 : Math.min(Math.max(now + by, 0), all.length - 1)]);
}

/** On to the next proposal that nobody has judged, from the top again when the end is reached. */
function next(from) {
  const all = cards();
  const rest = [...all.slice(from), ...all.slice(0, from)];
  const open = rest.find((card) => "open" in card.dataset);
  if (open) choose(open);
  else document.querySelector("#raknat .ds-button:last-of-type")?.focus();
}

/** On to the next proposal that the reader is unsure of and nobody has judged; to the next open one when there is none. */
function nextUnsure() {
  const all = cards();
  const now = all.findIndex((card) => card.id === chosen);
  const rest = [...all.slice(now + 1), ...all.slice(0, now + 1)];
  const open = rest.find((card) => "open" in card.dataset && "unsure" in card.dataset);
  if (open) choose(open);
  else next(now + 1);
}

function press(selector) {
  const card = byKey(chosen);
  // a card that has just come may not have been made live yet: a quick hand must not be sent to another page
  if (card) window.htmx?.process(card);
  card?.querySelector(selector)?.click();
}

const keys = {
  j: () => step(1),
  k: () => step(-1),
  o: nextUnsure,
  a: () => press("[data-key=a]"),
  b: () => press("[data-key=b]"),
  e: () => press("[data-key=e]"),
  r: () => press("[data-key=r]"),
  n: () => press("[data-key=n]"),
  u: () => press("[value=oppna]"),
  A: () => review.querySelector("form[data-certain]")?.requestSubmit(),
  "?": () => {
    const help = document.querySelector("[data-keys]");
    help.open = !help.open;
    help.querySelector("summary").focus();
  },
};

document.addEventListener("keydown", (event) => {
  const field = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "Escape") event.target.closest("[data-editing]")?.querySelector("[data-cancel]")?.click();
  if (field || event.ctrlKey || event.metaKey || event.altKey) return;
  // the arrows move between proposals only where one stands among them: elsewhere they scroll
  const among = review.contains(event.target);
  if (among && event.key === "ArrowDown") step(1);
  else if (among && event.key === "ArrowUp") step(-1);
  else if (keys[event.key]) keys[event.key]();
  else return;
  event.preventDefault();
});

review.addEventListener("focusin", (event) => choose(event.target.closest("[data-proposal]"), { focus: false }));
review.addEventListener("click", (event) => {
  const link = event.target.closest("[data-show]");
  if (link && show(link.dataset.show)) {
    chosen = link.dataset.show;
    event.preventDefault();
    places(chosen)[0].scrollIntoView({ block: "nearest", behavior: glide() });
  }
});
paper.addEventListener("click", (event) => {
  const place = event.target.closest("[data-for]");
  if (place?.dataset.for) choose(byKey(place.dataset.for.split(" ")[0]));
});

// What was asked for when a part of the page is fetched, so that the eye is led on when it has come.
// Kept for each request: a quick hand asks for the next thing before the last one has settled.
const asked = new WeakMap();
document.addEventListener("htmx:beforeRequest", (event) => {
  const card = event.target.closest("[data-proposal]");
  if (!card) return;
  const act = event.detail.requestConfig?.triggeringEvent?.submitter?.value;
  asked.set(event.detail.xhr, { key: card.id, at: cards().indexOf(card), onward: ["godkann", "annat", "avvisa", "saknas"].includes(act) });
});
document.addEventListener("htmx:afterSettle", (event) => {
  const known = asked.get(event.detail.xhr);
  if (!known) return;
  const { key, at, onward } = known;
  asked.delete(event.detail.xhr);
  const card = byKey(key);
  chosen = null;
  if (card?.querySelector("[role=alert]") || (card && !onward && "editing" in card.dataset)) {
    choose(card, { focus: false });
    (card.querySelector("[data-focus], .field input, .field textarea, .field select") ?? card).focus();
  } else if (onward || !card || !("open" in card.dataset)) next(card ? at + 1 : at);
  else choose(card);
});

const asksFor = new URLSearchParams(location.search).get("fynd");
const first = byKey(location.hash.slice(1))?.closest("[data-proposal]") ?? (asksFor && byKey(`fynd-${asksFor}`));
if (first) choose(first, { focus: !asksFor });
