"""A sentence is found again by the template it was made from, whatever words of a file stand in it."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest
from hypothesis import given

from policyhub.domain.recognising.cautions import COLOURS
from policyhub.domain.recognising.flags import declares_colour
from policyhub.domain.sentences import N_, Sentence, fields_of, fill, made_from, templates
from tests.domain.sentences_made import PLAIN, Filled, all_templates, filled, load_all
from tests.house.tree import called, files, named


@given(filled())
def test_a_sentence_is_made_again_from_what_was_found(one: Filled) -> None:
    found = made_from(one.sentence)
    assert found is not None
    assert fill(Sentence(found.template), **found.values) == one.sentence


@given(filled(words=PLAIN))
def test_the_template_and_its_values_are_found(one: Filled) -> None:
    found = made_from(one.sentence)
    assert found is not None
    assert (found.template, found.values) == (one.template, one.values)


@given(filled())
def test_what_only_begins_like_a_sentence_is_nobodys(one: Filled) -> None:
    if not one.template.endswith(")s"):
        assert made_from(one.sentence + "~") is None
    assert made_from("~" + one.sentence) is None or fields_of(one.template)


@pytest.mark.parametrize(
    "words", ["", "Buses", "Is this a heading?", "bread and butter", "a picture and a poem", "two pictures", "½ charts"]
)
def test_words_of_a_file_are_no_sentence(words: str) -> None:
    load_all()
    assert made_from(words) is None


def test_of_two_templates_the_one_with_more_words_is_meant() -> None:
    load_all()
    found = made_from("1 comes after 2 comes first: is a number missing, or is this not a section?")
    assert found is not None
    assert found.values == {"number": "1", "before": "2 comes first"}


def test_every_colour_that_a_text_can_name_has_a_name() -> None:
    for colour in COLOURS:
        assert declares_colour(f"Passages shown in {colour} are disputed.") == colour


def calls_of(name: str, *folders: str) -> Iterator[tuple[str, ast.Call]]:
    """Every call of a function in some folders, with the name of its file."""
    for path in (path for folder in folders for path in files(folder, suffixes=(".py",))):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call) and called(call) == name:
                yield named(path), call


def test_every_marked_sentence_is_known_once_its_module_is_loaded() -> None:
    load_all()
    folders = ("policyhub/domain", "policyhub/readers", "policyhub/acts")
    marked = {ast.literal_eval(call.args[0]) for _, call in calls_of("N_", *folders)}
    assert marked == set(templates())


def test_no_words_become_a_sentence_without_the_marker() -> None:
    """The types see to the rest. What the child answers was a sentence before it was sent."""
    made = {name for name, _ in calls_of("Sentence", "policyhub")}
    assert made == {"policyhub/domain/sentences.py", "policyhub/readers/child.py"}


def test_a_template_without_values_holds_no_sign_for_one() -> None:
    assert [one for one in all_templates() if "%" in one and not fields_of(one)] == []


def test_a_part_is_a_value_of_its_template() -> None:
    load_all()
    assert [one for one, parts in templates().items() if parts - set(fields_of(one))] == []


def test_a_marked_sentence_is_what_it_says() -> None:
    assert N_("a picture") == "a picture"
