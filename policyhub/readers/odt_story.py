"""What is found out of an OpenDocument while it is read: notes, comments, numbers so far, places pointed to."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from policyhub.domain.document import Block, Comment, Heading, Inline, Note, Paragraph, Reference, Span, with_contents
from policyhub.domain.sentences import N_
from policyhub.domain.tracked import joined
from policyhub.readers.errors import Unreadable
from policyhub.readers.odt_chains import Piece
from policyhub.readers.odt_changes import Changes
from policyhub.readers.odt_lists import Counting
from policyhub.readers.odt_styles import Styles
from policyhub.readers.odt_xml import Element, number, q, value

FACT = "fact"
MOST_DEPTH = 60
MOST_REPEATED = 1024
MOST_REPEATED_IN_ALL = 2_000_000
TOO_DEEP = N_("This file is nested deeper than any paper: save it again with LibreOffice or Word, and upload that.")
REPEATS = N_(
    "This file says that some of its words or cells repeat thousands of times: "
    "save it again without them, and upload that."
)


@dataclass(frozen=True, slots=True)
class Placed:
    """A block, the names of the bookmarks that stand in it, and what its style says of it: a title, a subtitle."""

    block: Block
    bookmarks: tuple[str, ...] = ()
    role: str | None = None


@dataclass(slots=True)
class Story:
    """One file that is being read. ``lang`` is the language of the document; ``own`` says that we wrote the file."""

    styles: Styles
    pieces: dict[Element, Piece]
    changes: Changes
    lang: str
    ranges: frozenset[str] = frozenset()
    counting: Counting = field(default_factory=Counting)
    notes: list[Note] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)
    comment_names: dict[str, str] = field(default_factory=dict)
    replies: dict[str, str] = field(default_factory=dict)
    ended: set[str] = field(default_factory=set)
    note_counts: dict[str, int] = field(default_factory=dict)
    pointers: dict[tuple[str, str], Span] = field(default_factory=dict)
    own: bool = False
    depth: int = 0
    repeated: int = 0

    def deeper(self) -> None:
        """One storey further down; Unreadable if that is deeper than any paper."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise Unreadable(TOO_DEEP)

    def times(self, element: Element, name: str) -> int:
        """How often something repeats, from 1; Unreadable if no paper could mean it."""
        found = max(1, number(element, name, 1))
        if found > MOST_REPEATED:
            raise Unreadable(REPEATS)
        return found

    def repeat(self, characters: int) -> None:
        """Some characters are there once more without standing in the file again; Unreadable if it is too often."""
        self.repeated += characters
        if self.repeated > MOST_REPEATED_IN_ALL:
            raise Unreadable(REPEATS)


def comments_with_replies(story: Story) -> tuple[Comment, ...]:
    """The comments, each reply tied to the comment it answers; none that answers itself or a later one."""
    places = {comment.id: place for place, comment in enumerate(story.comments)}
    found: list[Comment] = []
    for place, comment in enumerate(story.comments):
        answered = story.comment_names.get(story.replies.get(comment.id, ""))
        earlier = answered is not None and places[answered] < place
        found.append(replace(comment, reply_to=answered) if earlier else comment)
    return tuple(found)


def resolved(placed: list[Placed], story: Story) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """The blocks and notes with live references to blocks; a reference to anything else is words."""
    wanted = {name for name, _ in story.pointers}
    targets: dict[str, str] = {}
    blocks: list[Block] = []
    for place, found in enumerate(placed):
        block = found.block
        names = [name for name in found.bookmarks if name in wanted and name not in targets]
        if names and isinstance(block, Paragraph | Heading):
            identity = f"b{place + 1}"
            targets.update((name, identity) for name in names)
            block = replace(block, id=identity)
        blocks.append(block)
    notes = [replace(note, blocks=tuple(_pointed(one, targets, story) for one in note.blocks)) for note in story.notes]
    return tuple(_pointed(block, targets, story) for block in blocks), tuple(notes)


def _pointed(block: Block, targets: dict[str, str], story: Story) -> Block:
    def settled(content: tuple[Inline, ...]) -> tuple[Inline, ...]:
        if not any(isinstance(inline, Reference) for inline in content):
            return content
        return joined([one(inline) for inline in content])

    def one(inline: Inline) -> Inline:
        if not isinstance(inline, Reference):
            return inline
        identity = targets.get(inline.target)
        return story.pointers[inline.target, inline.text] if identity is None else Reference(identity, inline.text)

    return with_contents(block, settled)


def ranges_of(body: Element) -> frozenset[str]:
    """The names of the comments that say where their words end."""
    ends = (value(element, "office:name") for element in body.iter(q("office:annotation-end")))
    return frozenset(name for name in ends if name)
