"""A browser, a running installation for each walk, and people who walk through it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, sync_playwright

from policyhub.app import create_app
from policyhub.config import Settings
from tests.browser.axe import Inspector
from tests.browser.chromium import MISSING, found_chromium, opened
from tests.browser.person import Person
from tests.browser.site import Site
from tests.conftest import Keep

WALK_SECONDS = 300


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A walk is as long as it is, and is marked as one; the longest are made with JavaScript in make prove only."""
    for item in items:
        if item.get_closest_marker("long") and "with JavaScript" in item.name:
            item.add_marker(pytest.mark.prove)
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.timeout(WALK_SECONDS))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    found = found_chromium()
    if found is None:
        pytest.fail(MISSING, pytrace=False)
    with sync_playwright() as playwright:
        browser = opened(playwright, found)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def inspector(tmp_path_factory: pytest.TempPathFactory) -> Inspector:
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "inspected"  # one for all processes
    folder.mkdir(exist_ok=True)
    return Inspector(folder)


@pytest.fixture(scope="session")
def walked_app(compiled_templates: FileSystemBytecodeCache, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The application that is walked through, as it is when it is in use: not the one that is set to be tested."""
    folder = tmp_path_factory.mktemp("nobody-there")
    url = f"sqlite:///{folder}/none.sqlite"
    found = create_app(Settings(data_dir=folder, database_url=url, secret_key="for walks only " * 3))
    found.jinja_env.bytecode_cache = compiled_templates
    return found


@pytest.fixture
def site(tmp_path: Path, kept: Keep, walked_app: Flask) -> Iterator[Site]:
    """A fresh installation with the small association in it."""
    found = Site(tmp_path, kept("sqlite", peopled=True), walked_app)
    yield found
    found.stop()


@pytest.fixture(params=[False, True], ids=["without JavaScript", "with JavaScript"])
def javascript(request: pytest.FixtureRequest) -> bool:
    """Every walk is made without JavaScript first."""
    return bool(request.param)


People = Callable[..., Person]


@pytest.fixture
def people(browser: Browser, site: Site, inspector: Inspector, javascript: bool) -> Iterator[People]:
    """Somebody with a browser of their own, signed in unless they have no name."""
    there: list[Person] = []

    def come(name: str | None = None, *, width: int = 1440) -> Person:
        person = Person(browser, site, inspector, javascript=javascript, width=width)
        there.append(person)
        if name:
            person.comes_in(name)
        return person

    yield come
    for person in there:
        person.is_content()
    for person in there:
        person.leaves()


@pytest.fixture
def page(people: People) -> Person:
    """A visitor."""
    return people()
