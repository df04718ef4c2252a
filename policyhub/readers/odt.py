"""Reads an OpenDocument Text, packed or flat, into a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from policyhub.domain.document import Document, Fact, LineBreak, Paragraph, Span, plain_of
from policyhub.domain.sentences import N_
from policyhub.readers.errors import Unreadable
from policyhub.readers.odt_blocks import Walk
from policyhub.readers.odt_chains import pieces_of
from policyhub.readers.odt_changes import changes_of
from policyhub.readers.odt_package import Parts, open_odt
from policyhub.readers.odt_running import running_of
from policyhub.readers.odt_story import FACT, Placed, Story, comments_with_replies, ranges_of, resolved
from policyhub.readers.odt_styles import read_styles
from policyhub.readers.odt_xml import Element, folded, q
from policyhub.readers.own_files import MADE_BY, fact_of
from policyhub.readers.running_heads import repeats
from policyhub.readers.shown import descriptions

MOST_BYTES = 20 * 1024 * 1024
TOO_BIG = N_("This file is larger than 20 MB: leave out what is not text, or split it, and try again.")
_USUAL = "en-GB"


def read_odt(data: bytes) -> Document:
    """The document in an .odt file, or in a flat .fodt one.

    Automatic numbers are as LibreOffice prints them, without the closing full stop; tracked changes and comments are
    kept. Title and subtitle are the paragraphs of these styles that the text begins with; what the file's properties
    call it is in ``extra``. Raises Unreadable, with a sentence that says what to do, for files that are damaged,
    locked, no text, over 20 MB, or full of tricks.
    """
    if len(data) > MOST_BYTES:
        raise Unreadable(TOO_BIG)
    parts = open_odt(data)
    styles = read_styles(parts.content, parts.styles)
    extra = _about(parts)
    lang = styles.lang or extra.pop("lang", None) or _USUAL
    extra.pop("lang", None)
    story = Story(styles, pieces_of(parts.body), changes_of(parts.body), lang, ranges_of(parts.body))
    story.own = extra.get("made_by") == MADE_BY
    walk = Walk(story)
    walk.blocks(parts.body)
    walk.finish()
    title, subtitle, facts, rest = _front(walk.out)
    blocks, notes = resolved(rest, story)
    return Document(
        title=title,
        subtitle=subtitle or None,
        lang=lang,
        facts=facts,
        blocks=blocks,
        notes=notes,
        comments=comments_with_replies(story),
        running=tuple(line for line in running_of(parts.styles) if not repeats(line, title)),
        extra={"origin": "odt", **extra, **_without_words(parts.body), **descriptions(_described(parts.body))},
    )


def _without_words(body: Element) -> dict[str, str]:
    """How many pictures and objects a text shows; those that belong to a text box are counted by themselves."""
    frames = [{str(one.tag) for one in frame} for frame in body.iter(q("draw:frame"))]
    # an object brings a picture of itself
    objects = [bool(held & {q("draw:object"), q("draw:object-ole")}) for held in frames]
    pictures = sum(q("draw:image") in held and not other for held, other in zip(frames, objects, strict=True))
    return {kind: str(count) for kind, count in (("object", sum(objects)), ("picture", pictures)) if count}


def _described(body: Element) -> Iterator[str | None]:
    """The alternative texts of pictures, objects and drawings."""
    return (one.text for one in body.iter(q("svg:title"), q("svg:desc")))


def _front(placed: Sequence[Placed]) -> tuple[str, str, tuple[Fact, ...], list[Placed]]:
    """The title, the subtitle and the facts that the text begins with, and all that follows them."""
    rest = list(placed)
    found = {"title": "", "subtitle": ""}
    start = next((place for place, one in enumerate(rest) if not _empty(one)), len(rest))
    for role in ("title", "subtitle"):
        while start < len(rest) and rest[start].role == role and (words := _plain_words(rest[start])) is not None:
            found[role] = f"{found[role]} {words}".strip()
            del rest[start]
    facts: list[Fact] = []
    while start < len(rest) and rest[start].role == FACT and isinstance(line := rest[start].block, Paragraph):
        facts.append(fact_of(plain_of(line.content)))
        del rest[start]
    return found["title"], found["subtitle"], tuple(facts), rest


def _empty(placed: Placed) -> bool:
    block = placed.block
    return isinstance(block, Paragraph) and not block.content and block.number is None


def _plain_words(placed: Placed) -> str | None:
    """The words of a paragraph that is nothing but words, or None: a title has no place for notes and changes."""
    block = placed.block
    if not isinstance(block, Paragraph) or block.end_change is not None or block.number is not None:
        return None
    for inline in block.content:
        if not isinstance(inline, Span | LineBreak) or (isinstance(inline, Span) and inline.change is not None):
            return None
    return folded(plain_of(block.content))


def _about(parts: Parts) -> dict[str, str]:
    """What the file's properties say: its title, the program that made it, its language."""
    about: dict[str, str] = {}
    meta = None if parts.meta is None else parts.meta.find(q("office:meta"))
    if meta is not None:
        for key, name in (("title", "dc:title"), ("made_by", "meta:generator"), ("lang", "dc:language")):
            text = _text(meta, name)
            if text:
                about[key] = text
    return about


def _text(meta: Element, name: str) -> str:
    return folded(meta.findtext(q(name)) or "")[:500]
