"""The little HTML that rich text in a package may hold."""

from __future__ import annotations

import re
from html.parser import HTMLParser

BLOCKS = {"h2", "h3", "p", "ul", "ol"}
INLINE = {"b", "i", "a"}
FEATURES = {"h2": "h2", "h3": "h3", "ul": "ul", "ol": "ol", "li": "", "b": "bold", "i": "italic", "a": "link", "p": ""}
AROUND_BLOCKS = re.compile(r"\s*(</?(?:p|h2|h3|ul|ol|li)\b[^>]*>)\s*")
# Written by Wagtail's editor on each element; has no meaning for readers.
EDITOR_KEYS = re.compile(r'\sdata-block-key="[^"]*"')


def canonical(html: str) -> str:
    """The same text whoever wrote it: without the editor's marks, white space only where it is read."""
    plain = " ".join(EDITOR_KEYS.sub("", html).split())
    return AROUND_BLOCKS.sub(r"\1", plain)


class _Checker(HTMLParser):
    """Walks through HTML and collects what is not allowed in it."""

    def __init__(self, features: list[str]) -> None:
        super().__init__(convert_charrefs=True)
        self.allowed = {tag for tag, feature in FEATURES.items() if not feature or feature in features}
        self.open: list[str] = []
        self.messages: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        parent = self.open[-1] if self.open else ""
        self.open.append(tag)
        if tag not in self.allowed:
            self.messages.append(f"<{tag}> is not allowed here")
            return
        self._check_attributes(tag, attrs)
        if tag in BLOCKS and parent:
            self.messages.append(f"<{tag}> must not stand inside <{parent}>")
        elif tag == "li" and parent not in {"ul", "ol"}:
            self.messages.append("<li> must stand in a list")
        elif tag in INLINE and parent in {"", "ul", "ol"}:
            self.messages.append(f"<{tag}> must stand in a paragraph, a heading or a list item")

    def _check_attributes(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag != "a":
            if attrs:
                self.messages.append(f"<{tag}> must not have attributes")
        elif [name for name, _value in attrs] != ["href"] or not (attrs[0][1] or "").startswith("https://"):
            self.messages.append('a link is <a href="https://..."> and nothing else')

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.messages.append(f"<{tag}/> is not allowed here")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.messages.append(f"</{tag}> closes what is not open")

    def handle_data(self, data: str) -> None:
        if data.strip() and (not self.open or self.open[-1] in {"ul", "ol"}):
            self.messages.append(f"text must stand in a paragraph, a heading or a list item: {data.strip()[:40]!r}")

    def handle_comment(self, data: str) -> None:
        self.messages.append("comments are not allowed")

    def handle_decl(self, decl: str) -> None:
        self.messages.append("declarations are not allowed")

    def unknown_decl(self, data: str) -> None:
        self.messages.append("declarations are not allowed")

    def handle_pi(self, data: str) -> None:
        self.messages.append("processing instructions are not allowed")


def complaints(html: str, features: list[str]) -> list[str]:
    """What in ``html`` a block with these features cannot hold; empty if all is well."""
    checker = _Checker(features)
    checker.feed(html)
    checker.close()
    left = [f"<{tag}> is not closed" for tag in checker.open]
    return list(dict.fromkeys([*checker.messages, *left]))
