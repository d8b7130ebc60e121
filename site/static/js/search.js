/* Suggestions while somebody types: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ (a list, chosen by hand). Without it the form searches. */

const WAIT = 150;
const SHORTEST = 2;

for (const box of document.querySelectorAll("[data-suggestions]")) suggest(box);

function suggest(box) {
  const input = box.querySelector("input");
  const list = box.querySelector("[role=listbox]");
  const status = box.querySelector("[role=status]");
  let active = -1;
  let timer;
  let asked;

  /* A search field may not be a combobox. */
  input.type = "text";
  input.inputMode = "search";
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  input.setAttribute("aria-expanded", "false");

  const options = () => [...list.children];

  function close() {
    clearTimeout(timer);
    asked?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    move(-1);
  }

  function move(place) {
    active = place;
    for (const [number, option] of options().entries()) option.setAttribute("aria-selected", String(number === place));
    if (place < 0) input.removeAttribute("aria-activedescendant");
    else {
      input.setAttribute("aria-activedescendant", options()[place].id);
      options()[place].scrollIntoView({ block: "nearest" });
    }
  }

  function show(found) {
    list.replaceChildren(...found.map(option));
    list.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    status.textContent = found.length ? status.dataset.some : status.dataset.none;
    move(-1);
  }

  function option({ title, kind, url }, number) {
    const item = document.createElement("li");
    const name = document.createElement("span");
    const type = document.createElement("span");
    item.id = `${list.id}-${number}`;
    item.role = "option";
    item.dataset.url = url;
    name.textContent = title;
    type.textContent = kind;
    type.className = "hint";
    item.append(name, type);
    return item;
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    try {
      const address = `${box.dataset.suggestions}?${new URLSearchParams({ q: input.value })}`;
      const response = await fetch(address, { signal: asked.signal, headers: { Accept: "application/json" } });
      if (response.ok) show((await response.json()).suggestions);
    } catch {
      /* Overtaken by the next letter, or no network: the form works all the same. */
    }
  }

  input.addEventListener("input", () => {
    clearTimeout(timer);
    if (input.value.trim().length < SHORTEST) close();
    else timer = setTimeout(ask, WAIT);
  });

  input.addEventListener("keydown", (event) => {
    const last = options().length - 1;
    const isOpen = !list.hidden;
    if (event.key === "Escape" && isOpen) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" && last >= 0) {
      event.preventDefault();
      if (!isOpen) {
        list.hidden = false;
        input.setAttribute("aria-expanded", "true");
      }
      move(active >= last ? 0 : active + 1);
    } else if (event.key === "ArrowUp" && isOpen) {
      event.preventDefault();
      move(active <= 0 ? last : active - 1);
    } else if (event.key === "Enter" && isOpen && active >= 0) {
      event.preventDefault();
      window.location.assign(options()[active].dataset.url);
    }
  });

  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) window.location.assign(item.dataset.url);
  });
  input.addEventListener("blur", close);
}
