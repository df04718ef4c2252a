"""Sections as the templates of a paper's page see them, and for which kind of reader."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from flask import g, request, url_for
from markupsafe import Markup

from policyhub import db
from policyhub.acts.papers import Placed, outline
from policyhub.models import Edition, Paper, Section, Version
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import history
from policyhub.services.reading import Content, Thread
from policyhub.services.refusals import Forbidden
from policyhub.web import rendering
from policyhub.web.asking import actor, can
from policyhub.web.rendering import Numbers

THREADS_SHOWN = 2
REPLIES_SHOWN = 2
TALKS = ("discusses", "convenor")


@dataclass(frozen=True, slots=True)
class Frame:
    """How a section stands on the page: as the head of a chapter or as a row, and the level of its heading."""

    placed: Placed
    is_head: bool
    level: int

    @property
    def key(self) -> tuple[Any, ...]:
        """What the fragment depends on besides the section itself."""
        p = self.placed
        return (p.revision, p.version_pid, p.number, p.kind, self.is_head, self.level)


@dataclass(slots=True)
class Shown:
    """What the templates see of a section."""

    pid: str
    name: str
    number: Markup | str
    long_number: bool
    heading: str
    level: int
    is_head: bool
    state: str
    ordinal: int
    names: bool
    lang: str
    outline_number: Markup | str
    outline_text: str
    section_url: str
    act_url: str = ""
    comment_url: str = ""
    flag_url: str = ""
    edit_url: str = ""
    history_url: str = ""
    why_url: str = ""
    has_row: bool = True
    prose: Markup | str = ""
    anchors: str = ""
    agreed: Any = None
    disputes: list[dict[str, Any]] = field(default_factory=list)
    threads: list[dict[str, Any]] = field(default_factory=list)
    more: int = 0
    notes: list[dict[str, Any]] = field(default_factory=list)


def audience(paper: Paper) -> str:
    """What whoever is asking may do with a paper: nobody's name, so that all alike share one page."""
    if not actor().signed_in:
        return "visitor"
    if can(Right.EDIT_SECTION, paper):
        return "convenor"
    return "discusses" if can(Right.COMMENT, paper) else "reader"


def insist(right: Right, thing: object) -> None:
    """Stop here when whoever is asking may see a thing but not do this to it."""
    if not can(right, thing):
        raise Forbidden


def frames(placed: Sequence[Placed]) -> Iterator[Frame]:
    """Each section with its place on the page; headings are one level deeper than the headings they stand under."""
    levels: dict[int | None, int] = {None: 2}
    for p in placed:
        level = levels.get(p.parent_id, 2)
        levels[p.text_id] = min(level + 1, 6) if p.heading else level
        yield Frame(p, p.depth == 0 and bool(p.heading), level)


def place_of(section: Section) -> tuple[Placed, tuple[Placed, ...]]:
    """A section in its place, and all places of its paper."""
    placed = outline(db.session(), section.paper)
    found = next((p for p in placed if p.text_id == section.text_id), None)
    if found is None:
        raise NotFound
    return found, placed


def show(frame: Frame, content: Content, numbers: Numbers, who: str) -> Shown:
    """A section as the templates see it."""
    p = frame.placed
    number = rendering.numbered(p.number) if p.number else ""
    long_number = bool(p.number) and len(p.number or "") > 4
    section_url = url_for("sections.show", pid=p.pid)
    shown = Shown(
        pid=p.pid,
        name=p.name or content.plain[:40],
        number=number,
        long_number=long_number,
        heading=p.heading or "",
        level=frame.level,
        is_head=frame.is_head,
        state=content.state,
        ordinal=p.ordinal,
        names=who != "visitor",
        lang=p.lang if p.lang != g.lang else "",
        outline_number="" if " " in (p.number or "") else number,
        outline_text=" ".join(filter(None, (p.number if " " in (p.number or "") else "", p.heading)))
        or opening_words(content.plain),
        section_url=section_url,
    )
    if who in TALKS:
        shown.act_url = section_url
        shown.comment_url = url_for("comments.new", pid=p.pid)
        shown.flag_url = url_for("flags.new", pid=p.pid)
    if who == "convenor":
        shown.edit_url = url_for("sections.edit", pid=p.pid)
    if who != "visitor":
        shown.history_url = url_for("sections.history_of", pid=p.pid)
        if content.agreed and content.agreed.why_flag:
            shown.why_url = url_for("flags.show", pid=content.agreed.why_flag) + "#resolution"
    shown.prose = rendering.prose(content, p.pid, numbers) if content.html else ""
    shown.agreed = content.agreed
    shown.disputes = [
        {
            "pid": d.pid,
            "ordinal": d.ordinal,
            "question": rendering.said(d.question),
            "options": d.options,
            "closes_at": d.closes_at,
            "url": url_for("flags.show", pid=d.pid),
            "is_main": d.is_main,
        }
        for d in content.disputes
    ]
    _show_threads(shown, content)
    shown.has_row = not frame.is_head or bool(shown.prose or shown.disputes or shown.threads or shown.more)
    return shown


def show_all_of(frame: Frame, content: Content, numbers: Numbers, who: str, paper_url: str) -> Shown:
    """A section as a page of its own sees it: references lead to the paper, notes stand below, talk is left out."""
    shown = show(frame, content, numbers, who)
    shown.is_head = False
    shown.prose = rendering.prose(content, shown.pid, numbers, paper_url=paper_url) if content.html else ""
    shown.threads, shown.more, shown.anchors = [], 0, ""
    for note in content.notes:
        back = rendering.back_to_mark(shown.pid, note["id"])
        words = rendering.note_words(content, note, numbers, paper_url=paper_url, back=back)
        shown.notes.append({"id": note["id"], "mark": note["mark"], "words": words})
    return shown


def _show_threads(shown: Shown, content: Content) -> None:
    """At most two open threads beside the words, with their first replies; the rest is a number and a link."""
    standing = [thread for thread in content.threads if thread.state == "open"][:THREADS_SHOWN]
    letters: dict[str, str] = {}
    labels: dict[str, str] = {}
    for thread in standing:
        pid = thread.root.pid
        if thread.quote and thread.note is None and thread.outcome != "lost":
            letters[pid] = "abcdefgh"[len(letters)]
            labels[pid] = f"{letters[pid]}, {thread.root.who}"
        shown.threads.append(_thread(thread, letters.get(pid, "")))
    seen = sum(1 + len(thread["replies"]) for thread in shown.threads)
    shown.more = content.remarks - seen
    shown.anchors = rendering.anchors_json(content, letters, labels) if letters else ""


def _thread(thread: Thread, letter: str) -> dict[str, Any]:
    root = thread.root
    replies = [{"pid": r.pid, "who": r.who, "words": rendering.said(r.body)} for r in thread.replies[:REPLIES_SHOWN]]
    return {
        "pid": root.pid,
        "url": url_for("comments.show", pid=root.pid),
        "who": root.who,
        "from_file": root.from_file,
        "at": root.at,
        "words": rendering.said(root.body),
        "quote": thread.quote,
        "letter": letter,
        "replies": replies,
    }


def opening_words(plain: str, most: int = 48) -> str:
    """The first words of a section that has no heading, for the contents."""
    line = plain.split("\n", 1)[0]
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def two_versions(section: Section) -> tuple[Version, Version]:
    """The versions that the address asks for as "from" and "to"; without them the newest and the one before it."""
    versions = history.list_versions(actor(), section)
    newest = versions[0].ordinal if versions else 0
    return _asked(versions, "from", max(newest - 1, 1)), _asked(versions, "to", newest)


def two_editions(edition: Edition, others: Sequence[Edition]) -> tuple[Edition, Edition | None]:
    """An edition and the one that the address asks for as "to", the earlier first; None: the paper as it stands."""
    asked = request.args.get("to", "")
    other = next((one for one in others if one.pid == asked), None)
    if asked and other is None:
        raise NotFound
    return (other, edition) if other is not None and other.id < edition.id else (edition, other)


def _asked(versions: Sequence[Version], name: str, otherwise: int) -> Version:
    asked = request.args.get(name, "")
    ordinal = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 9 else otherwise
    found = next((version for version in versions if version.ordinal == ordinal), None)
    if found is None:
        raise NotFound
    return found
