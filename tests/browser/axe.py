"""The inspector: axe-core on every page of every walk, with JavaScript and without."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Browser, Page, Route

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = """axe.run(document, {resultTypes: ['violations']}).then(result => result.violations.map(
    v => v.id + ' (' + v.help + '): ' + v.nodes.slice(0, 3).map(n => n.html.slice(0, 300)).join('  |  ')))"""


class Inspector:
    """Looks at pages. One that runs no scripts is looked at in a twin of the browser that can."""

    def __init__(self, browser: Browser) -> None:
        self.seen: set[str] = set()
        self.document = ""
        self.styles: dict[str, bytes] = {}
        self.twin = browser.new_context(reduced_motion="reduce", color_scheme="light", bypass_csp=True).new_page()
        self.twin.route("**/*", self._answer)

    def violations(self, page: Page, *, javascript: bool) -> list[str]:
        """What axe finds wrong with a page as it stands now, one line each; the same page is looked at once."""
        content = page.content()
        alike = re.sub(r"127\.0\.0\.1:\d+|(?<=value=\")[\w.-]{20,}|(?<=content=\")[\w.-]{20,}", "", content)
        key = hashlib.sha256(f"{javascript}{page.viewport_size}{alike}".encode()).hexdigest()
        if key in self.seen:
            return []
        self.seen.add(key)
        if not javascript:
            page = self._beside(page, content)
        page.evaluate(AXE)
        return [f"axe at {page.url}: {line}" for line in page.evaluate(RUN)]

    def _beside(self, page: Page, content: str) -> Page:
        """The very page, also one that answered a form, in the twin and without its scripts."""
        self.document = content
        if page.viewport_size:
            self.twin.set_viewport_size(page.viewport_size)
        self.twin.goto("about:blank")  # or an address that differs in its fragment only would not be opened again
        self.twin.goto(page.url)
        return self.twin

    def _answer(self, route: Route) -> None:
        asked = route.request
        if asked.resource_type == "document":
            route.fulfill(body=self.document, content_type="text/html; charset=utf-8")
        elif asked.resource_type == "stylesheet":
            name = asked.url.partition("/static/")[2]  # with its fingerprint; the port differs from walk to walk
            if name not in self.styles:
                self.styles[name] = route.fetch().body()
            route.fulfill(body=self.styles[name], content_type="text/css; charset=utf-8")
        else:
            route.abort()
