"""The words of papers as HTML: the one place of the web that says that something is HTML already."""

# ruff: noqa: S704 - everything given to Markup here comes from domain.markup or was escaped
from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from html import escape

from flask_babel import gettext as _
from markupsafe import Markup

from policyhub.domain import markup
from policyhub.domain.markup import Range, mark_ranges
from policyhub.models import Text
from policyhub.services.reading import Content, Dispute

Numbers = Mapping[str, str | None]
"""The present number of each section of a paper, by public id."""


def said(words: str) -> Markup:
    """What somebody wrote in a comment, a question or a reason: plain words, paragraphs apart by blank lines."""
    paragraphs = (escape(part.strip(), quote=False) for part in words.split("\n\n"))
    return Markup("".join(f"<p>{part}</p>" for part in paragraphs if part).replace("\n", "<br>"))


def numbered(number: str) -> Markup:
    """A number that may break after its points when the gutter is too narrow for it."""
    return Markup(escape(number).replace(".", ".<wbr>") if len(number) > 5 else escape(number))


def joined(parts: Sequence[str]) -> Markup:
    """Fragments that are HTML already, one after the other."""
    return Markup("".join(parts))


def prose(
    content: Content,
    pid: str,
    numbers: Numbers,
    *,
    paper_url: str = "",
) -> Markup:
    """The words of a section with disputed passages marked, live references at their present number and marks of notes.

    ``paper_url`` stands before the fragment of a reference when the section is not on its paper's own page.
    """
    ranges = [_disputed(d) for d in content.disputes if d.note is None and d.start < d.stop]
    html = mark_ranges(content.html, content.plain, ranges)
    seen: set[str] = set()

    def mark(id_: str, printed: str) -> str:
        first = id_ not in seen
        seen.add(id_)
        return _note_mark(pid, id_, printed, first=first)

    return Markup(markup.fill(html, lambda target, printed: _reference(target, printed, numbers, paper_url), mark))


def note_words(
    content: Content, note: Mapping[str, str], numbers: Numbers, *, paper_url: str = "", back: str = ""
) -> Markup:
    """The words of one note, disputed passages marked, with the way back (HTML) at their end."""
    ranges = [_disputed(d) for d in content.disputes if d.note == note["id"] and d.start < d.stop]
    html = mark_ranges(note["html"], note["plain"], ranges)
    html = markup.fill(html, lambda target, printed: _reference(target, printed, numbers, paper_url), lambda *_: "")
    return Markup(f"{html.removesuffix('</p>')} {back}</p>" if html.endswith("</p>") else f"{html} {back}")


def back_to_mark(pid: str, id_: str) -> Markup:
    """The way back from a note to its mark."""
    return Markup('<a class="backlink" href="#ref-{}-{}">{}</a>').format(pid, id_, _("Back to the text"))


def words_of(html: str, numbers: Numbers) -> Markup:
    """Rendered words in which references and marks of notes are printed and lead nowhere: an edition, a preview."""
    return Markup(
        markup.fill(
            html,
            lambda target, printed: escape(numbers.get(target) or printed),
            lambda _id, printed: f"<sup>{escape(printed)}</sup>",
        )
    )


def references_of(content: Content) -> tuple[str, ...]:
    """The public ids that the words and notes of a section refer to, each once."""
    found: dict[str, None] = {}
    for html in (content.html, *(note["html"] for note in content.notes)):
        for live in markup.LIVE.finditer(html):
            if live[1] is not None:
                found[live[1]] = None
    return tuple(found)


def anchors_json(content: Content, letters: Mapping[str, str], labels: Mapping[str, str]) -> str:
    """Where the comments in the margin stand in the words, for the script that marks them."""
    return json.dumps(
        [
            {
                "start": t.start,
                "stop": t.stop,
                "quote": t.quote,
                "url": f"#comment-{t.root.pid}",
                "mark": letters[t.root.pid],
                "label": labels[t.root.pid],
            }
            for t in content.threads
            if t.root.pid in letters
        ],
        ensure_ascii=False,
        separators=(",", ":"),
    )


def _disputed(dispute: Dispute) -> Range:
    return Range(dispute.start, dispute.stop, '<mark class="disputed">', "</mark>")


def _reference(target: str, printed: str, numbers: Numbers, paper_url: str) -> str:
    number = numbers.get(target)
    stored = escape(printed)
    if number is None:  # taken out since, or without a number: what was printed still says where it was
        if target not in numbers:
            return f'<span data-stored="{stored}">{stored}</span>'
        number = printed
    shown = escape(number).replace(" ", "&nbsp;")
    return f'<a class="xref" href="{escape(paper_url)}#section-{target}" data-stored="{stored}">{shown}</a>'


def typed_words(key: str, body: str, notes: Sequence[Mapping[str, str]]) -> tuple[Markup, list[dict[str, str]], str]:
    """Markdown with its notes as HTML, the notes with their ids, marks and words, and the plain text.

    ``key`` sets its notes apart from others of the page.
    """
    made = markup.render(body, notes)

    def filled(html: str) -> Markup:
        return Markup(
            markup.fill(html, lambda _pid, printed: escape(printed), lambda i, m: _note_mark(key, i, m, first=False))
        )

    listed = [{"id": f"note-{key}-{one.id}", "mark": one.mark, "words": filled(one.html)} for one in made.notes]
    return filled(made.html) if body else Markup(""), listed, made.plain


def current_words(text: Text) -> tuple[Markup, list[dict[str, str]]]:
    """The words of an answer as it stands, with its notes."""
    current = text.current
    return typed_words(text.pid, current.body, current.notes)[:2] if current else (Markup(""), [])


def _note_mark(pid: str, id_: str, printed: str, *, first: bool) -> str:
    own = f' id="ref-{pid}-{id_}"' if first else ""
    label = escape(_("Note %(mark)s", mark=printed))
    return f'<sup><a class="fn"{own} href="#note-{pid}-{id_}" aria-label="{label}">{escape(printed)}</a></sup>'
