"""The page of a dispute: the words in their place, the options, the arguments, the ballot, the decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext
from markupsafe import Markup
from wtforms import BooleanField, RadioField, StringField
from wtforms.validators import InputRequired

from policyhub import db
from policyhub.acts.flags import UNSETTLED
from policyhub.acts.papers import Placed, outline
from policyhub.acts.passages import Passage
from policyhub.acts.secret_ballots import FEW
from policyhub.domain.markup import Range, mark_ranges
from policyhub.models import Flag
from policyhub.permissions.rights import Right
from policyhub.services import ballots, council, reading, resolutions, threads
from policyhub.web import rendering
from policyhub.web.asking import actor, can
from policyhub.web.forms import Form
from policyhub.web.wording import day, moment, short_day


class VoteForm(Form):
    """One of the options, or none of them."""

    choice = RadioField(
        _l("Your vote"), [InputRequired(_l("Choose one of the options, or abstain."))], validate_choice=False
    )


class SecretVoteForm(VoteForm):
    """The same, for good: whoever casts a secret vote says so first."""

    sure = BooleanField(
        _l("This is my vote, and I know that I cannot change it"),
        [InputRequired(_l("Tick the box below your choice: a secret vote cannot be changed once it is cast."))],
    )


class ReceiptForm(Form):
    """The receipt of a secret vote."""

    receipt = StringField(
        _l("Check your receipt"), description=_l("Twenty letters and digits, as they were shown when you voted.")
    )

    def __init__(self, ballot_pid: str, **how: Any) -> None:
        super().__init__(**how)
        self.ballot_pid = ballot_pid
        self.receipt.id = f"receipt-{ballot_pid}"  # a page may show several ballots


@dataclass(frozen=True, slots=True)
class Row:
    """A section beside the passage, or the one it stands in."""

    placed: Placed
    state: str
    words: Markup
    is_here: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The passage in its place: its section with what stands around it, and the note it may stand in."""

    here: Placed | None
    rows: tuple[Row, ...]
    note_mark: str
    note: Markup | None
    names: dict[int, str]


def words_in_place(flag: Flag, passage: Passage) -> Words:
    """The section of the passage with the words marked, and its neighbours as they read."""
    placed = outline(db.session(), flag.paper)
    names = {p.text_id: p.name for p in placed}
    at = next((n for n, p in enumerate(placed) if p.text_id == passage.section.text_id), None)
    if at is None:
        return Words(None, (), "", None, names)
    near = placed[max(at - 1, 0) : at + 2]
    contents = reading.list_contents(actor(), near)
    numbers = {p.pid: p.number for p in placed}
    unmarked = passage.whole or passage.lost or flag.state not in UNSETTLED
    marks = [] if unmarked else [Range(passage.start, passage.stop, *_MARK)]
    rows = []
    for p in near:
        content = contents[p.text_id]
        here = p is placed[at]
        html = content.html
        if here and passage.note is None:
            html = mark_ranges(html, content.plain, marks)
        rows.append(Row(p, content.state, rendering.words_of(html, numbers), here))
    # a question that was lifted out of a note means nothing without it
    note = next((n for n in contents[placed[at].text_id].notes if n["id"] == (passage.note or flag.note)), None)
    marks = marks if passage.note else []
    return Words(
        here=placed[at],
        rows=tuple(rows),
        note_mark=str(note["mark"]) if note else "",
        note=rendering.words_of(mark_ranges(note["html"], note["plain"], marks), numbers) if note else None,
        names=names,
    )


_MARK = ('<mark class="disputed">', "</mark>")


def vote_form(dispute: council.Dispute, *, sent: bool, secret: bool) -> VoteForm:
    """The form of an open ballot with its options."""
    kind = SecretVoteForm if secret else VoteForm
    form = kind() if sent else kind(formdata=None)
    form.choice.choices = [
        *((option.option.pid, name_of(option)) for option in dispute.options),
        (ballots.ABSTAIN, _("I abstain")),
    ]
    return form


def name_of(option: council.Option) -> str:
    """What an option is called, in the reader's language if it is the one that every dispute has."""
    return _("Leave it as it is") if option.option.replacement is None else option.option.label


def show_dispute(
    flag: Flag, form: VoteForm | None = None, *, checked: ReceiptForm | None = None, found: bool | None = None
) -> str:
    """The page; ``form`` is a vote that was refused, ``checked`` a receipt that was sent, ``found`` its answer."""
    dispute = council.get_dispute(flag)
    held = ballots.list_ballots(actor(), flag)
    sides = council.list_arguments(flag)
    resolution = resolutions.find_resolution(actor(), flag)
    latest = held[0] if held else None
    if form is None and latest is not None and latest.may_vote:
        form = vote_form(dispute, sent=False, secret=latest.ballot.secret)
        if latest.my_vote is not None:
            form.choice.data = latest.my_vote.option.pid if latest.my_vote.option else ballots.ABSTAIN
    return render_template(
        "flags/show.html",
        flag=flag,
        dispute=dispute,
        words=words_in_place(flag, dispute.passage),
        held=held,
        sides=sides,
        resolution=resolution,
        threads=threads.list_threads(actor(), dispute.passage.section),
        steps=_steps(dispute, held, sides, resolution),
        form=form,
        checked=checked,
        found=found,
        receipts=_receipt_forms(held, checked),
        few=FEW,
        ways=_ways(len(dispute.options)),
        name_of=name_of,
        may_prepare=can(Right.PREPARE_FLAG, flag) and flag.state == "open",
        may_argue=can(Right.ARGUE, flag) and flag.state in UNSETTLED,
        may_resolve=can(Right.RESOLVE_FLAG, flag) and dispute.waits in ("resolve", "ballot", "options"),
    )


def _receipt_forms(held: list[ballots.Shown], checked: ReceiptForm | None) -> dict[str, ReceiptForm]:
    pids = [shown.ballot.pid for shown in held if shown.ballot.secret and shown.tally]
    sent = {checked.ballot_pid: checked} if checked else {}
    return {pid: sent.get(pid) or ReceiptForm(pid, formdata=None) for pid in pids}


def _ways(number: int) -> str:
    words = {2: _("Two ways to word it"), 3: _("Three ways to word it"), 4: _("Four ways to word it")}
    if number < 2:
        return _("One way to word it so far")
    return words.get(number) or ngettext("%(num)s way to word it", "%(num)s ways to word it", number)


def _steps(dispute: council.Dispute, held: list[ballots.Shown], sides: dict[str, Any], resolution: Any) -> list[Any]:
    """Where it stands: raised, argued, voted on, resolved."""
    flag, arguments = dispute.flag, sum(map(len, sides.values()))
    found: list[Any] = [
        ("done", _("Raised"), _("by %(who)s, %(when)s", who=flag.raised_by.name, when=short_day(flag.made_at)))
    ]
    if arguments or flag.state == "open":
        said = ngettext("%(num)s argument so far", "%(num)s arguments so far", arguments) if arguments else _("not yet")
        found.append(("done" if flag.state != "open" or held else "now", _("Argued"), said))
    if flag.state == "withdrawn":
        who = flag.withdrawn_by.name if flag.withdrawn_by else ""
        when = short_day(flag.withdrawn_at) if flag.withdrawn_at else ""
        return [*found, ("done", _("Withdrawn"), _("by %(who)s, %(when)s", who=who, when=when))]
    found.append(_voted(dispute, held, settled=flag.state == "resolved"))
    if resolution is not None:
        by = _("by %(who)s, %(when)s", who=resolution.by.name, when=short_day(resolution.made_at))
        found.append(("done", _("Resolved"), by))
    else:
        waits = dispute.waits == "resolve"
        found.append(
            ("now" if waits else "", _("Resolved"), _("waits for the council") if waits else _("by the council"))
        )
    return found


def _voted(dispute: council.Dispute, held: list[ballots.Shown], *, settled: bool) -> Any:
    ballot = held[0].ballot if held else None
    if ballot is None:
        return ("done", _("Not voted on"), "") if settled else ("", _("Voted"), _("not yet"))
    if dispute.waits == "vote":
        return "now", _("Voting"), _("until %(when)s", when=moment(ballot.closes_at))
    if dispute.waits == "count":
        return "now", _("Voting is over"), _("and is being counted")
    decided = dispute.tally is not None and dispute.tally.winner is not None
    when = _("on %(when)s", when=day(ballot.closes_at))
    if decided or settled:
        return "done", _("Voted"), when
    return "now", _("Voted"), _("on %(when)s, without a result", when=day(ballot.closes_at))
