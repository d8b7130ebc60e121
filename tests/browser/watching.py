"""Pages that are watched: a breach of the content policy, a foreign request, a script's error or a server's error fails the test."""

from __future__ import annotations

import re
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request, Response

from tests.browser.served import ServedSite

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
EVERYTHING = {"runOnly": {"type": "tag", "values": TAGS}}
# What may differ between light and dark and between sizes, once both extremes have had everything.
LOOKS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block", "target-size"]}}
WIDE, NARROW = 1280, 390
# Chromium reports them on the console as well; an init script does not run where JavaScript is off.
VIOLATIONS = "document.addEventListener('securitypolicyviolation', e => console.error('CSP: ' + e.violatedDirective + ' ' + e.blockedURI));"


class Watched:
    """A browser's window on a site, with all its troubles collected."""

    def __init__(self, browser: Browser, site: ServedSite, *, width: int = WIDE, dark: bool = False, scripts: bool = True) -> None:
        self.site = site
        self.problems: list[str] = []
        self.expected: list[str] = []
        self.context: BrowserContext = browser.new_context(
            base_url=site.url,
            viewport={"width": width, "height": 900},
            color_scheme="dark" if dark else "light",
            # Smooth scrolling would still be under way when a test looks.
            reduced_motion="reduce",
            java_script_enabled=scripts,
            locale="en-GB",
        )
        self.context.set_default_timeout(15_000)
        self.context.add_init_script(VIOLATIONS)
        self.context.on("console", self._console)
        self.context.on("request", self._request)
        self.context.on("response", self._response)
        self.context.on("weberror", lambda error: self.problems.append(f"script error: {error.error}"))
        self.page: Page = self.context.new_page()

    def expect(self, pattern: str) -> None:
        """Trouble that belongs to the test, for instance the console's word about a page with status 404."""
        self.expected.append(pattern)

    def check(self) -> None:
        """Fails on everything that was not expected."""
        unexpected = [problem for problem in self.problems if not any(re.search(pattern, problem) for pattern in self.expected)]
        assert not unexpected, "\n".join(unexpected)

    def _console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.problems.append(f"console: {message.text} ({message.location.get('url')})")

    def _request(self, request: Request) -> None:
        if not request.url.startswith((self.site.url + "/", "data:", "blob:", "about:")):
            self.problems.append(f"foreign request: {request.url}")

    def _response(self, response: Response) -> None:
        if response.status >= 500:
            self.problems.append(f"status {response.status}: {response.url}")


def axe_violations(page: Page, options: dict[str, Any]) -> list[str]:
    """What axe finds on the page as it stands, one line each."""
    found: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{violation['id']}: {violation['help']}: {node['html'][:160]} {node.get('failureSummary', '')[:200]!r}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]


def looks_at_every_size(page: Page) -> list[str]:
    """axe's findings on a phone and a desk, light and dark, and what is wider than a narrow screen of 320 px."""
    problems = []
    for scheme, width, options in (
        ("light", WIDE, EVERYTHING),
        ("dark", WIDE, LOOKS),
        ("light", NARROW, LOOKS),
        ("dark", NARROW, EVERYTHING),
    ):
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 900})
        problems += [f"{scheme} {width}: {line}" for line in axe_violations(page, options)]
    page.set_viewport_size({"width": 320, "height": 700})
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > 320:
        culprits = page.evaluate(
            "[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321)"
            ".slice(0, 5).map(e => e.tagName + '.' + e.className)"
        )
        problems.append(f"320 px: the page is {wide} px wide: {culprits}")
    page.set_viewport_size({"width": WIDE, "height": 900})
    page.emulate_media(color_scheme="light")
    return problems
