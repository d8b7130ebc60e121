/* A transcript that follows its film or recording. Without it the same words are a text with times. */

/** Make every cue a button that plays from there, and mark the one that is being said. */
function follow(player) {
  const media = player.querySelector("video, audio");
  const list = player.querySelector(".cues");
  if (!media || !list) return;
  const cues = [...list.children].map((item) => {
    const text = item.querySelector(".cue");
    const button = document.createElement("button");
    button.type = "button";
    button.className = text.className;
    button.append(...text.childNodes);
    text.replaceWith(button);
    const cue = { start: Number(item.dataset.start), end: Number(item.dataset.end), button };
    button.addEventListener("click", () => {
      media.currentTime = cue.start;
      media.play();
    });
    return cue;
  });
  /* The buttons can be reached by themselves now. */
  list.removeAttribute("tabindex");

  let current;
  media.addEventListener("timeupdate", () => {
    const now = media.currentTime;
    const said = cues.findLast((cue) => cue.start <= now && now < cue.end);
    if (said === current) return;
    current?.button.removeAttribute("aria-current");
    said?.button.setAttribute("aria-current", "true");
    if (said && !list.contains(document.activeElement)) reveal(list, said.button);
    current = said;
  });
}

/** Bring a cue into view inside its list: the page itself never moves. */
function reveal(list, button) {
  const box = list.getBoundingClientRect();
  const line = button.getBoundingClientRect();
  if (line.top < box.top || line.bottom > box.bottom) list.scrollTop += line.top - box.top - box.height / 3;
}

for (const player of document.querySelectorAll(".player")) follow(player);
