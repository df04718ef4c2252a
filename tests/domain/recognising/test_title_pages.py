"""Titles, subtitles, what stands before the text, and the kind and language of a document."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Document, Heading, Paragraph, Span
from policyhub.domain.recognising import KINDS, recognise, to_json, words_check
from policyhub.readers.text import read_text
from tests.domain.recognising.reading import read

BODY = "\n\n1. Wells\n\n1.1. Wells are old and this paper says why.\n\n1.2. Pumps are new.\n"


@pytest.mark.parametrize(
    ("head", "title", "subtitle"),
    [
        (
            "Wells for all\nDraft for consideration by the council",
            "Wells for all",
            "Draft for consideration by the council",
        ),
        ("WELLS\nFOR ALL\n\n2018 No. 888", "WELLS FOR ALL", "2018 No. 888"),
        ("A paper on the state of\nwells\n12 May 2025", "A paper on the state of wells", "12 May 2025"),
        ("Wells for all", "Wells for all", None),
        ("# Wells for all", "Wells for all", None),
    ],
)
def test_titles_over_several_lines_and_subtitles(head: str, title: str, subtitle: str | None) -> None:
    found = read(head + BODY)

    assert (found.title, found.subtitle) == (title, subtitle)


def test_what_stands_between_the_title_and_the_text_is_the_front() -> None:
    found = read("Wells\nDraft 2\n\nThis was written by four of us.\n\nPlease do not send it on." + BODY)

    assert found.front == ("This was written by four of us.", "Please do not send it on.")


def test_a_paper_that_begins_with_a_number_has_no_title_and_says_so() -> None:
    found = read(BODY)

    assert found.title == ""
    assert any("No title" in warning for warning in found.warnings)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Policy paper: Wells" + BODY, "paper"),
        (
            "Clean wells\n\nThis branch notes:\n\n1. Wells.\n\nThis branch resolves:\n\n1. To dig.\n",
            "motion",
        ),
        (
            "Our response to the consultation\n\nQuestion 1 Are wells old?\n\nA. Yes.\n\nQuestion 2 Why?\n\nA. Time.\n",
            "response",
        ),
        (
            "Consultation: wells\n\nThis consultation closes in May.\n\nQuestion 1 Are wells?\n\nQuestion 2 Why?\n",
            "consultation",
        ),
    ],
)
def test_the_kind_is_guessed_and_every_word_kept(text: str, kind: str) -> None:
    found = read(text)

    assert found.kind == kind
    assert 0 < found.kind_sure < 1


def test_a_person_may_say_what_it_is() -> None:
    assert (read("Wells" + BODY, as_kind="motion").kind, read("Wells" + BODY, as_kind="motion").kind_sure) == (
        "motion",
        1.0,
    )
    with pytest.raises(ValueError, match="paper"):
        recognise(read_text(b"Wells"), as_kind="poem")
    assert set(KINDS) == {"paper", "consultation", "response", "motion"}


def test_the_json_has_every_key_of_the_contract() -> None:
    out = to_json(read("Wells" + BODY + "\n\n\ufffd They are. Does CC agree?\n\nAppendix 1: Q\n\n1. Why?\n2. How?\n"))

    keys = (
        "kind kind_sure lang title subtitle front sections notes flags references questions paragraphs motion comments"
        " changes back warnings"
    )
    assert " ".join(out) == keys
    assert list(out["sections"][1]) == ["id", "number", "kind", "heading", "text", "parent", "parent_id"]
    assert out["sections"][1]["parent"] == "1"


def test_a_title_that_the_document_has_apart_leaves_the_front_whole() -> None:
    blocks = (Paragraph((Span("Wells are in this town."),)), Paragraph((Span("They are deep."),), number="1.1"))
    document = Document(title="Wells", subtitle="Draft 2", blocks=blocks, extra={"origin": "word"})

    found = recognise(document)

    assert words_check(document, found).complete
    assert (found.title, found.subtitle, found.front) == ("Wells", "Draft 2", ("Wells are in this town.",))


def test_a_title_may_stand_below_words_about_it() -> None:
    found = read(
        "On Monday the society sent its answer to the minister, who had asked for it in the spring of that year.\n\n"
        "=====\n\nOur response on wells\n\nQ1. Are wells deep?\n\nYes.\n\nQ2. Are they old?\n\nNo.\n"
    )

    assert found.title == "Our response on wells"
    assert len(found.front) == 1


def test_a_title_in_the_facts_before_a_page() -> None:
    found = read('---\nlayout: post\ntitle: "Our response"\n---\nQ1. Are wells deep?\n\nYes.\n\nQ2. Why?\n\nRain.\n')

    assert found.title == "Our response"
    assert found.front == ("layout: post", "title:")


def test_a_file_that_has_its_title_apart_keeps_its_first_heading() -> None:
    why = "Wells give water to the town, and the town has given them nothing in return for many years."
    blocks = (Heading((Span("Introduction"),), 1), Paragraph((Span(why),)), Heading((Span("Pumps"),), 1))
    draft = Heading((Span("Draft 2, May 2024"),), 2)
    found = recognise(Document(title="Wells", blocks=(draft, *blocks, Paragraph((Span(why),)))))

    assert (found.title, found.subtitle, found.front) == ("Wells", "Draft 2, May 2024", ())
    assert [(section.heading, section.text) for section in found.sections] == [("Introduction", why), ("Pumps", why)]
