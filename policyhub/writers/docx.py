"""Writes a document as a Word file, the way a careful secretary would have set it up."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.document import Block, Document, Fact, Heading, Note, NoteMark, Paragraph, contents_of
from policyhub.domain.placed_notes import place_notes, pointed_to
from policyhub.domain.reducing import PRINTED
from policyhub.writers.docx_blocks import Blocks
from policyhub.writers.docx_changes import Changes, close_comments, comments_of, comments_part, threads_part
from policyhub.writers.docx_inlines import Inlines, Target
from policyhub.writers.docx_layout import Layout, lay_out
from policyhub.writers.docx_notes import footnotes_part, note_elements, number_notes
from policyhub.writers.docx_numbering import numbering_part
from policyhub.writers.docx_package import pack, relation_of
from policyhub.writers.docx_parts import app_part, core_part, fonts_part, footer_part, settings_part
from policyhub.writers.docx_styles import TEXT_WIDTH, styles_part
from policyhub.writers.docx_template import template_page, template_parts, template_pictures, templated_styles
from policyhub.writers.docx_xml import Element, Look, Shape, paragraph, serialise, w, words
from policyhub.writers.printing import PLAIN, Printing
from policyhub.writers.words import clean, labels_of, language, one_line

CARRIES: frozenset[str] = PRINTED | frozenset(
    {
        *("headings", "notes", "references", "lists", "tables", "marks", "links", "quotations"),
        *("languages", "changes", "comments"),
    }
)

_FACT_CHARACTER = 125
_WIDEST_FACT_NAME = 2835


def write_docx(document: Document, printing: Printing = PLAIN) -> bytes:
    """The document as a .docx file, byte for byte the same for the same document.

    Headings, numbers, lists, notes and references are Word's own, so that the text can be worked on. A number
    that Word would not come to by itself is typed: what is shown is always the number given.
    """
    lang = language(document.lang) or "en-GB"
    layout = lay_out(document.blocks)
    notes = place_notes(document)
    numbered = number_notes(notes.placed, _removed(document.blocks))
    bookmarks, targets = _targets(document, layout)
    labels = labels_of(document)
    marks = {note.id: one_line(note.mark) for note in reversed(document.notes)}
    changes, comments = Changes(), comments_of(document)
    inlines = Inlines(labels, targets, marks, numbered, changes=changes, comments=comments)
    inside_notes = Inlines(labels, targets, marks, changes=changes)

    body = w("body", *_front(document))
    template = printing.template
    width = TEXT_WIDTH if template is None else template.text_width
    body.extend(Blocks(inlines, layout, lang, bookmarks=bookmarks, width=width).elements(document.blocks))
    body.extend(_loose(notes.loose, labels.notes, Inlines(labels, targets, marks, links=inlines.links), lang))
    close_comments(body, comments)
    body.append(_page(printing))
    parts = {
        "word/document.xml": serialise(w("document", body)),
        "docProps/core.xml": core_part(document, lang),
        "docProps/app.xml": app_part(document),
        "word/styles.xml": styles_part(layout, lang),
        "word/numbering.xml": numbering_part(layout),
        "word/settings.xml": settings_part(lang),
        "word/fontTable.xml": fonts_part(),
        "word/footer1.xml": footer_part(document, labels),
        "word/footnotes.xml": footnotes_part(notes.placed, numbered, inside_notes, lang),
    }
    if document.comments:
        parts["word/comments.xml"] = comments_part(document.comments, comments.known)
        parts["word/commentsExtended.xml"] = threads_part(document.comments, comments.known)
    if template is not None:
        parts["word/styles.xml"], names = templated_styles(template, parts["word/styles.xml"], lang)
        parts |= template_parts(template, names)
        parts["word/settings.xml"] = settings_part(lang, even_pages_differ=template.even_pages_differ)
    links = {"word/document.xml": inlines.links.ids, "word/footnotes.xml": inside_notes.links.ids}
    return pack(parts, links, template_pictures(template) if template is not None else {})


def _removed(blocks: Sequence[Block]) -> frozenset[str]:
    """The notes whose marks are gone once the changes are accepted."""
    inlines = (inline for content in contents_of(blocks) for inline in content)
    marks = (inline for inline in inlines if isinstance(inline, NoteMark))
    return frozenset(mark.note for mark in marks if mark.change is not None and mark.change.kind.removes)


def _targets(document: Document, layout: Layout) -> tuple[dict[int, str], dict[str, Target]]:
    """The bookmarks of the blocks that are pointed to, by their place, and the same by the blocks' ids."""
    wanted = pointed_to(document)
    bookmarks: dict[int, str] = {}
    targets: dict[str, Target] = {}
    for place, block in enumerate(document.blocks):
        key = block.id if isinstance(block, Heading | Paragraph) else None
        if key is not None and key in wanted and key not in targets:
            bookmarks[place] = f"_Ref{place + 1:09d}"
            targets[key] = Target(bookmarks[place], layout.number_counted(place))
    return bookmarks, targets


def _front(document: Document) -> list[Element]:
    made: list[Element] = []
    for style, text in (("Title", one_line(document.title)), ("Subtitle", one_line(document.subtitle or ""))):
        if text:
            made.append(paragraph(Shape(style), [words(text)]))
    longest = max((len(one_line(fact.name)) for fact in document.facts), default=0)
    width = min((longest + 3) * _FACT_CHARACTER, _WIDEST_FACT_NAME)
    last = len(document.facts) - 1
    made.extend(_fact(fact, width, ruled=number == last) for number, fact in enumerate(document.facts))
    return made


def _fact(fact: Fact, width: int, *, ruled: bool) -> Element:
    name = words(f"{one_line(fact.name)}:", Look(strong=True).element()) if one_line(fact.name) else None
    shape = Shape("Fact", ruled=ruled, tab=width, left=width, hanging=width)
    return paragraph(shape, [name, w("r", w("tab")), words(clean(fact.value))])


def _loose(notes: Sequence[Note], title: str, inlines: Inlines, lang: str) -> list[Element]:
    """The notes that stand at no mark, after the text."""
    made: list[Element] = []
    if notes:
        made.append(paragraph(Shape("Fact", keep_next=True), [words(title, Look(strong=True).element())]))
    for note in notes:
        mark = words(one_line(note.mark), Look(style="FootnoteReference").element())
        made.extend(note_elements(note.blocks, mark, inlines, lang))
    return made


def _page(printing: Printing) -> Element:
    """The template's page, or A4 with margins of two and a half centimetres."""
    ours = relation_of("word/footer1.xml")
    template = printing.template
    numbered = w("lnNumType", countBy=1, distance=283, restart="continuous") if printing.line_numbers else None
    if template is not None:
        first = w("titlePg") if template.first_page_differs else None
        return w("sectPr", *template_page(template, ours), numbered, first)
    return w(
        "sectPr",
        w("footerReference", type="default", r_id=ours),
        w("pgSz", w=11906, h=16838),
        w("pgMar", top=1418, right=1418, bottom=1418, left=1418, header=709, footer=709, gutter=0),
        numbered,
    )
