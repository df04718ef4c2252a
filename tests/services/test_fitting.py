"""Agreed words that share words with a question are offered, and sections can be chosen from."""

from __future__ import annotations

from policyhub import db
from policyhub.models import Answer
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import load
from policyhub.services import blocks, fitting, flags, papers, sections
from tests.counting_statements import counting
from tests.services.assembling import agree, start
from tests.world import World


def names(world: World, question: str, who=None, **more) -> list[tuple[str | None, tuple[str, ...]]]:
    world.fresh()
    return [(hint.number, hint.shared) for hint in fitting.list_hints(who or world.mair, question, **more)]


def test_agreed_sections_are_offered_with_the_words_they_share(world: World) -> None:
    for number in ("1.1", "2.1"):
        agree(world, number)

    assert names(world, "Should anybody be kept at home by fares?") == [("2.1", ("fare", "home", "kept"))]
    assert names(world, "What about bicycles?") == []
    assert names(world, "and or?") == []


def test_one_word_of_a_long_question_does_not_make_words_fit(world: World) -> None:
    for number in ("1.1", "2.1"):
        agree(world, number)

    question = "How should hospitals pay nurses who are kept late by their patients, and doctors by theirs?"

    assert names(world, question) == []
    assert [number for number, _ in names(world, "Who is kept at home?")] == ["2.1"]


def test_how_long_an_answer_may_be_is_not_what_it_is_about(world: World) -> None:
    sections.edit_section(
        world.mair,
        world.section("2.1"),
        base_pid=world.sections()["2.1"].version_pid,
        heading="",
        text="Nobody should be left without words at a stop.",
        reason="Plain",
    )
    agree(world, "2.1")
    assert [number for number, _ in names(world, "Which words help?")] == ["2.1"]
    assert names(world, "What is it? (Maximum 300 words.)") == []
    assert names(world, "What is it, in no more than 200 words?") == []


def test_what_is_not_agreed_or_disputed_or_hidden_from_the_reader_is_not_offered(world: World) -> None:
    question = "Should travel be free for residents?"
    assert names(world, question) == []
    agree(world, "2.2")
    assert [number for number, _ in names(world, question)] == ["2.2"]
    assert names(world, question, world.joan) == []

    flags.raise_flag(world.owen, world.section("2.2"), question="Should it be free?")

    assert names(world, question) == []


def test_what_stands_in_the_answer_already_is_not_offered_again(world: World) -> None:
    agree(world, "2.1")
    version = world.sections()["2.1"].version_id

    assert names(world, "Who is kept at home?", used=[version]) == []


def test_the_appendix_that_asks_a_question_is_no_answer_to_it(world: World) -> None:
    agree(world, "Appendix 1")
    agree(world, "2.1")
    appendix = next(c for c in fitting.list_choices(world.the_paper()) if c.placed.number == "Appendix 1").plain
    asked = appendix.strip().splitlines()[-1]

    assert "Appendix 1" not in [number for number, _ in names(world, asked)]
    assert "Appendix 1" in [number for number, _ in names(world, f"{asked} And what of fares?")]


def test_sections_of_a_paper_are_listed_with_their_state(world: World, database) -> None:
    agree(world, "2.1")
    flags.raise_flag(world.owen, world.section("2.2"), question="Should it be free?")
    paper = world.the_paper()

    with counting(database) as counted:
        found = fitting.list_choices(paper)

    assert len(counted.statements) <= 4
    assert [(c.placed.number, c.state) for c in found] == [
        ("1.1", "draft"),
        ("1.2", "draft"),
        ("2.1", "agreed"),
        ("2.2", "disputed"),
        ("Appendix 1", "draft"),
    ]
    assert [c.placed.number for c in fitting.list_choices(paper, "FARE home")] == ["2.1"]


def test_papers_to_choose_from_are_those_one_may_read(world: World) -> None:
    assert fitting.list_papers(world.joan) == []
    papers.open_for_comment(world.mair, world.paper)
    world.fresh()

    assert [paper.pid for paper in fitting.list_papers(world.joan)] == [world.paper]
    assert fitting.list_versions([]) == {}
    assert fitting.list_sources(HOUSE, []) == {}


def test_the_paper_that_words_were_last_taken_from_is_known(world: World) -> None:
    agree(world, "2.1")
    _response, answers = start(world)
    first, second = (load(db.session(), Answer, world.mair, pid) for pid in answers[:2])
    assert fitting.find_last_paper_id(first) is None

    blocks.insert_passage(world.mair, answers[0], section=world.section("2.1"))
    paper = world.the_paper()

    assert fitting.find_last_paper_id(second) == paper.id
