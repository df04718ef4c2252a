"""Where the demonstration plays: its people, its calendar, and short ways to what stands in a paper."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from policyhub import clock, db
from policyhub.acts.papers import Placed, outline
from policyhub.config import Settings
from policyhub.domain.editing import editable
from policyhub.domain.importing.choices import Choices
from policyhub.models import Consultation, Flag, Motion, Paper, Question, Response, Version
from policyhub.permissions.actor import HOUSE, Actor
from policyhub.permissions.visible import load
from policyhub.services import agreements, blocks, comments, imports, motions, responses, sections

TEXTS = Path(__file__).parent

Strand = Iterator[datetime]
"""A part of the story: it yields the moment at which it wants to go on, never an earlier one than before."""


@dataclass
class Stage:
    """What the strands of the story share: who is there, and the public ids of what was made so far."""

    settings: Settings
    database: db.Database
    now: datetime
    people: dict[str, Actor] = field(default_factory=dict)
    groups: dict[str, str] = field(default_factory=dict)
    papers: dict[str, str] = field(default_factory=dict)
    known: dict[str, dict[str, str]] = field(default_factory=dict)

    def day(self, days: int, at: str = "19:30") -> datetime:
        """A moment so many days from today by the wall's clock; what should lie behind us never lies ahead."""
        hour, minute = (int(part) for part in at.split(":"))
        wall = datetime.combine(clock.local(self.now).date() + timedelta(days=days), time(hour, minute))
        return clock.from_local(wall)

    def workday(self, days: int, at: str = "17:00") -> datetime:
        """The same, moved to the Monday after when it is a weekend: no office closes anything then."""
        weekday = clock.local(self.day(days, at)).weekday()
        return self.day(days + (7 - weekday if weekday > 4 else 0), at)

    def this_evening(self) -> datetime:
        """The next evening at nine that is some hours away."""
        tonight = self.day(0, "21:00")
        return tonight if tonight - self.now > timedelta(hours=3) else self.day(1, "21:00")

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """Look at what stands there now."""
        with self.database.reading() as session:
            yield session

    def who(self, name: str) -> Actor:
        """One of the people, by first name in small letters."""
        return self.people[name]

    def bring(self, who: str, group: str, file: str) -> str:
        """Upload a file, have it read, and keep it with every guess as it is; returns the paper's public id."""
        actor = self.who(who)
        pid = self.upload(who, group, file)
        paper = imports.keep_import(actor, pid, choices=Choices())
        self.papers[file.removesuffix(".txt")] = paper
        return paper

    def upload(self, who: str, group: str, file: str) -> str:
        """Upload a file and have it read; returns the import's public id."""
        blob = (TEXTS / file).read_bytes()
        pid = imports.upload_file(self.who(who), self.groups[group], name=file, blob=blob)
        imports.read_import(pid, self.settings)
        return pid

    def outline(self, paper: str) -> dict[str, Placed]:
        """The sections of a paper by their name: their number, or their heading."""
        with self.reading() as session:
            return {placed.name: placed for placed in outline(session, load(session, Paper, HOUSE, self.papers[paper]))}

    def section(self, paper: str, number: str) -> str:
        """The public id of a section; no strand moves one, so each paper is looked at once."""
        if paper not in self.known:
            self.known[paper] = {name: placed.pid for name, placed in self.outline(paper).items()}
        return self.known[paper][number]

    def version(self, paper: str, number: str) -> str:
        """The public id of the words that a section has now."""
        return self.outline(paper)[number].version_pid

    def say(self, who: str, paper: str, number: str, body: str, quote: str = "") -> str:
        """Comment on a section, or on words in it."""
        return comments.add_comment(self.who(who), self.section(paper, number), body=body, quote=quote)

    def reply(self, who: str, comment: str, body: str) -> str:
        """Answer a comment."""
        return comments.reply_to_comment(self.who(who), comment, body=body)

    def settle(self, who: str, comment: str) -> str:
        """Call a comment's thread settled."""
        return comments.resolve_comment(self.who(who), comment)

    def edit(self, who: str, paper: str, number: str, change: tuple[str, str], reason: str) -> str:
        """Change some words of a section for others, as a convenor does in the editor."""
        old, new = change
        placed = self.outline(paper)
        numbers = {one.pid: one.number for one in placed.values()}
        with self.reading() as session:
            version = load(session, Version, HOUSE, placed[number].version_pid)
        text = editable(version.body, numbers)
        if text.count(old) != 1:
            raise LookupError(f"{paper} {number} does not say {old!r} once")
        notes = [{"id": n["id"], "mark": n["mark"], "text": editable(n["text"], numbers)} for n in version.notes]
        return sections.edit_section(
            self.who(who),
            placed[number].pid,
            base_pid=version.pid,
            heading=version.heading or "",
            text=text.replace(old, new),
            notes=notes,
            reason=reason,
        )

    def agree(self, who: str, paper: str, reason: str, *, chapters: str = "") -> str:
        """Call every undisputed section of some chapters agreed, or of all."""
        with self.reading() as session:
            free, _disputed = agreements.list_callable(load(session, Paper, HOUSE, self.papers[paper]))
        versions = [one.version_pid for one in free if not chapters or one.name.split(".")[0] in chapters.split()]
        return agreements.call_all_agreed(self.who(who), self.papers[paper], versions=versions, reason=reason)

    def flag(self, paper: str, question: str) -> str:
        """The public id of a dispute by how its question begins."""
        with self.reading() as session:
            return session.scalars(
                select(Flag.pid)
                .join(Flag.paper)
                .where(Paper.pid == self.papers[paper], Flag.question.startswith(question, autoescape=True))
            ).one()

    def options(self, flag: str) -> list[str]:
        """The public ids of a dispute's options: A, B, C."""
        with self.reading() as session:
            return [option.pid for option in load(session, Flag, HOUSE, flag).options]

    def consultation_of(self, paper: str) -> str:
        """The consultation whose questions stand in a paper's appendix."""
        with self.reading() as session:
            return session.scalars(
                select(Consultation.pid).join(Consultation.paper).where(Paper.pid == self.papers[paper])
            ).one()

    def questions(self, consultation: str) -> list[Question]:
        """The questions of a consultation in their order."""
        with self.reading() as session:
            return list(load(session, Consultation, HOUSE, consultation).questions)

    def answers(self, response: str) -> list[str]:
        """The public ids of a response's answers, in the order of the questions."""
        with self.reading() as session:
            return [place.pid for place in responses.look(HOUSE, load(session, Response, HOUSE, response)).places]

    def parts(self, motion: str) -> dict[str, str]:
        """The public ids of a motion's parts: notes, believes, resolves."""
        with self.reading() as session:
            drawn = motions.look(HOUSE, load(session, Motion, HOUSE, motion)).parts
            return {one.part.kind: one.pid for one in drawn}

    def quote(self, who: str, answer: str, paper: str, number: str, words: str = "") -> str:
        """Put the words of a section, or some of them, into an answer."""
        return blocks.insert_passage(self.who(who), answer, section=self.section(paper, number), quote=words)

    def adapt(self, who: str, answer: str, change: tuple[str, str]) -> str:
        """Change some words of the last block of an answer of one's own group."""
        from policyhub.acts.blocks import list_blocks, words_of
        from policyhub.models import Answer

        with self.reading() as session:
            found = load(session, Answer, self.who(who), answer)
            block = list_blocks(session, [found.text_id])[found.text_id][-1]
            body, _notes = words_of(block, found.text.lang)
            base = session.get_one(Version, found.text.current_version_id).pid
        if change[0] not in body:
            raise LookupError(f"the answer does not say {change[0]!r}")
        return blocks.edit_block(self.who(who), answer, block=block.pid, body=body.replace(*change), base=base)
