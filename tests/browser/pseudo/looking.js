/* What looking.py asks of a page: an expression, its functions are called one by one. */
({
  /** Every text of the document, shown or folded away, and every attribute that is read out or shown, with where it stands; nothing that says
   * to be in another language. */
  words() {
    const own = document.documentElement.lang;
    const attributes = ["alt", "aria-description", "aria-label", "aria-roledescription", "aria-valuetext", "label", "placeholder", "title"];
    const found = [];
    const where = (element) => {
      const path = [];
      for (let e = element; e && path.length < 3; e = e.parentElement) path.unshift([e.localName, ...e.classList].join("."));
      return path.join(" > ");
    };
    const note = (element, text) => {
      if (text?.trim() && element.closest("[lang]")?.lang === own) found.push([where(element), text.trim()]);
    };
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!element.closest("script, style")) note(element, walker.currentNode.data);
    }
    for (const element of document.querySelectorAll("*")) {
      for (const name of attributes) note(element, element.getAttribute(name));
      if (element.matches("input:is([type=submit], [type=button], [type=reset])")) note(element, element.value);
      if (element.matches("meta:is([name=description], [property='og:title'], [property='og:description'])")) note(element, element.content);
    }
    return found;
  },

  /** What is wider than the window, cut off, out of its own box, or a control of the header on another one. */
  room() {
    const root = document.documentElement;
    const found = [];
    const name = (e) => `${[e.localName, ...e.classList].join(".")} “${e.textContent.trim().replace(/\s+/g, " ").slice(0, 60)}”`;
    const isShown = (e) => {
      const isForListening = e.closest(".visually-hidden") || getComputedStyle(e).clipPath === "inset(50%)";
      return e.checkVisibility({ visibilityProperty: true }) && !isForListening;
    };
    if (root.scrollWidth > root.clientWidth) found.push(`the page is ${root.scrollWidth} px wide`);

    for (const element of [...document.body.querySelectorAll("*")].filter((e) => e instanceof HTMLElement && isShown(e))) {
      const style = getComputedStyle(element);
      const isWider = element.scrollWidth > element.clientWidth + 1;
      const isHigher = element.scrollHeight > element.clientHeight + 1;
      if (!/hidden|clip/.test(style.overflowX + style.overflowY) || !element.innerText.trim()) continue;
      if (isWider || isHigher) found.push(`cut off: ${name(element)}`);
    }

    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || element.closest("script, style, svg, select") || !isShown(element)) continue;
      let block = element;
      while (getComputedStyle(block).display === "inline") block = block.parentElement;
      const edge = block.getBoundingClientRect();
      const range = document.createRange();
      range.selectNodeContents(walker.currentNode);
      const parts = [...range.getClientRects()];
      if (parts.some((part) => part.left < edge.left - 2 || part.right > edge.right + 2)) {
        found.push(`out of its box: ${name(block)}`);
      } else if (!element.closest(".scroll") && parts.some((part) => part.left < -1 || part.right > root.clientWidth + 1)) {
        found.push(`out of the window: ${name(block)}`);
      }
    }

    const controls = [...document.querySelectorAll("header :is(a, button, summary)")].filter(isShown);
    controls.forEach((one, index) => {
      for (const other of controls.slice(index + 1)) {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (Math.min(across, down) > 1) found.push(`on one another: ${name(one)} and ${name(other)}`);
      }
    });
    return found;
  },

  /** Latin and Greek texts, of elements that say their language or direction, whose last mark is not drawn after the last letter. */
  jumped() {
    const letter = /[A-Za-zÀ-ɏΑ-Ͽ0-9]/;
    const mark = /[.,;:!?/)]/;
    const found = new Set();
    const place = (node, index) => {
      const range = document.createRange();
      range.setStart(node, index);
      range.setEnd(node, index + 1);
      return range.getBoundingClientRect();
    };
    for (const element of document.body.querySelectorAll("[lang], [dir]")) {
      const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const node = walker.currentNode;
        const text = node.data.trimEnd();
        const last = text.length - 1;
        if (last < 1 || !mark.test(text[last]) || !letter.test(text[last - 1]) || !node.parentElement.checkVisibility()) continue;
        const [before, after] = [place(node, last - 1), place(node, last)];
        if (Math.abs(before.top - after.top) < 2 && after.left < before.right - 1) found.add(text.slice(-60));
      }
    }
    return [...found];
  },

  /** The menu behind its button, open or closed. */
  setMenu(isOpen) {
    for (const menu of document.querySelectorAll("details.menu")) menu.open = isOpen;
  },
})
