"""The body of a paper's page, put together from kept fragments: one a section, language and audience."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, g
from markupsafe import Markup

from policyhub import db
from policyhub.acts.papers import Placed, outline
from policyhub.models import Paper
from policyhub.services import papers, reading
from policyhub.services.reading import Content
from policyhub.web import rendering
from policyhub.web.asking import actor
from policyhub.web.keeping import Kept
from policyhub.web.rendering import Numbers
from policyhub.web.shown import TALKS, Frame, audience, frames, show

MOST_BYTES = 48 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Body:
    """What the page of a paper shows between its opening and its end, the same for everybody of one audience."""

    revision: int
    spine: tuple[str, ...]
    may_discuss: bool
    strip: Markup
    outline: Markup
    opening: Markup
    facts: Markup
    sections: Markup
    notes: Markup


@dataclass(frozen=True, slots=True)
class Joined:
    """The sections of a paper joined: their HTML, their lines in the contents, their notes, their states."""

    sections: Markup
    lines: Markup
    notes: Markup
    spine: tuple[str, ...]

    @property
    def agreed(self) -> int:
        """How many sections are agreed."""
        return self.spine.count("agreed")


@dataclass(frozen=True, slots=True)
class Fragment:
    """A section as HTML, with what it was made from."""

    key: tuple[Any, ...]
    references: tuple[tuple[str, bool, str | None], ...]
    state: str
    html: str
    notes: str
    contents: str


@dataclass(slots=True)
class Pages:
    """What one application keeps of papers' pages."""

    bodies: Kept[tuple[str, str, str], Body]
    fragments: Kept[tuple[str, str, str], Fragment]


def pages() -> Pages:
    """What the running application keeps."""
    found = current_app.extensions.get("policyhub.pages")
    if found is None:
        found = current_app.extensions["policyhub.pages"] = Pages(Kept(MOST_BYTES), Kept(MOST_BYTES))
    kept: Pages = found
    return kept


def body_of(paper: Paper) -> Body:
    """The body of a paper for whoever is asking; made anew only where something changed since it was last shown."""
    who = audience(paper)
    key = (paper.pid, g.lang, who)
    kept = pages().bodies.find(key)
    if kept is not None and kept.revision == paper.revision:
        return kept
    revision = paper.revision  # read before the sections: a body may be newer than it says, never older
    placed = outline(db.session(), paper)
    joined = _join(list(frames(placed)), _fragments(placed, who))
    frame: Any = current_app.jinja_env.get_template("papers/frame.html").module
    latest = papers.find_latest_edition(paper)
    body = Body(
        revision=revision,
        spine=joined.spine,
        may_discuss=who in TALKS,
        strip=frame.strip(joined),
        outline=frame.contents(joined),
        opening=frame.opening(paper, latest, who),
        facts=frame.more_facts(paper, latest, "disputed" in joined.spine, who),
        sections=joined.sections,
        notes=frame.notes(joined.notes) if joined.notes else joined.notes,
    )
    pages().bodies.keep(key, body, _size(body.outline, body.opening, body.sections, body.notes))
    return body


def _fragments(placed: Sequence[Placed], who: str) -> dict[str, Fragment]:
    """The fragment of each section by public id; those that no longer hold are made again, all in a few queries."""
    numbers: Numbers = {p.pid: p.number for p in placed}
    found: dict[str, Fragment] = {}
    missing: list[Frame] = []
    for frame in frames(placed):
        kept = pages().fragments.find((frame.placed.pid, g.lang, who))
        if kept is None or kept.key != frame.key or not _still(kept, numbers):
            missing.append(frame)
        else:
            found[frame.placed.pid] = kept
    contents = reading.list_contents(actor(), [frame.placed for frame in missing])
    for frame in missing:
        pid = frame.placed.pid
        fragment = found[pid] = _make(frame, contents[frame.placed.text_id], numbers, who)
        size = _size(fragment.html, fragment.notes, fragment.contents)
        pages().fragments.keep((pid, g.lang, who), fragment, size)
    return found


def _still(fragment: Fragment, numbers: Numbers) -> bool:
    return all((pid in numbers) == there and numbers.get(pid) == number for pid, there, number in fragment.references)


def _size(*parts: str) -> int:
    return sum(4 * len(part) for part in parts) + 2000


def _make(frame: Frame, content: Content, numbers: Numbers, who: str) -> Fragment:
    parts: Any = current_app.jinja_env.get_template("papers/parts.html").module
    shown = show(frame, content, numbers, who)
    for note in content.notes:
        back = parts.backlink(shown, note["id"])
        words = rendering.note_words(content, note, numbers, back=back)
        shown.notes.append({"id": note["id"], "mark": note["mark"], "words": words})
    html = parts.head(shown) if frame.is_head else ""
    if shown.has_row:
        html += parts.clause(shown)
    return Fragment(
        key=frame.key,
        references=tuple((pid, pid in numbers, numbers.get(pid)) for pid in rendering.references_of(content)),
        state=shown.state,
        html=str(html),
        notes=str(parts.footnotes(shown)),
        contents=str(parts.contents(shown)),
    )


def _join(placed: Sequence[Frame], fragments: dict[str, Fragment]) -> Joined:
    sections: list[str] = []
    contents: list[str] = ["<ol>"]
    notes: list[str] = []
    chapter = ""  # of a heading, or of clauses that stand under none
    depth = -1
    for frame in placed:
        p = frame.placed
        fragment = fragments[p.pid]
        if p.depth == 0 and (frame.is_head or chapter != "loose"):
            if chapter:
                sections.append("</section>\n")
            own = f' id="section-{p.pid}"' if frame.is_head else ""
            sections.append(f'<section class="chapter"{own}>')
            chapter = "headed" if frame.is_head else "loose"
        sections.append(fragment.html)
        contents.append(_contents_step(depth, p.depth) + fragment.contents)
        depth = p.depth
        notes.append(fragment.notes)
    if chapter:
        sections.append("</section>\n")
    contents.append("</li>" + "</ol></li>" * max(depth, 0) + "</ol>" if depth >= 0 else "</ol>")
    return Joined(
        sections=rendering.joined(sections),
        lines=rendering.joined(contents),
        notes=rendering.joined(notes),
        spine=tuple(fragments[frame.placed.pid].state for frame in placed),
    )


def _contents_step(before: int, now: int) -> str:
    """The tags between two lines of the contents at their depths."""
    if before < 0:
        return "<li>"
    if now > before:
        return "<ol><li>"
    return "</li>" + "</ol></li>" * (before - now) + "<li>"
