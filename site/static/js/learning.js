/* Personal parts of public pages, and quizzes that save themselves. Everything here also works without it, by links and forms. */

const PART = { "X-Fragment": "1" };

/** Everything that waits to be sent before the reader leaves the page: functions that return a promise. */
const unsaved = new Set();

/** Put HTML into a slot, and the focus on what is new if the reader asked for it. */
function show(slot, html, takesFocus) {
  slot.replaceChildren(...new DOMParser().parseFromString(html, "text/html").body.childNodes);
  watchForms(slot);
  if (takesFocus) (slot.querySelector("[data-focus=first]") ?? slot.querySelector("[data-focus]"))?.focus();
}

/**
 * Post to a personal address. The token of a form grows old when the reader signs in or out in another tab: it is then asked for anew, once,
 * so that nothing she typed is lost.
 */
async function post(address, body) {
  const options = { method: "POST", body, headers: PART, credentials: "same-origin" };
  const response = await fetch(address, options);
  if (response.status !== 403) return response;
  const page = await (await fetch(address, { headers: PART, credentials: "same-origin" })).text();
  const token = new DOMParser().parseFromString(page, "text/html").querySelector("[name=csrfmiddlewaretoken]");
  if (!token) return response;
  body.set("csrfmiddlewaretoken", token.value);
  return fetch(address, options);
}

/** Load the personal part at a slot's address. On failure its link stays. */
async function load(slot, address = slot.dataset.inline, takesFocus = false) {
  try {
    const response = await fetch(address, { headers: PART, credentials: "same-origin" });
    if (response.headers.get("X-Fragment")) show(slot, await response.text(), takesFocus);
  } catch {
    /* offline: the link in the slot still says where to go */
  }
}

/** Send a form of a slot. The answer is a part, or a page to go to; with any other answer the form stays as it is and says so. */
async function send(slot, form, submitter) {
  slot.setAttribute("aria-busy", "true");
  try {
    await settle();
    const response = await post(form.getAttribute("action"), new FormData(form, submitter));
    if (response.headers.get("X-Fragment")) {
      show(slot, await response.text(), true);
      refreshOthers(slot);
    } else if (response.redirected && response.ok) {
      window.location.assign(response.url);
      return;
    } else {
      throw new Error(response.status);
    }
  } catch {
    const notice = slot.querySelector("[data-failed]");
    if (notice) {
      notice.hidden = false;
      notice.scrollIntoView({ block: "nearest" });
    }
  }
  slot.removeAttribute("aria-busy");
}

/** A part was sent: the other parts of the page may say something else now. What somebody is writing in stays. */
function refreshOthers(slot) {
  for (const other of document.querySelectorAll("[data-inline]")) {
    if (other !== slot && !other.querySelector("form[data-autosave], textarea")) loading = loading.then(() => load(other));
  }
}

/** Send all that waits; resolves when it has arrived, or could not. */
function settle() {
  return Promise.all([...unsaved].map((save) => save()));
}

/** What one question of a form says now, as the server wants it. */
function answerOf(form, question) {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const field of question.querySelectorAll("input, select, textarea")) {
    if (field.name && (!/^(radio|checkbox)$/.test(field.type) || field.checked)) body.append(field.name, field.value);
  }
  body.append("do", "autosave");
  return body;
}

/** Save each question of a quiz a moment after it was changed, one after the other: a later answer never overtakes an earlier one. */
function autosave(form) {
  const status = form.querySelector("[data-saved]");
  const waiting = new Set();
  let timer;
  let arrived = Promise.resolve();

  const saveOne = async (question) => {
    try {
      const response = await post(form.getAttribute("action"), answerOf(form, question));
      const answer = await response.json();
      if (status) status.textContent = Object.values(answer.errors ?? {})[0] ?? answer.message;
    } catch {
      waiting.add(question);
      if (status) status.textContent = "";
    }
  };
  const saveAll = () => {
    clearTimeout(timer);
    const questions = [...waiting];
    waiting.clear();
    for (const question of questions) arrived = arrived.then(() => saveOne(question));
    return arrived;
  };

  form.addEventListener("input", (event) => {
    const question = event.target.closest(".question");
    if (!question) return;
    waiting.add(question);
    clearTimeout(timer);
    timer = setTimeout(saveAll, 600);
  });
  keep(form, saveAll);
}

/** Save a private text before the reader leaves; while she writes it is hers. */
function keepText(form) {
  let isChanged = false;
  form.addEventListener("input", () => {
    isChanged = true;
  });
  keep(form, async () => {
    if (!isChanged) return;
    isChanged = false;
    try {
      await post(form.getAttribute("action"), new FormData(form));
    } catch {
      isChanged = true;
    }
  });
}

/** Call ``save`` before the page is left, as long as the form is on it. */
function keep(form, save) {
  const saveIfThere = () => {
    if (form.isConnected) return save();
    unsaved.delete(saveIfThere);
    return undefined;
  };
  unsaved.add(saveIfThere);
}

/** Give the forms of a slot, or of a page of their own, their saving. */
function watchForms(root) {
  for (const form of root.querySelectorAll("form[data-autosave]")) autosave(form);
  for (const form of root.querySelectorAll("form[data-keep]")) keepText(form);
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  const { submitter } = event;
  if (form.method !== "post" || form.dataset.settled !== undefined) return;
  const slot = form.closest("[data-inline]");
  if (slot && submitter?.name !== "switch") {
    event.preventDefault();
    send(slot, form, submitter);
  } else if (form.matches("[data-autosave]")) {
    /* The browser sends the form itself, after what is still under way. */
    event.preventDefault();
    await settle();
    form.dataset.settled = "";
    /* In a task of its own: while this event is under way the browser ignores a second submit. */
    setTimeout(() => form.requestSubmit(submitter));
  }
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest("a");
  if (!link || event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const slot = link.closest("[data-inline]");
  if (slot && link.matches("[data-part]")) {
    event.preventDefault();
    load(slot, link.href, true);
  } else if (link.closest(".lang")) {
    /* Another language: what was just typed goes first. */
    event.preventDefault();
    await settle();
    window.location.assign(link.href);
  }
});

window.addEventListener("pagehide", settle);

/* One after the other: the first answer may bring the cookie that the forms of all of them rely on. */
let loading = Promise.resolve();
const watcher = new IntersectionObserver(
  (entries) => {
    for (const entry of entries) {
      if (!entry.isIntersecting) continue;
      watcher.unobserve(entry.target);
      loading = loading.then(() => load(entry.target));
    }
  },
  { rootMargin: "600px" },
);
for (const slot of document.querySelectorAll("[data-inline]")) watcher.observe(slot);
watchForms(document);
