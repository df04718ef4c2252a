"""A picture of every page of the demonstration, three widths, light and dark: python -m benchmarks.gallery [folder]."""

from __future__ import annotations

import argparse
import html
import re
import shutil
import socket
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from flask import Flask
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright
from werkzeug.exceptions import HTTPException
from werkzeug.serving import WSGIRequestHandler, make_server

from policyhub import db
from policyhub.app import create_app
from policyhub.cli.demonstrating import demonstrate
from policyhub.config import Settings
from policyhub.migrating import migrate
from policyhub.worker import Worker
from tests.browser.chromium import MISSING, found_chromium, opened

WIDTHS = (1440, 820, 390)
SCHEMES = ("light", "dark")
PEOPLE = (None, "Mair", "Owen", "Nasreen", "Tom", "Dilys")  # nobody, then those whom the sign-in page offers
FILES = {"static", "pages.health", "imports.download", "exports.paper", "exports.edition"}
FILES |= {
    "exports.response",
    "exports.motion",
    "exports.changes",
    "exports.section_changes",
    "bundles.file",
    "templates.download",
}
EXTRA = ("/sign-in", "/search?q=bus", "/search?q=nothingatall", "/no/such/page", "/imports", "/groups")


class Quiet(WSGIRequestHandler):
    """Answers without writing a line for each."""

    def log(self, *_what: object) -> None:
        return


@dataclass
class Shot:
    """One page to take pictures of: where it is, whose it is, which route answers."""

    path: str
    person: str | None
    endpoint: str
    title: str = ""
    files: list[str] = field(default_factory=list)


@contextmanager
def demonstration(folder: Path) -> Iterator[tuple[Flask, str]]:
    """The demonstration association, served on a free port."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(64)
        port = listening.getsockname()[1]
        url = f"sqlite:///{folder / 'policyhub.sqlite'}"
        address = f"http://127.0.0.1:{port}"
        settings = Settings(
            folder,
            url,
            port=port,
            base_url=address,
            secret_key="for pictures only " * 3,
            demo=True,
            association="The Commonweal Association",
        )
        database = db.Database(url)
        migrate(database)
        demonstrate(settings, database, if_empty=True)
        with db.using(database):
            worker = Worker(settings, database)
            while worker.step():
                pass
        app = create_app(settings, database=database)
        server = make_server("127.0.0.1", port, app, threaded=True, request_handler=Quiet, fd=listening.fileno())
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield app, address
        finally:
            server.shutdown()
            server.server_close()
            database.dispose()


def enter(page: Page, person: str | None) -> None:
    """Look round as one of the people, or as nobody."""
    if person is None:
        return
    page.goto("/sign-in")
    page.get_by_role("button", name=re.compile(f"^{person} ")).click()
    page.wait_for_load_state()


def route_of(app: Flask, path: str) -> str | None:
    """The route that answers a path; None when none does, or when it answers with a file."""
    parts = urlsplit(path)
    try:
        endpoint, _values = app.url_map.bind("localhost").match(parts.path, method="GET")
    except HTTPException:
        return "missing" if parts.path == "/no/such/page" else None
    return None if endpoint in FILES else str(endpoint)


def find_pages(app: Flask, page: Page, person: str | None, taken: Counter[str], most: int) -> Iterator[Shot]:
    """Follow every link from the first page on; up to ``most`` pages of each route over all people."""
    waiting, known = ["/", *EXTRA], set()
    mine: Counter[str] = Counter()
    while waiting:
        path = urldefrag(waiting.pop(0)).url
        endpoint = route_of(app, path)
        if endpoint is None or path in known or mine[endpoint] >= max(most, 4):
            continue
        known.add(path)
        mine[endpoint] += 1
        answer = page.goto(path)
        links = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
        waiting += [link for link in links if link.startswith("/") and not link.startswith("//")]
        if route_of(app, urlsplit(page.url).path) != endpoint:
            continue  # sent elsewhere, to sign in for example
        if answer is not None and answer.status in (403, 404) and endpoint != "missing":
            continue
        if taken[endpoint] < most or endpoint == "work.show":
            taken[endpoint] += 1
            yield Shot(path, person, endpoint, page.title())


def take_pictures(browser: Browser, address: str, shots: list[Shot], folder: Path) -> list[str]:
    """All pictures; returns what was wrong: pages wider than the window, errors in the console."""
    wrong: list[str] = []
    for person in dict.fromkeys(shot.person for shot in shots):
        for width in WIDTHS:
            for scheme in SCHEMES:
                context = browser.new_context(
                    base_url=address,
                    viewport={"width": width, "height": 900},
                    color_scheme="dark" if scheme == "dark" else "light",
                    reduced_motion="reduce",
                    has_touch=width < 500,
                )
                page = context.new_page()
                context.on("console", lambda message: wrong.extend(complaints(message)))
                enter(page, person)
                for number, shot in enumerate(s for s in shots if s.person == person):
                    page.goto(shot.path)
                    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
                    if wider > 0:
                        wrong.append(f"{shot.path} ({shot.endpoint}) is {wider} px wider than {width}")
                    name = f"{person or 'nobody'}-{number:03d}-{shot.endpoint}-{width}-{scheme}.png".lower()
                    page.screenshot(path=str(folder / name), full_page=True)
                    shot.files.append(name)
                context.close()
    return wrong


def complaints(message: ConsoleMessage) -> list[str]:
    """What the console has to say about a page, unless it is that the page which is missing is missing."""
    where = message.location.get("url", "")
    return [f"{message.text} at {where}"] if message.type == "error" and not where.endswith("/no/such/page") else []


def write_index(folder: Path, shots: list[Shot], wrong: list[str]) -> None:
    """A page with all pictures, by route."""
    lines = ["<!doctype html><html lang=en><meta charset=utf-8><title>Gallery</title>"]
    lines.append("<style>body{font:16px sans-serif;margin:2rem} img{max-height:420px;border:1px solid}</style>")
    lines.append(f"<h1>{len(shots)} pages, {sum(len(shot.files) for shot in shots)} pictures</h1>")
    lines += [f"<p><b>{html.escape(line)}</b></p>" for line in wrong]
    for shot in sorted(shots, key=lambda shot: shot.endpoint):
        who = html.escape(shot.person or "nobody")
        lines.append(f"<h2>{html.escape(shot.endpoint)}</h2>")
        lines.append(f"<p>{html.escape(shot.title)}, as {who}, {html.escape(shot.path)}</p>")
        lines += [f'<a href="{name}"><img loading=lazy src="{name}" alt="{name}"></a>' for name in shot.files]
    (folder / "index.html").write_text("\n".join(lines), encoding="utf-8")


def main() -> int:
    """Take them all."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gallery", description=__doc__)
    parser.add_argument("folder", nargs="?", type=Path, default=Path("gallery"))
    parser.add_argument("--most", type=int, default=2, help="pages of each route (2)")
    options = parser.parse_args()
    found = found_chromium()
    if found is None:
        print(MISSING, file=sys.stderr)
        return 1
    shutil.rmtree(options.folder, ignore_errors=True)
    options.folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as data, demonstration(Path(data)) as (app, address), sync_playwright() as run:
        browser = opened(run, found, "--hide-scrollbars")
        shots: list[Shot] = []
        taken: Counter[str] = Counter()
        for person in PEOPLE:
            context = browser.new_context(base_url=address, java_script_enabled=False)
            page = context.new_page()
            enter(page, person)
            shots += find_pages(app, page, person, taken, options.most)
            context.close()
        wrong = take_pictures(browser, address, shots, options.folder)
        browser.close()
        routes = {rule.endpoint for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())} - FILES
    wrong += [f"no page of {name} was found" for name in sorted(routes - set(taken))]
    write_index(options.folder, shots, wrong)
    print(f"{len(shots)} pages, {sum(len(shot.files) for shot in shots)} pictures: {options.folder / 'index.html'}")
    for line in wrong:
        print(line, file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
