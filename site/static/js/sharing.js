/* Passing a page on: what a browser can do beyond a link and a mail. Without this the address stands there to be copied by hand. */

for (const panel of document.querySelectorAll(".share")) {
  const told = panel.querySelector("[data-told]");
  const copy = panel.querySelector("[data-copy]");
  const share = panel.querySelector("[data-share]");
  const field = panel.querySelector("input[readonly]");

  if (copy && navigator.clipboard) {
    copy.hidden = false;
    copy.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(field.value);
        told.textContent = copy.dataset.done;
        copy.textContent = copy.dataset.done;
      } catch {
        field.select();
      }
    });
  }

  if (share && navigator.share) {
    share.hidden = false;
    share.addEventListener("click", () => navigator.share({ title: share.dataset.share, url: field.value }).catch(() => {}));
  }

  field?.addEventListener("focus", () => field.select());
}
