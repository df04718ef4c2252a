"""One response and one motion in every shape that people give them."""

from __future__ import annotations

import pytest

from policyhub.domain.document import Block, Document, Heading, ListItem, Mark, Paragraph, Span
from policyhub.domain.recognising import recognise, words_check

ASKED = (
    "Do you agree that buses should run after eight in the evening?",
    "What else should the council do for people without cars?",
    "Should fares be capped at two pounds a journey?",
)
ANSWERED = (
    "Yes. People who work late have no other way home, and taxis cost more than they earn in an hour.",
    "It should mend the shelters, put seats into them, and show when the next bus comes.",
    "We think that they should. A cap is easy to understand and brings people back.",
)
STRONG = frozenset({Mark.STRONG})


def line(words: str, look: str = "plain") -> Block:
    if look == "heading":
        return Heading((Span(words),), 2)
    return Paragraph((Span(words, STRONG if look == "bold" else frozenset()),))


@pytest.mark.parametrize("look", ["plain", "bold", "heading"])
@pytest.mark.parametrize("blank", ["\t", "\u00a0"])
@pytest.mark.parametrize("answer", ["", "A. ", "Answer: ", "Ateb: "])
@pytest.mark.parametrize(
    "label", ["Q.", "Q{}", "Q.{}", "Q{}:", "Question {} –", "Consultation question {}:", "{}.", "({})", "Cwestiwn {}:"]
)
def test_a_response_is_recognised_however_its_questions_are_marked(
    label: str, answer: str, blank: str, look: str
) -> None:
    blocks = [line("Response to the consultation on buses", "bold"), line("The Society for Evening Buses, 12 May 2026")]
    blocks.append(line("We are a society of some eight hundred people, and we thank the council for asking us."))
    for number, (question, words) in enumerate(zip(ASKED, ANSWERED, strict=True), 8):
        blocks += [line(f"{label.format(number)}{blank}{question}", look), line(answer + words), line("We say more.")]
    titled = "heading" if look == "plain" else look
    blocks += [line("About us", titled), line("We were founded in 1974 and meet each month in the library.")]
    document = Document(blocks=tuple(blocks), extra={"origin": "word"})
    found = recognise(document)

    assert found.kind == "response"
    assert [(each.text, len(each.answer)) for each in found.questions] == [(question, 2) for question in ASKED]
    assert [each.number for each in found.questions] == ([None] * 3 if label == "Q." else ["8", "9", "10"])
    assert [section.heading for section in found.sections if section.heading] == ["About us"]
    assert words_check(document, found).complete


def test_a_bare_q_before_a_tab_is_a_question() -> None:
    blocks = [line("Response to the consultation on buses", "bold")]
    for question, words in zip(ASKED, ANSWERED, strict=True):
        blocks += [line(f"Q\t{question}"), line(f"A\t{words}")]
    found = recognise(Document(blocks=tuple(blocks), extra={"origin": "word"}))
    assert [each.text for each in found.questions] == list(ASKED)


def item(words: str, at: int, kind: str) -> Block:
    match kind:
        case "bullet":
            return ListItem((Span(words),))
        case "counted":
            return Paragraph((Span(words),), str(at))
        case "typed":
            return line(f"{at}.\u00a0{words}")
        case _:
            return line(words)


@pytest.mark.parametrize("look", ["plain", "bold", "heading"])
@pytest.mark.parametrize("kind", ["bullet", "counted", "typed", "plain"])
@pytest.mark.parametrize(
    "leads",
    [
        ("Conference notes:", "Conference believes:", "Conference resolves:"),
        ("This branch notes", "This branch further believes", "This branch therefore resolves to:"),
        ("NOTES", "BELIEVES", "RESOLVES"),
        ("Mae'r gangen hon yn nodi:", "Mae'r gangen hon yn credu:", "Mae'r gangen hon yn penderfynu:"),
        ("Congress welcomes:", "Congress considers:", "Congress instructs the General Council to:"),
        ("Congress notes with concern:", "Congress believes that the following is true:", "Congress urges members to"),
    ],
)
def test_a_motion_is_recognised_however_its_parts_are_marked(leads: tuple[str, str, str], kind: str, look: str) -> None:
    items = (
        ("Buses stop running at seven in most of our towns.", "Two in five people here have no car."),
        ("Getting home safely is not a luxury.", "Public money should buy public service."),
        ("To write to the council about evening buses.", "To hold a public meeting before the summer."),
    )
    blocks = [line("Motion 4: Evening buses", "bold"), line("Proposed by: Mair Pugh"), line("Seconded by: Tom Rees")]
    for lead, own in zip(leads, items, strict=True):
        blocks += [line(lead, look), *(item(words, at, kind) for at, words in enumerate(own, 1))]
    document = Document(blocks=tuple(blocks), extra={"origin": "word"})
    found = recognise(document)

    assert found.kind == "motion"
    assert found.motion is not None
    assert (found.motion.mover, found.motion.seconder) == ("Mair Pugh", "Tom Rees")
    parts = (found.motion.notes, found.motion.believes, found.motion.resolves)
    assert parts[:2] == items[:2]
    told = "instructs" in leads[2] or "urges" in leads[2]
    if told and kind != "plain":
        # What somebody is told to do is no point without who is told.
        assert len(parts[2]) == 1
        assert all(words in parts[2][0] for words in (leads[2].removeprefix("Congress "), *items[2]))
    else:
        assert parts[2][told:] == items[2]
    assert words_check(document, found).complete
