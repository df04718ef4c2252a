"""Writes a document as a Word file, the way a careful secretary would have set it up."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.document import Block, Document, Fact, Heading, NoteMark, Paragraph, inlines_of
from policyhub.domain.reducing import PRINTED, UNBOUND, reduced_to
from policyhub.writers.docx_blocks import Blocks
from policyhub.writers.docx_changes import Changes, comments_part, threads_part
from policyhub.writers.docx_inlines import Inlines, Target
from policyhub.writers.docx_layout import Layout, lay_out
from policyhub.writers.docx_notes import footnotes_part, number_notes
from policyhub.writers.docx_numbering import numbering_part
from policyhub.writers.docx_package import pack, relation_of
from policyhub.writers.docx_parts import app_part, core_part, fonts_part, footer_part, settings_part
from policyhub.writers.docx_styles import TEXT_WIDTH, styles_part
from policyhub.writers.docx_template import template_page, template_parts, template_pictures, templated_styles
from policyhub.writers.docx_xml import Element, Look, Shape, paragraph, serialise, w, words
from policyhub.writers.printing import PLAIN, Printing
from policyhub.writers.words import labels_of

CARRIES: frozenset[str] = (PRINTED - UNBOUND - {"loose notes"}) | frozenset(
    {
        *("headings", "notes", "references", "lists", "tables", "marks", "links", "quotations"),
        *("languages", "changes", "comments", "comments in any order", "moves", "free ends", "tables in notes"),
    }
)

_FACT_CHARACTER = 125
_WIDEST_FACT_NAME = 2835


def write_docx(document: Document, printing: Printing = PLAIN) -> bytes:
    """The document as a .docx file, byte for byte the same for the same document.

    Headings, numbers, lists, notes and references are Word's own, so that the text can be worked on. A number
    that Word would not come to by itself is typed: what is shown is always the number given. The file is read back as
    what is left of the document without what Word has no place for.
    """
    document = reduced_to(document, CARRIES | {"odd numbers"})
    lang = document.lang
    layout = lay_out(document.blocks)
    numbered = number_notes(document.notes, *_changed(document.blocks))
    bookmarks, targets = _targets(document, layout)
    labels = labels_of(document)
    changes = Changes()
    numbers = {comment.id: number for number, comment in enumerate(document.comments)}
    inlines = Inlines(labels, targets, numbered, changes=changes, comments=numbers)
    inside_notes = Inlines(labels, targets, changes=changes)

    body = w("body", *_front(document))
    template = printing.template
    width = TEXT_WIDTH if template is None else template.text_width
    body.extend(Blocks(inlines, layout, bookmarks=bookmarks, width=width).elements(document.blocks))
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
        "word/footnotes.xml": footnotes_part(document.notes, numbered, inside_notes),
    }
    if document.comments:
        parts["word/comments.xml"] = comments_part(document.comments, numbers)
        parts["word/commentsExtended.xml"] = threads_part(document.comments, numbers)
    if template is not None:
        parts["word/styles.xml"], names = templated_styles(template, parts["word/styles.xml"], lang)
        parts |= template_parts(template, names)
        parts["word/settings.xml"] = settings_part(lang, even_pages_differ=template.even_pages_differ)
    links = {"word/document.xml": inlines.links.ids, "word/footnotes.xml": inside_notes.links.ids}
    return pack(parts, links, template_pictures(template) if template is not None else {})


def _changed(blocks: Sequence[Block]) -> tuple[set[str], set[str]]:
    """The notes whose marks are gone once the changes are accepted, and those whose marks come with them."""
    removed: set[str] = set()
    added: set[str] = set()
    for inline in inlines_of(blocks):
        if isinstance(inline, NoteMark) and inline.change is not None:
            (removed if inline.change.kind.removes else added).add(inline.note)
    return removed, added


def _targets(document: Document, layout: Layout) -> tuple[dict[int, str], dict[str, Target]]:
    """The bookmarks of the blocks that are pointed to, by their place, and the same by the blocks' ids."""
    bookmarks: dict[int, str] = {}
    targets: dict[str, Target] = {}
    for place, block in enumerate(document.blocks):
        key = block.id if isinstance(block, Heading | Paragraph) else None
        if key is not None:
            bookmarks[place] = f"_Ref{place + 1:09d}"
            targets[key] = Target(bookmarks[place], layout.number_counted(place))
    return bookmarks, targets


def _front(document: Document) -> list[Element]:
    made: list[Element] = []
    for style, text in (("Title", document.title), ("Subtitle", document.subtitle)):
        if text:
            made.append(paragraph(Shape(style), [words(text)]))
    longest = max((len(fact.name) for fact in document.facts), default=0)
    width = min((longest + 3) * _FACT_CHARACTER, _WIDEST_FACT_NAME)
    last = len(document.facts) - 1
    made.extend(_fact(fact, width, ruled=number == last) for number, fact in enumerate(document.facts))
    return made


def _fact(fact: Fact, width: int, *, ruled: bool) -> Element:
    name = words(f"{fact.name}:", Look(strong=True).element()) if fact.name else None
    shape = Shape("Fact", ruled=ruled, tab=width, left=width, hanging=width)
    return paragraph(shape, [name, w("r", w("tab")), words(fact.value)])


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
