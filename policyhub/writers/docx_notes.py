"""The footnotes of a Word file: a part of their own, with the two separators that Word asks for."""

from __future__ import annotations

from collections.abc import Container, Sequence

from policyhub.domain.document import Block, ListItem, Note
from policyhub.domain.own_words import shown
from policyhub.writers.docx_blocks import Blocks
from policyhub.writers.docx_inlines import Inlines, WordNote
from policyhub.writers.docx_layout import Layout, Place
from policyhub.writers.docx_xml import Element, Look, Shape, paragraph, serialise, w, words
from policyhub.writers.numbers import Outline, number_of
from policyhub.writers.words import one_line

_STEP = 340


def number_notes(notes: Sequence[Note], removed: Container[str] = ()) -> dict[str, WordNote]:
    """The notes as Word will count them: a mark that is not the next number is typed, and is not counted.

    ``removed`` are notes whose mark is deleted by a tracked change: once they are gone, the others have their numbers.
    """
    numbered: dict[str, WordNote] = {}
    count = 0
    for number, note in enumerate(notes, start=1):
        mark = one_line(note.mark)
        counted = mark == str(count + 1) or note.id in removed
        count += counted and note.id not in removed
        numbered[note.id] = WordNote(number, mark, counted)
    return numbered


def footnotes_part(notes: Sequence[Note], numbered: dict[str, WordNote], inlines: Inlines, lang: str) -> bytes:
    """The part ``footnotes.xml``; words in it use the links and targets of ``inlines``."""
    root = w("footnotes", _separator(-1, "separator"), _separator(0, "continuationSeparator"))
    for note in notes:
        known = numbered[note.id]
        sign = Look(style="FootnoteReference").element()
        mark = w("r", sign, w("footnoteRef")) if known.counted else words(known.mark, sign)
        root.append(w("footnote", *note_elements(note.blocks, mark, inlines, lang), id=known.number))
    return serialise(root)


def note_elements(blocks: Sequence[Block], mark: Element | None, inlines: Inlines, lang: str) -> list[Element]:
    """The paragraphs of a note, the first beginning with its mark; lists and numbers in it are typed."""
    layout = Layout(0, Outline(), [_typed_place(block) for block in blocks])
    elements = Blocks(inlines, layout, lang, text_style="FootnoteText").elements(blocks)
    opening = [run for run in (mark, words(" ")) if run is not None]
    joins = bool(blocks) and elements and elements[0].tag.endswith("}p") and not isinstance(blocks[0], ListItem)
    if not joins:
        return [paragraph(Shape("FootnoteText"), opening), *elements]
    first = elements[0]
    place = 1 if len(first) and first[0].tag.endswith("}pPr") else 0
    for run in reversed(opening):
        first.insert(place, run)
    return elements


def _typed_place(block: Block) -> Place:
    if isinstance(block, ListItem):
        level = min(max(block.level, 0), 8)
        return Place(_STEP * (level + 1), _STEP, typed=one_line(block.marker))
    number = number_of(block)
    return Place(typed=shown(number)) if number else Place()


def _separator(number: int, kind: str) -> Element:
    shape = w("pPr", w("spacing", after=0, line=240, lineRule="auto"))
    return w("footnote", w("p", shape, w("r", w(kind))), type=kind, id=number)
