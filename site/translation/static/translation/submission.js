// Keeps the progress of a submission fresh while it runs; without it, "Look again" does.

const place = document.querySelector("[data-watch]");

async function look() {
  const part = place.querySelector("[data-progress]");
  if (part.dataset.running === undefined) return;
  try {
    const answer = await fetch(place.dataset.watch, { credentials: "same-origin" });
    if (answer.ok) {
      const found = document.createElement("template");
      found.innerHTML = await answer.text();
      part.replaceWith(found.content.querySelector("[data-progress]"));
    }
  } catch {
    // Offline for a moment: the next look may succeed.
  }
  setTimeout(look, 2000);
}

if (place) setTimeout(look, 1500);
