"""What is said about a file that comes in is said in the reader's language, with the words of the file as they are."""

from __future__ import annotations

import subprocess
import sys
from html import unescape

import pytest
from babel.messages.pofile import read_po
from flask import Flask, g
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings

from policyhub import places
from policyhub.domain.sentences import fields_of, templates
from policyhub.web.wording import translated
from tests.domain.sentences_made import PLAIN, Filled, all_templates, filled
from tests.importing import PAPER, brought_in
from tests.web.signing_in import send, sign_in
from tests.world import World

ODD = PAPER.replace("\n2.1. ", "\nHalf <i>of</i> 50% off\n\nMore words of the purpose stand here.\n\n2.1. ")


_LOADED = "import policyhub.app; from policyhub.domain.sentences import fields_of, templates; "
_LIST = "print(*sorted(map(repr, filter(fields_of, templates()))), sep='\\n')"
CATALOGUE = places.TRANSLATIONS / "cy" / "LC_MESSAGES" / "messages.po"


@pytest.fixture(scope="module")
def catalogue() -> dict[str, str]:
    """The Welsh of every sentence."""
    with CATALOGUE.open(encoding="utf-8") as file:
        return {str(one.id): str(one.string) for one in read_po(file, locale="cy") if one.string}


@pytest.fixture
def convenor(app: Flask, world: World) -> FlaskClient:
    client = app.test_client()
    sign_in(client, world.mair)
    return client


@pytest.fixture
def welsh(convenor: FlaskClient) -> FlaskClient:
    assert send(convenor, "/imports", "/language", lang="cy", next="/imports").status_code == 303
    return convenor


def test_the_words_of_a_file_are_words_in_a_doubt(convenor: FlaskClient, world: World) -> None:
    page = convenor.get(f"/imports/{brought_in(world, ODD)}")
    assert page.status_code == 200
    assert "Is “Half &lt;i&gt;of&lt;/i&gt; 50% off” a heading?" in page.text
    assert "<i>of</i>" not in page.text


def test_a_doubt_is_put_in_welsh(welsh: FlaskClient, world: World) -> None:
    page = unescape(welsh.get(f"/imports/{brought_in(world, ODD)}").text)
    assert "Ai pennawd yw “Half <i>of</i> 50% off”?" in page
    assert "Daw 2.3 ar ôl 2.1" in page
    assert "Adran â’r rhif 2.3" in page
    assert "Mae Appendix 1 yn cynnwys 3 o gwestiynau" in page
    assert "a heading?" not in page


def test_warnings_are_said_in_welsh(welsh: FlaskClient, world: World) -> None:
    text = PAPER.replace("in spring.", "in spr\ufffdng. The pass\ufffdges shown in red are disputed.")
    page = unescape(welsh.get(f"/imports/{brought_in(world, text)}").text)
    assert "Collwyd 2 o nodau wrth gadw’r ffeil hon" in page
    assert "wedi’u dangos mewn coch" in page


def test_why_a_file_cannot_be_read_is_said_in_welsh(welsh: FlaskClient, world: World) -> None:
    page = unescape(welsh.get(f"/imports/{brought_in(world, 'PK' + chr(3) + chr(4) + 'no zip')}").text)
    assert "Mae’r ffeil hon wedi’i difrodi" in page
    assert "This file is damaged" not in page


def test_every_sentence_about_a_file_has_its_welsh(catalogue: dict[str, str]) -> None:
    assert [one for one in all_templates() if one not in catalogue] == []
    assert [one for one in all_templates() if fields_of(catalogue[one]) != fields_of(one)] == []


def test_the_web_knows_every_template_that_takes_values() -> None:
    found = subprocess.run([sys.executable, "-c", _LOADED + _LIST], capture_output=True, text=True, check=True)
    assert found.stdout.splitlines() == sorted(map(repr, filter(fields_of, all_templates())))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=filled(words=PLAIN))
def test_a_sentence_keeps_its_values_in_welsh(one_app: Flask, catalogue: dict[str, str], one: Filled) -> None:
    parts = templates()[one.template]
    values = {name: catalogue[str(value)] if name in parts else value for name, value in one.values.items()}
    with one_app.test_request_context():
        g.lang = "cy"
        assert translated(one.sentence) == (catalogue[one.template] % values if values else catalogue[one.template])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one=filled())
def test_no_sentence_changes_in_english(one_app: Flask, one: Filled) -> None:
    with one_app.test_request_context():
        g.lang = "en-GB"
        assert translated(one.sentence) == one.sentence


@pytest.mark.parametrize("words", ["", "50% <b>off</b> %(words)s", "Is <b>this</b> a heading?", "a poem and a picture"])
@pytest.mark.parametrize("lang", ["cy", "en-GB"])
def test_what_is_nobodys_sentence_stays_and_is_escaped(one_app: Flask, words: str, lang: str) -> None:
    with one_app.test_request_context():
        g.lang = lang
        assert translated(words) == words
        shown = one_app.jinja_env.from_string("{% autoescape true %}{{ words|translated }}{% endautoescape %}")
        assert shown.render(words=words) == words.replace("<", "&lt;").replace(">", "&gt;")
