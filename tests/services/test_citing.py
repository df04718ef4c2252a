"""Paragraphs of a consultation's document are put into answers as quotations."""

from __future__ import annotations

import pytest

from policyhub import db
from policyhub.domain import markup
from policyhub.models import Consultation, Response
from policyhub.permissions.actor import HOUSE
from policyhub.permissions.visible import NotFound, load
from policyhub.services import blocks, cited
from policyhub.services.refusals import Forbidden, Refused
from tests.services.assembling import blocks_of, body_of, make_consultation, paragraph_of, start
from tests.world import World

NOTE = {"id": "1", "mark": "1", "text": "Counted in spring."}


def consultation_of(world: World, response: str) -> Consultation:
    world.fresh()
    return load(db.session(), Response, HOUSE, response).consultation


def test_a_paragraph_is_a_quotation_that_says_its_number(world: World) -> None:
    response, (answer, *_) = start(world)
    pid = paragraph_of(consultation_of(world, response), "3.2", "Buses are **slow**[^1].\n\nThey stop.", notes=[NOTE])

    cited.cite_paragraph(world.mair, answer, paragraph=pid)

    (block,) = blocks_of(world, answer)
    assert block.kind == "prose"
    assert body_of(world, answer) == "Paragraph 3.2 of your document says:\n\n> Buses are **slow**.\n>\n> They stop."
    said, *quoted = markup.blocks(body_of(world, answer))
    assert [type(one).__name__ for one in (said, *quoted)] == ["Paragraph", "Quotation", "Quotation"]


def test_it_says_so_in_the_language_of_the_answer_and_without_a_number_where_there_is_none(world: World) -> None:
    response, (answer, *_) = start(world, lang="cy")
    pid = paragraph_of(consultation_of(world, response), None, "Mae bysiau’n araf.")

    cited.cite_paragraph(world.mair, answer, paragraph=pid)

    assert body_of(world, answer).startswith("Mae eich dogfen yn dweud:\n\n> Mae")


def test_it_can_be_cut_down_and_taken_out_like_other_words(world: World) -> None:
    response, (answer, *_) = start(world)
    cited.cite_paragraph(world.mair, answer, paragraph=paragraph_of(consultation_of(world, response), "1", "Slow."))
    (block,) = blocks_of(world, answer)

    blocks.remove_block(world.mair, answer, block=block.pid)
    blocks.restore_block(world.mair, answer, block=block.pid)

    assert len(blocks_of(world, answer)) == 1


@pytest.mark.parametrize("number", ["1.", "#", "*2*", "<b>"])
def test_whatever_a_number_is_it_stays_words(world: World, number: str) -> None:
    assert f"Paragraph {number} of your" in markup.plain(cited.quotation(number, "Slow.", "en-GB"))


def test_a_paragraph_of_another_document_is_refused(world: World) -> None:
    _, (answer, *_) = start(world)
    world.fresh()
    other = load(db.session(), Consultation, HOUSE, make_consultation(world))
    for pid in (paragraph_of(other, "1", "Slow."), "aaaaaaaaaaaa", ""):
        with pytest.raises(Refused, match="Choose a paragraph"):
            cited.cite_paragraph(world.mair, answer, paragraph=pid)
    assert blocks_of(world, answer) == []


def test_who_may_not_write_the_answer_may_not_cite_in_it(world: World) -> None:
    response, (answer, *_) = start(world)
    pid = paragraph_of(consultation_of(world, response), "1", "Slow.")
    for who in (world.joan, world.tom, world.visitor):
        with pytest.raises((Forbidden, NotFound)):
            cited.cite_paragraph(who, answer, paragraph=pid)


def test_paragraphs_are_found_by_words_and_by_number(world: World) -> None:
    response, _ = start(world)
    consultation = consultation_of(world, response)
    paragraph_of(consultation, "3.2", "Buses are slow.")
    paragraph_of(consultation, None, "", heading="Fares")
    paragraph_of(consultation, "3.3", "A *bus* stops.")
    world.fresh()
    assert [one.number for one in cited.list_quotable(consultation)] == ["3.2", "3.3"]
    assert [one.number for one in cited.list_quotable(consultation, "BUS stops")] == ["3.3"]
    assert [one.number for one in cited.list_quotable(consultation, "3.2")] == ["3.2"]
    assert cited.list_quotable(consultation, "trams") == []
