"""Somebody at a browser: goes by roles and visible names only, and looks at every page with a critical eye."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ConsoleMessage, Locator, Page, Request, Response, expect
from playwright.sync_api import Error as PlaywrightError

from tests.browser.axe import Inspector
from tests.browser.site import Site
from tests.web.signing_in import sign_in
from tests.world import PASSWORD, email_of

RESPONDED = "Failed to load resource: the server responded with a status of"


class Person:
    """One person with one browser of their own."""

    def __init__(
        self, browser: Browser, site: Site, inspector: Inspector, *, javascript: bool, width: int = 1440
    ) -> None:
        self.site = site
        self.inspector = inspector
        self.javascript = javascript
        self.problems: list[str] = []
        self.may_fail: list[str] = []  # parts of addresses that scripts may ask in vain
        self.context = browser.new_context(
            java_script_enabled=javascript,
            base_url=site.url,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            # each scheme is looked at by half of the walks
            color_scheme="dark" if javascript else "light",
            locale="en-GB",
            timezone_id="Europe/London",
        )
        self.context.set_default_timeout(10_000)
        self.context.on("console", self._heard)
        self.context.on("weberror", lambda error: self.problems.append(f"an error in a script: {error.error}"))
        self.context.on("request", self._asked)
        self.context.on("response", self._answered)
        self.page: Page = self.context.new_page()

    # --- what goes on behind the page ---

    def _heard(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(RESPONDED):
            self.problems.append(f"the console says: {message.text}")

    def _asked(self, request: Request) -> None:
        if not request.url.startswith((self.site.url + "/", "data:", "blob:")):
            self.problems.append(f"a request to elsewhere: {request.url}")

    def _answered(self, response: Response) -> None:
        forgiven = response.request.resource_type == "document" or any(p in response.url for p in self.may_fail)
        if response.status >= 400 and not forgiven:
            self.problems.append(f"{response.status} for {response.url}")

    # --- going about ---

    @contextmanager
    def _going(self, status: int) -> Iterator[None]:
        with self.page.expect_navigation() as going:
            yield
        response = going.value
        if response is not None:
            assert response.status == status, f"{response.status} at {response.url}: {self.words()[:600]}"
        self.look()

    def look(self) -> None:
        """Inspect the page as it stands; one that goes on by itself meanwhile is inspected where it went."""
        try:
            self.page.wait_for_load_state("load")
            self.problems += self.inspector.violations(self.page, javascript=self.javascript)
        except PlaywrightError as problem:
            if "navigat" not in problem.message:
                raise
            self.look()
        self.is_content()

    def is_content(self) -> None:
        """Nothing has gone wrong behind the pages so far."""
        assert not self.problems, "\n".join(self.problems)

    def opens(self, path: str, *, status: int = 200) -> None:
        """Type an address."""
        try:
            with self._going(status):
                self.page.goto(path)
        except PlaywrightError as problem:
            if "ERR_ABORTED" not in problem.message:
                raise
            with self._going(status):  # the page before went on by itself at this very moment
                self.page.goto(path)

    def follows(
        self, name: str, *, within: Locator | None = None, exact: bool = True, which: int | None = None
    ) -> None:
        """Click a link; there must be just one of that name, unless ``which`` is given."""
        found = (within or self.page).get_by_role("link", name=name, exact=exact)
        with self._going(200):
            (found if which is None else found.nth(which)).click()

    def presses(
        self,
        name: str,
        *,
        within: Locator | None = None,
        status: int = 200,
        exact: bool = True,
        which: int | None = None,
    ) -> None:
        """Press a button that sends a form."""
        found = (within or self.page).get_by_role("button", name=name, exact=exact)
        with self._going(status):
            (found if which is None else found.nth(which)).click()

    def downloads(self, name: str, *, within: Locator | None = None, role: str = "button", exact: bool = True) -> Path:
        """Press a button, or follow a link, that answers with a file; returns the file under its own name."""
        with self.page.expect_download() as coming:
            (within or self.page).get_by_role(role, name=name, exact=exact).click()  # type: ignore[arg-type]
        path = self.site.settings.data_dir / "downloads" / coming.value.suggested_filename
        coming.value.save_as(path)
        return path

    def writes(self, label: str, words: str, *, within: Locator | None = None, exact: bool = False) -> None:
        """Fill a field."""
        (within or self.page).get_by_role("textbox", name=label, exact=exact).fill(words)

    def chooses(self, label: str, *, within: Locator | None = None, exact: bool = False) -> None:
        """Choose one of several."""
        (within or self.page).get_by_role("radio", name=label, exact=exact).check()

    def ticks(self, label: str, *, within: Locator | None = None, exact: bool = False) -> None:
        """Tick a box."""
        (within or self.page).get_by_role("checkbox", name=label, exact=exact).check()

    def picks(self, label: str, option: str, *, within: Locator | None = None) -> None:
        """Pick from a list."""
        (within or self.page).get_by_role("combobox", name=label).select_option(label=option)

    def picks_paper(self, title: str) -> None:
        """Show the sections of another paper, where there are several to take words from."""
        self.picks("Paper", title)
        self.presses("Show")

    def uploads(self, label: str, name: str, blob: bytes, kind: str = "text/plain") -> None:
        """Give a file to a field."""
        self.page.get_by_label(label).set_input_files({"name": name, "mimeType": kind, "buffer": blob})

    # --- reading ---

    @property
    def main(self) -> Locator:
        """The page without its frame."""
        return self.page.get_by_role("main")

    def words(self) -> str:
        """All that can be read on the page, each run of blanks as one."""
        return " ".join(self.page.locator("main").inner_text().split())

    def reads(self, *sentences: str) -> None:
        """Each of some words can be read on the page."""
        words = self.words().casefold()  # small capitals are a matter of style
        for sentence in sentences:
            assert sentence.casefold() in words, f"{sentence!r} is not at {self.page.url}: {words[:3000]}"

    def does_not_read(self, *sentences: str) -> None:
        """None of some words can be read on the page."""
        words = self.words().casefold()
        for sentence in sentences:
            assert sentence.casefold() not in words, f"{sentence!r} is at {self.page.url}"

    def is_at(self, heading: str) -> None:
        """The page's heading says so."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(heading)

    def region(self, name: str) -> Locator:
        """A part of the page by the name it has for everybody."""
        return self.page.get_by_role("region", name=name)

    # --- arriving and leaving ---

    def signs_in(self, name: str) -> None:
        """Through the front door, with address and password."""
        self.opens("/sign-in")
        self.writes("Email address", email_of(name))
        self.page.get_by_label("Password").fill(PASSWORD)
        self.presses("Sign in")

    def comes_in(self, name: str) -> None:
        """Signed in already: the front door has walks of its own, and takes three pages."""
        client = self.site.app.test_client()
        sign_in(client, getattr(self.site.world, name.split()[0].lower()))
        cookie = client.get_cookie("policyhub")
        assert cookie is not None
        self.context.add_cookies([{"name": "policyhub", "value": cookie.value, "url": self.site.url}])
        self.opens("/")

    def leaves(self) -> None:
        """Close the browser."""
        self.context.close()
