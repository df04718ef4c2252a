"""Writes a document as an OpenDocument Text, the way a careful secretary would have set it up."""

from __future__ import annotations

from collections.abc import Sequence

from policyhub.domain.automatic_numbers import Outline
from policyhub.domain.document import Block, Document, Fact, Heading, Mark, Note, Paragraph
from policyhub.domain.reducing import PRINTED, UNBOUND, reduced_to
from policyhub.writers.docx_inlines import Target
from policyhub.writers.docx_layout import Layout, Place, lay_out
from policyhub.writers.docx_notes import number_notes
from policyhub.writers.odt_blocks import Blocks
from policyhub.writers.odt_changes import Regions
from policyhub.writers.odt_inlines import Inlines, margin_of
from policyhub.writers.odt_lists import list_style
from policyhub.writers.odt_looks import Automatic, Look, Shape
from policyhub.writers.odt_parts import manifest_part, meta_part, mimetype_part
from policyhub.writers.odt_styles import fonts, name_of, styles_part
from policyhub.writers.odt_tables import Tables
from policyhub.writers.odt_xml import VERSION, Element, Pen, o, serialise
from policyhub.writers.printing import PLAIN, Printing
from policyhub.writers.words import Labels, labels_of
from policyhub.writers.zips import zipped

CARRIES: frozenset[str] = (PRINTED - UNBOUND - {"loose notes"}) | frozenset(
    {"headings", "notes", "references", "lists", "tables", "marks", "links", "quotations", "languages",
     "changes", "comments"}
)  # fmt: skip

_FACT_CHARACTER = 125
_WIDEST_FACT_NAME = 2835
_NOTE_STEP = 340


def write_odt(document: Document, printing: Printing = PLAIN) -> bytes:
    """The document as an .odt file, byte for byte the same for the same document.

    Headings, numbers, lists, notes, references, tracked changes and comments are OpenDocument's own, so that the text
    can be worked on. A number that automatic counting would not come to is typed: what is shown is always the number
    given. The file is read back as what is left of the document without what OpenDocument has no place for.
    """
    document = reduced_to(document, CARRIES | {"odd numbers"})
    lang, blocks = document.lang, document.blocks
    layout = lay_out(blocks)
    labels = labels_of(document)
    story = _Story(document, labels, lang)
    bookmarks, story.targets = _targets(blocks, layout)

    body = o("office:text")
    _front(document, story.automatic, body)
    text = Blocks(story.text(), layout, story.automatic, story.tables, lang, bookmarks=bookmarks)
    text.write(blocks, body)
    changes = story.regions.element()
    if changes is not None:
        body.insert(0, changes)

    automatic = o("office:automatic-styles", None, *story.automatic.elements(), *story.tables.elements())
    automatic.extend(list_style(name, form) for form, name in text.items.names.items())
    content = o("office:document-content", {"office:version": VERSION}, fonts(), automatic)
    content.append(o("office:body", None, body))
    files = {
        "mimetype": mimetype_part(),
        "content.xml": serialise(content),
        "styles.xml": styles_part(document, layout, labels, lang, line_numbers=printing.line_numbers),
        "meta.xml": meta_part(document, lang),
        "META-INF/manifest.xml": manifest_part(),
    }
    return zipped(files, stored=("mimetype",))


class _Story:
    """What the text of one file and its notes share while they are written."""

    def __init__(self, document: Document, labels: Labels, lang: str) -> None:
        self.labels = labels
        self.lang = lang
        self.numbered = number_notes(document.notes)
        self.by_id = {note.id: note for note in document.notes}
        self.automatic = Automatic()
        self.regions = Regions()
        self.tables = Tables()
        self.margin = margin_of(document)
        self.targets: dict[str, Target] = {}

    def text(self) -> Inlines:
        """Writes the words of the text, with notes at their marks."""
        made = self.note()
        made.notes, made.note_body = self.numbered, self.note_body
        return made

    def note(self) -> Inlines:
        """Writes words that no note stands in."""
        return Inlines(self.labels, self.targets, self.automatic, self.regions, self.margin)

    def note_body(self, note: str) -> Element:
        """What stands in a note."""
        body = o("text:note-body")
        self.write_note(self.by_id[note], body)
        return body

    def write_note(self, note: Note, into: Element) -> None:
        """The paragraphs of a note."""
        layout = Layout(0, Outline(), [Place()] * len(note.blocks))
        inside = Blocks(self.note(), layout, self.automatic, self.tables, self.lang, text_style="FootnoteText")
        inside.write(note.blocks, into)
        if not len(into):
            into.append(o("text:p", {"text:style-name": name_of("FootnoteText")}))


def _targets(blocks: Sequence[Block], layout: Layout) -> tuple[dict[int, str], dict[str, Target]]:
    """The bookmarks of the blocks that are pointed to, by their place, and the same by the blocks' ids."""
    bookmarks: dict[int, str] = {}
    targets: dict[str, Target] = {}
    for place, block in enumerate(blocks):
        if isinstance(block, Heading | Paragraph) and block.id is not None:
            bookmarks[place] = f"_Ref{place + 1:09d}"
            targets[block.id] = Target(bookmarks[place], layout.number_counted(place))
    return bookmarks, targets


def _front(document: Document, automatic: Automatic, body: Element) -> None:
    for style, text in (("Title", document.title), ("Subtitle", document.subtitle)):
        if text:
            line = o("text:p", {"text:style-name": style})
            Pen(line).write(text)
            body.append(line)
    longest = max((len(fact.name) for fact in document.facts), default=0)
    width = min((longest + 3) * _FACT_CHARACTER, _WIDEST_FACT_NAME)
    last = len(document.facts) - 1
    for number, fact in enumerate(document.facts):
        body.append(_fact(fact, Shape("Fact", width, width, tab=width, ruled=number == last), automatic))


def _fact(fact: Fact, shape: Shape, automatic: Automatic) -> Element:
    line = o("text:p", {"text:style-name": automatic.shape(shape)})
    pen = Pen(line)
    if fact.name:
        span = o("text:span", {"text:style-name": automatic.look(Look(None, frozenset({Mark.STRONG})))})
        line.append(span)
        pen.write(f"{fact.name}:", span)
    pen.write(f"\t{fact.value}")
    return line
