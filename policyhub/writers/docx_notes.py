"""The footnotes of a Word file: a part of their own, with the two separators that Word asks for."""

from __future__ import annotations

from collections.abc import Container, Sequence

from policyhub.domain.automatic_numbers import Outline
from policyhub.domain.document import Block, Note, Paragraph, Table
from policyhub.writers.docx_blocks import Blocks
from policyhub.writers.docx_inlines import Inlines, WordNote
from policyhub.writers.docx_layout import Layout, Place
from policyhub.writers.docx_xml import Element, Look, Shape, paragraph, serialise, w, words


def number_notes(
    notes: Sequence[Note], removed: Container[str] = (), added: Container[str] = ()
) -> dict[str, WordNote]:
    """The notes as Word will count them: a mark that is not the next number is typed, and is not counted.

    ``removed`` are notes whose mark is deleted by a tracked change and ``added`` those whose mark is inserted by one:
    what goes is counted as if the changes were rejected, all others as if they were accepted.
    """
    numbered: dict[str, WordNote] = {}
    before = after = 0
    for number, note in enumerate(notes, start=1):
        counted = note.mark == str((before if note.id in removed else after) + 1)
        before += counted and note.id not in added
        after += counted and note.id not in removed
        numbered[note.id] = WordNote(number, note.mark, counted)
    return numbered


def footnotes_part(notes: Sequence[Note], numbered: dict[str, WordNote], inlines: Inlines) -> bytes:
    """The part ``footnotes.xml``; words in it use the links and targets of ``inlines``."""
    root = w("footnotes", _separator(-1, "separator"), _separator(0, "continuationSeparator"))
    for note in notes:
        known = numbered[note.id]
        # The mark is in the language of what it stands before.
        first = note.blocks[0] if note.blocks else None
        lang = first.lang if isinstance(first, Paragraph) else None
        sign = Look(style="FootnoteReference", lang=lang).element()
        mark = w("r", sign, w("footnoteRef")) if known.counted else words(known.mark, sign)
        opening = [run for run in (mark, words(" ", Look(lang=lang).element())) if run is not None]
        root.append(w("footnote", *_note_elements(note.blocks, opening, inlines), id=known.number))
    return serialise(root)


def _note_elements(blocks: Sequence[Block], opening: Sequence[Element], inlines: Inlines) -> list[Element]:
    """The paragraphs and tables of a note; it opens with its mark."""
    layout = Layout(0, Outline(), [Place()] * len(blocks))
    elements = Blocks(inlines, layout, text_style="FootnoteText").elements(blocks)
    if not blocks or isinstance(blocks[0], Table):
        return [paragraph(Shape("FootnoteText"), opening), *elements]
    first = elements[0]
    place = 1 if len(first) and first[0].tag.endswith("}pPr") else 0
    for run in reversed(opening):
        first.insert(place, run)
    return elements


def _separator(number: int, kind: str) -> Element:
    shape = w("pPr", w("spacing", after=0, line=240, lineRule="auto"))
    return w("footnote", w("p", shape, w("r", w(kind))), type=kind, id=number)
