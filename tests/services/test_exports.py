"""What goes out says what it is, what it stands on, and nothing that its reader may not see."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.models import Edition, Motion, Paper, Response
from policyhub.permissions.actor import HOUSE, VISITOR
from policyhub.permissions.visible import load
from policyhub.services import blocks, editions, exports, flags, motions, responses
from policyhub.writers import FORMATS, UnknownFormat
from tests.services.assembling import agree, answers_of, change, make_consultation, start
from tests.world import World

MAKE = {
    Response: exports.get_response,
    Motion: exports.get_motion,
    Paper: exports.get_paper,
    Edition: exports.get_edition,
}


def text_of(world: World, kind: type, pid: str, who=None) -> str:
    world.fresh()
    found = MAKE[kind](who or world.mair, load(db.session(), kind, HOUSE, pid))
    return exports.make_file(found.document, "txt").data.decode()


def in_the_way(world: World, kind: type, pid: str) -> int:
    world.fresh()
    return MAKE[kind](world.mair, load(db.session(), kind, HOUSE, pid)).obstacles


def test_a_response_goes_out_with_its_questions_answers_and_what_it_stands_on(world: World) -> None:
    agree(world, "1.2")
    response, (first, second, _third) = start(world)
    responses.set_stance(world.mair, first, stance="partly")
    blocks.insert_passage(world.mair, first, section=world.section("1.2"))
    blocks.add_prose(world.mair, second, body="*Nothing* at all.")

    said = text_of(world, Response, response)

    for words in (
        "Response to: Better buses",
        "Ministry of Roads",
        "Rural transport group",
        "1.  What are buses for?",
        "Our view: Partly agree",
        "a bus within a walk[1] of every door, at a fare as said in 2.1.",
        "[1] A walk of ten minutes.",
        "Nothing at all.",
        "No answer yet.",
        "Every village, every hour, 1.2, version 1: called agreed on",
        "Head of the log when this file was made: entry",
    ):
        assert words in said


def test_an_unfinished_response_says_that_it_is_a_draft(world: World) -> None:
    response, _ = start(world)
    assert "DRAFT" in text_of(world, Response, response)
    assert in_the_way(world, Response, response) == 3

    responses.finish_response(world.mair, response, anyway=True)

    assert "DRAFT" not in text_of(world, Response, response)


def test_a_response_in_welsh_has_fixed_words_in_welsh(world: World) -> None:
    response, (first, *_rest) = start(world, lang="cy")
    blocks.insert_passage(world.mair, first, section=world.section("2.1"))

    said = text_of(world, Response, response)

    for words in ("Ymateb i: Better buses", "Oddi wrth:", "DRAFFT", "Sail yr ymateb hwn", "fersiwn 1: heb ei gytuno"):
        assert words in said
    assert "version" not in said


def test_agreements_are_told_as_pinned_and_adapted_words_claim_none(world: World) -> None:
    agree(world, "2.1")
    response, (first, second, _third) = start(world)
    blocks.insert_passage(world.mair, first, section=world.section("2.1"))
    blocks.insert_passage(world.mair, second, section=world.section("2.2"))
    change(world, "2.1", "Nobody should be kept at home.")

    said = text_of(world, Response, response)

    assert "Nobody should be kept at home by a fare." in said
    assert "2.1, version 1: called agreed on" in said
    assert "replaced on" in said
    assert "2.2, version 1: not agreed" in said


def test_a_reader_learns_nothing_of_a_paper_that_is_closed_to_them(world: World) -> None:
    response, (first, *_rest) = start(world)
    blocks.insert_passage(world.mair, first, section=world.section("2.1"))
    responses.finish_response(world.mair, response, anyway=True)

    said = text_of(world, Response, response, world.joan)

    assert "Nobody should be kept at home by a fare." in said
    assert "A paper that is not open to you: not agreed" in said
    assert "Every village" not in said


def test_a_motion_goes_out_with_numbered_points_and_its_mover(world: World) -> None:
    pid = motions.start_motion(world.tom, world.branch, title="Buses for Arfon", mover="Tom Ashworth", word_limit=3)
    world.fresh()
    parts = [drawn.pid for drawn in motions.look(HOUSE, load(db.session(), Motion, HOUSE, pid)).parts]
    blocks.add_point(world.tom, parts[2], body="To write")
    blocks.add_point(world.tom, parts[2], body="- to one\n- to another")

    said = text_of(world, Motion, pid, world.tom)

    assert "This branch resolves" in said
    assert "This branch notes" not in said
    assert "Tom Ashworth" in said
    assert [line for line in said.splitlines() if line.startswith(("1.", "2."))] == ["1.  To write", "2."]
    assert "All words of this text are its authors' own." in said
    assert "DRAFT" in said


def test_a_paper_goes_out_with_disputed_words_marked_for_members_only(world: World) -> None:
    agree(world, "2.1")
    flags.raise_flag(world.owen, world.section("2.2"), question="Free?", quote="free for every resident")

    said = text_of(world, Paper, world.paper)

    assert "2.2  Travel should be [Disputed: free for every resident], and paid for" in said
    assert "2.1: called agreed on" in said
    assert in_the_way(world, Paper, world.paper) == 1
    assert "Disputed" not in text_of(world, Paper, world.paper, VISITOR)


def test_an_edition_goes_out_as_it_was_frozen(world: World) -> None:
    agree(world, "2.1")
    edition = editions.freeze_edition(world.mair, world.paper, name="Draft 1")
    change(world, "2.1", "Other words.")

    said = text_of(world, Edition, edition)

    assert "2.1  Nobody should be kept at home by a fare." in said
    assert "Draft 1" in said
    assert "2.1: called agreed on" in said


@pytest.mark.parametrize("ending", sorted(FORMATS))
def test_files_are_named_by_their_title_for_every_program(world: World, ending: str) -> None:
    response = responses.start_response(world.mair, world.group, consultation=make_consultation(world))
    world.fresh()
    thing = load(db.session(), Response, HOUSE, response)
    thing.consultation.title = 'Gŵyl y "Bws": be/nesaf?'
    document = exports.get_response(world.mair, thing).document
    world.fresh()

    file = exports.make_file(document, ending)

    assert file.name == f"Ymateb i Gŵyl y Bws be nesaf.{ending}".replace("Ymateb i", "Response to")
    assert file.plain_name == f"Response-to-Gwyl-y-Bws-be-nesaf.{ending}"
    assert file.data


def test_a_format_that_there_is_not_is_refused(world: World) -> None:
    world.fresh()
    document = exports.get_paper(world.mair, world.the_paper()).document

    with pytest.raises(UnknownFormat):
        exports.make_file(document, "exe")


def test_a_response_without_answers_goes_out_too(world: World) -> None:
    response, _ = start(world)

    assert len(answers_of(world, response)) == 3
    assert text_of(world, Response, response).count("No answer yet.") == 3
