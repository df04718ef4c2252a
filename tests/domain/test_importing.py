"""What is kept of a file has all its words in their order, but those that a person lifted or left out."""

from __future__ import annotations

import json
import re
from collections import Counter
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from policyhub.domain import markup
from policyhub.domain.importing.choices import Choices, flag_keys, section_key
from policyhub.domain.importing.files import LONGEST_NAME, clean_name, kind_of
from policyhub.domain.importing.plan import Plan, plan_paper
from policyhub.domain.importing.stored import as_data, from_data
from policyhub.domain.numbering import Place, numbers
from policyhub.domain.recognising import Recognised, recognise
from policyhub.readers.text import read_text
from tests.domain.recognising.generated import Maker
from tests.samples import tries

SEEDS = st.integers(min_value=0, max_value=2**31)
REAL = Path(__file__).resolve().parents[2] / ".." / "shared" / "real" / "papers"


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


@lru_cache(maxsize=4)
def recognised(text: str) -> Recognised:
    return recognise(read_text(text.encode()))


def planned(text: str, **choices: object) -> tuple[Recognised, Plan]:
    found = recognised(text)
    data = json.loads(json.dumps(as_data(found)))
    again = from_data(data)
    return again, plan_paper(again, Choices(**choices), data["question_places"])


def unlifted(text: str) -> dict[str, bool]:
    return dict.fromkeys(flag_keys(recognised(text)), False)


def shown(plan: Plan) -> list[str]:
    """The words that the paper's page shows: title, sections with their numbers, then the notes."""
    printed = numbers_of(plan)
    texts = [plan.title, plan.subtitle]
    for section in plan.sections:
        texts += [printed[section.pid] or "", section.heading or "", markup.plain(section.body, section.notes)]
    texts += [markup.plain(note["text"]) for section in plan.sections for note in section.notes]
    return [word for text in texts for word in words(text)]


def numbers_of(plan: Plan) -> dict[str, str | None]:
    places = [
        Place(s.pid, s.parent, rank, s.kind, s.own_number, s.printed is not None)
        for rank, s in enumerate(plan.sections)
    ]
    return numbers(places)


def without_marks(text: str) -> list[str]:
    return words(re.sub(r"\[\d+\]", "", text))


@settings(max_examples=tries(60), deadline=None)  # 200 in make prove
@given(SEEDS)
def test_the_words_shown_are_the_words_given_in_order(seed: int) -> None:
    text = Maker(seed).make().text

    _, plan = planned(text, lifted=unlifted(text))

    assert shown(plan) == without_marks(text)


@settings(max_examples=tries(25), deadline=None)
@given(SEEDS)
def test_a_lifted_question_is_in_its_flag_and_no_other_word_is_missing(seed: int) -> None:
    text = Maker(seed).make().text

    found, plan = planned(text)

    lifted = [word for flag in plan.flags if flag.lifted for word in words(flag.question)]
    assert Counter(shown(plan)) + Counter(lifted) == Counter(without_marks(text))
    assert len(plan.flags) == len(found.flags)


@settings(max_examples=tries(25), deadline=None)
@given(SEEDS, st.randoms(use_true_random=False))
def test_what_is_left_out_is_listed_word_for_word(seed: int, dice) -> None:
    text = Maker(seed).make().text
    found = recognise(read_text(text.encode()))
    parents = {section.parent_id for section in found.sections}
    leaves = [section_key(section) for section in found.sections if section.id not in parents]
    out = frozenset(key for key in leaves if dice.random() < 0.3)

    _, plan = planned(text, left_out=out, lifted=unlifted(text))

    left = [word for one in plan.left_out for word in words(one)]
    assert Counter(shown(plan)) + Counter(left) == Counter(without_marks(text))


@settings(max_examples=tries(25), deadline=None)
@given(SEEDS)
def test_each_section_has_the_number_it_has_in_the_file(seed: int) -> None:
    found, plan = planned(Maker(seed).make().text)

    printed = numbers_of(plan)
    by_key = {section.key: printed[section.pid] for section in plan.sections}
    assert {section_key(s): by_key[section_key(s)] for s in found.sections} == {
        section_key(s): s.number for s in found.sections
    }


@settings(max_examples=tries(20), deadline=None)
@given(SEEDS)
def test_a_flag_that_stays_is_tied_to_its_words(seed: int) -> None:
    text = Maker(seed).make().text
    found, plan = planned(text, lifted=unlifted(text))
    quotes = dict(zip(flag_keys(found), (flag.quote for flag in found.flags), strict=True))
    sections = {section.pid: section for section in plan.sections}

    for flag in plan.flags:
        section = sections[flag.stands_at]
        note = next((one["text"] for one in section.notes if one["id"] == flag.note), None)
        plain = markup.plain(section.body, section.notes) if note is None else markup.plain(note)
        assert flag.spot is not None
        assert plain[flag.spot[0] : flag.spot[1]] == quotes[flag.key]


def test_a_number_in_the_text_becomes_a_live_reference() -> None:
    said = "This builds on what is said in 1.2. and in section 1.2 above."

    _, plan = planned(f"A title\n\n1. Purpose\n\n1.1. {said}\n\n1.2. Said.\n")

    body = next(s.body for s in plan.sections if s.printed == "1.1")
    target = next(s.pid for s in plan.sections if s.printed == "1.2")
    assert markup.references_in(body) == [(target, "1.2"), (target, "1.2")]
    assert markup.plain(body) == said


def test_a_question_that_is_all_a_clause_says_is_not_lifted() -> None:
    found, plan = planned("A title\n\n1. Purpose\n\n1.1. Does the Central Council agree?\n\n1.2. It goes on.\n")

    assert [flag.question for flag in found.flags] == ["Does the Central Council agree?"]
    assert [(flag.lifted, flag.spot) for flag in plan.flags] == [(False, (0, 31))]


def test_a_note_that_is_all_question_leaves_with_its_mark() -> None:
    text = "A title\n\n1. Purpose\n\n1.1. It goes on[1] and on.\n\n1.2. It ends.\n\n[1] Does the CC agree?\n"

    _, plan = planned(text)

    section = next(s for s in plan.sections if s.printed == "1.1")
    assert (section.body, section.notes) == ("It goes on and on.", ())
    assert [(flag.lifted, flag.note) for flag in plan.flags] == [(True, None)]


@pytest.mark.parametrize(
    ("given_name", "expected"),
    [
        ("C:\\My papers\\buses.txt", "buses.txt"),
        ("/etc/../buses.txt", "buses.txt"),
        ("bu\u202eses\x00.txt\r\n", "buses.txt"),
        ("  two   blanks.txt ", "two blanks.txt"),
        ("llwybrau’r bysiau.txt", "llwybrau’r bysiau.txt"),
        ("..", ""),
        ("papers/", ""),
    ],
)
def test_a_files_name_is_its_last_part_as_people_see_it(given_name: str, expected: str) -> None:
    assert clean_name(given_name) == expected


def test_a_long_name_is_cut_and_keeps_its_ending() -> None:
    name = clean_name("a" * 400 + ".txt")

    assert len(name) == LONGEST_NAME
    assert name.endswith("a.txt")


@given(st.text(max_size=400))
def test_no_name_holds_what_cannot_be_seen(name: str) -> None:
    cleaned = clean_name(name)

    assert len(cleaned) <= LONGEST_NAME
    assert not re.search(r"[\x00-\x1f\x7f/\\]", cleaned)


def test_a_word_file_is_known_by_its_name_and_by_its_first_bytes() -> None:
    assert kind_of("Paper.DOC", b"") == "old"
    assert kind_of("paper.docx", b"\xd0\xcf\x11\xe0") == "old"
    assert kind_of("paper.docx", b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le")) == "readable"
    assert kind_of("paper.xlsx", b"PK\x03\x04") == "other"
    assert [kind_of(name, b"Words") for name in ("paper", "Paper.DOCX", "paper.pdf")] == ["readable"] * 3


def test_a_real_paper_keeps_every_word() -> None:
    path = REAL / "integrated-care-paper.txt"
    if not path.exists():
        pytest.skip("../shared/real is not here")
    text = path.read_text(encoding="utf-8", errors="replace")

    _, plan = planned(text)

    lifted = [word for flag in plan.flags if flag.lifted for word in words(flag.question)]
    assert Counter(shown(plan)) + Counter(lifted) == Counter(words(text))
