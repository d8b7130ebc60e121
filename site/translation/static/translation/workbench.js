// The workbench's comforts over a form that works without: saving string by string, suggestions, keys, the live preview.

const root = document.querySelector("[data-workbench]");
const rows = [...root.querySelectorAll("[data-row]")];
const token = root.querySelector("[name=csrfmiddlewaretoken]").value;
const overall = root.querySelector("[data-overall]");
const frame = root.querySelector("[data-frame]");
const words = root.dataset;
const kept = new Map();
const timers = new Map();
const running = new Map();
let best = null;

const part = (row, name) => row.querySelector(`[data-${name}]`);
const field = (row) => part(row, "field");
const isChanged = (row) => field(row).value !== kept.get(row);
const isWritable = (row) => !field(row).readOnly;

function say(row, text, kind = "") {
  const state = part(row, "saved-state");
  state.textContent = text;
  state.dataset.kind = kind;
}

async function post(address, values) {
  const body = new URLSearchParams({ csrfmiddlewaretoken: token, ...values });
  return fetch(address, { method: "POST", body, headers: { Accept: "application/json" }, credentials: "same-origin" });
}

// --- Saving ---

async function save(row, accepts = false) {
  clearTimeout(timers.get(row));
  await running.get(row);
  if (!isWritable(row) || (!isChanged(row) && !accepts)) return;
  const job = send(row, accepts);
  running.set(row, job);
  await job;
  running.delete(row);
}

async function send(row, accepts) {
  const box = field(row);
  const text = box.value;
  say(row, words.saving);
  let answer;
  let found;
  try {
    answer = await post(box.dataset.save, { text, seen: part(row, "seen").value, ...(accepts && { accept: "1" }) });
    found = await answer.json();
  } catch {
    say(row, words.unsaved, "error");
    overall.textContent = words.failed;
    return;
  }
  if (answer.status === 409) {
    conflict(row, found);
    return;
  }
  if (!answer.ok) {
    say(row, found.message || words.failed, "error");
    return;
  }
  kept.set(row, text);
  overall.textContent = "";
  describe(row, found);
  say(row, words.saved);
  if (box.value !== text) later(row);
  else if (part(row, "tags")) refresh();
}

function describe(row, found) {
  part(row, "seen").value = found.seen;
  row.dataset.state = found.state;
  part(row, "status").innerHTML = found.status;
  root.querySelector("[data-summary]").innerHTML = found.summary;
  field(row).toggleAttribute("aria-invalid", row.querySelector(".wb-finding--error") !== null);
}

function conflict(row, found) {
  row.querySelector(".wb-conflict")?.remove();
  const note = document.createElement("div");
  note.className = "wb-conflict";
  note.setAttribute("role", "alert");
  const message = document.createElement("p");
  const strong = document.createElement("strong");
  strong.textContent = found.message;
  message.append(strong);
  const theirs = document.createElement("p");
  theirs.lang = field(row).lang;
  theirs.dir = field(row).dir;
  theirs.textContent = found.theirs || "–";
  note.append(message, theirs);
  field(row).before(note);
  describe(row, found);
  say(row, words.unsaved, "error");
  // Whoever writes on has seen it.
  kept.set(row, found.theirs);
  field(row).addEventListener("input", () => note.remove(), { once: true });
}

function later(row) {
  clearTimeout(timers.get(row));
  timers.set(row, setTimeout(save, 1500, row));
}

// --- Preview: the frame runs no script of its own, so everything is done from here. ---

function inFrame(row) {
  return frame?.contentDocument?.querySelector(`[data-string="${row.dataset.row}"]`) ?? null;
}

function showOnPage(row) {
  if (!frame?.contentDocument) return;
  frame.contentDocument.querySelectorAll("[data-here]").forEach((element) => {
    element.style.outline = "";
    element.removeAttribute("data-here");
  });
  const found = inFrame(row);
  const note = root.querySelector("[data-side-note]");
  note.textContent = found ? words.shown : words.hidden;
  if (!found) return;
  found.dataset.here = "";
  found.style.outline = "3px solid #007d7e";
  found.style.outlineOffset = "3px";
  const top = found.getBoundingClientRect().top + frame.contentWindow.scrollY - frame.clientHeight / 3;
  frame.contentWindow.scrollTo({ top, behavior: "auto" });
}

function typeOnPage(row) {
  const side = root.querySelector("[data-side][aria-current]");
  if (side?.dataset.side !== "target" || part(row, "tags")) return;
  const found = inFrame(row);
  if (found && field(row).value) found.textContent = field(row).value;
}

let refreshing;
function refresh() {
  clearTimeout(refreshing);
  refreshing = setTimeout(() => frame?.contentWindow?.location.reload(), 800);
}

function onFrame() {
  const page = frame.contentDocument;
  if (!page) return;
  page.addEventListener("click", (event) => {
    const found = event.target.closest("[data-string]");
    if (event.target.closest("a, button, input, summary")) event.preventDefault();
    const row = found && root.querySelector(`[data-row="${found.dataset.string}"]`);
    if (row) go(row);
  });
  page.addEventListener("submit", (event) => event.preventDefault());
  const row = document.activeElement?.closest("[data-row]");
  if (row) showOnPage(row);
}

// --- Suggestions ---

async function suggest(row) {
  const place = part(row, "suggestions");
  if (place.dataset.loaded !== undefined) return;
  place.dataset.loaded = "";
  try {
    const answer = await fetch(`${field(row).dataset.suggest}?fragment`, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(answer.statusText);
    place.innerHTML = await answer.text();
    reveal(place);
  } catch {
    delete place.dataset.loaded;
  }
}

function reveal(place) {
  place.querySelectorAll("[data-take], [data-tags]").forEach((element) => element.removeAttribute("hidden"));
}

function take(row, text) {
  if (!isWritable(row)) return;
  field(row).value = text;
  field(row).focus();
  field(row).dispatchEvent(new Event("input", { bubbles: true }));
  save(row);
}

function accept(row) {
  const draft = part(row, "accept");
  if (draft && !isChanged(row)) {
    draft.checked = true;
    save(row, true);
    return;
  }
  // The same sentence elsewhere, then this one's own past, then something similar.
  const ways = ["[data-suggestions] [data-best=exact]", ".wb-before [data-best]", "[data-suggestions] [data-best]"];
  const offer = ways.map((way) => row.querySelector(way)).find(Boolean);
  if (offer) take(row, offer.dataset.take);
}

// --- Moving about ---

function current() {
  return document.activeElement?.closest?.("[data-row]") ?? best;
}

function go(row) {
  field(row).focus();
  row.scrollIntoView({ block: "center" });
}

function next(matches) {
  const start = rows.indexOf(current());
  const order = [...rows.slice(start + 1), ...rows.slice(0, Math.max(start, 0))];
  const found = order.find(matches);
  if (found) go(found);
  else overall.textContent = words.none;
}

const isMissing = (row) => row.dataset.state === "missing" || row.dataset.state === "machine";
const isStale = (row) => row.dataset.state === "stale";

document.addEventListener("keydown", (event) => {
  const row = current();
  if (event.ctrlKey && event.key === "Enter" && row && event.target === field(row)) {
    event.preventDefault();
    save(row);
    next(() => true);
    return;
  }
  if (!event.altKey || !event.shiftKey || event.ctrlKey) return;
  // The key's place, not its letter: with Alt, some systems type another one, and not every keyboard is Latin.
  const ways = { KeyN: () => next(isMissing), KeyS: () => next(isStale), KeyA: () => row && accept(row) };
  if (ways[event.code]) {
    event.preventDefault();
    ways[event.code]();
  }
});

// --- Wiring ---

for (const row of rows) {
  kept.set(row, field(row).value);
  reveal(row);
  field(row).addEventListener("input", () => {
    say(row, isChanged(row) ? words.unsaved : "");
    typeOnPage(row);
    later(row);
  });
  field(row).addEventListener("change", () => save(row));
  row.addEventListener("focusin", () => {
    if (best === row) return;
    best = row;
    suggest(row);
    showOnPage(row);
  });
  row.addEventListener("change", (event) => {
    if (event.target.matches("[data-accept]") && event.target.checked) save(row, true);
  });
  row.addEventListener("click", (event) => onClick(row, event));
}

function onClick(row, event) {
  const button = event.target.closest("[data-take], [data-insert], [data-show], [data-suggestions-link], [data-comment-button]");
  if (!button || event.ctrlKey || event.metaKey) return;
  if (button.dataset.take !== undefined) take(row, button.dataset.take);
  else if (button.dataset.insert !== undefined) insert(row, button.dataset.insert);
  else if (button.dataset.show !== undefined && inFrame(row)) {
    event.preventDefault();
    showOnPage(row);
  } else if (button.dataset.suggestionsLink !== undefined) {
    event.preventDefault();
    delete part(row, "suggestions").dataset.loaded;
    suggest(row);
  } else if (button.dataset.commentButton !== undefined) {
    event.preventDefault();
    comment(row, button);
  }
}

function insert(row, tag) {
  const box = field(row);
  const opening = tag.slice(0, tag.lastIndexOf("</"));
  const [start, end] = [box.selectionStart, box.selectionEnd];
  const inside = box.value.slice(start, end);
  box.setRangeText(opening + inside + tag.slice(opening.length), start, end, "end");
  if (!inside) box.setSelectionRange(start + opening.length, start + opening.length);
  box.focus();
  box.dispatchEvent(new Event("input", { bubbles: true }));
}

async function comment(row, button) {
  const place = part(row, "comments");
  const text = part(row, "comment-text");
  try {
    const answer = await post(`${button.formAction}?fragment`, { [text.name]: text.value });
    if (!answer.ok) throw new Error(answer.statusText);
    place.innerHTML = await answer.text();
    part(row, "comment-text").focus();
  } catch {
    overall.textContent = words.failed;
  }
}

if (frame) {
  frame.addEventListener("load", onFrame);
  onFrame();
  root.querySelectorAll("[data-side]").forEach((link) =>
    link.addEventListener("click", () => {
      root.querySelectorAll("[data-side]").forEach((other) => other.toggleAttribute("aria-current", other === link));
      link.setAttribute("aria-current", "true");
    }),
  );
}

let isSending = false;
document.getElementById("wb-form").addEventListener("submit", () => (isSending = true));
window.addEventListener("beforeunload", (event) => {
  if (!isSending && rows.some((row) => isWritable(row) && isChanged(row))) event.preventDefault();
});
