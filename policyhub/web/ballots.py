"""Ballots: opened by the convenor on a dispute's page, voted in there until their time is over."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from flask import Blueprint, Response, flash, render_template, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import DateField, IntegerField, RadioField, TimeField
from wtforms.validators import InputRequired

from policyhub import clock, db
from policyhub.acts.secret_ballots import FEW
from policyhub.models import Ballot, Flag
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import OPEN_TO_MEMBERS
from policyhub.services import ballots as services
from policyhub.services import council, secret_ballots
from policyhub.web import dispute_page
from policyhub.web.asking import actor, load
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist
from policyhub.web.wording import moment

ballots = Blueprint("ballots", __name__)

Answer = str | Response | tuple[str, int]


class DayField(DateField):
    """A day; what is none is refused in words of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Choose the day on which voting closes.")) from None


class HourField(TimeField):
    """A time of the day; what is none is refused in words of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Choose the time, such as 17:00.")) from None


class NumberField(IntegerField):
    """A whole number; what is none is refused in words of ours."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read what was typed."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Type a whole number, such as 3.")) from None


class BallotForm(Form):
    """Who votes, until when, and what makes an option win."""

    group = RadioField(_l("Who votes?"), [InputRequired(_l("Choose who votes."))], validate_choice=False)
    secret = RadioField(
        _l("Can it be seen who chose what?"),
        [InputRequired(_l("Choose whether votes are named or secret."))],
        validate_choice=False,
    )
    closes_at = DayField(_l("Voting closes on"), [InputRequired(_l("Choose the day on which voting closes."))])
    time = HourField(_l("At what time?"), [InputRequired(_l("Choose the time, such as 17:00."))])
    majority = RadioField(
        _l("What does an option need to win?"), [InputRequired(_l("Choose what is needed."))], validate_choice=False
    )
    quorum = NumberField(
        _l("How many must take part?"),
        [InputRequired(_l("Type a whole number, such as 3."))],
        description=_l("If fewer vote or abstain, nothing is decided."),
    )


@ballots.get("/disputes/<pid>/ballot")
def new(pid: str) -> str:
    """A form to put a dispute to a ballot."""
    flag = load(Flag, pid)
    insist(Right.PUT_TO_BALLOT, flag)
    form = _form(flag, formdata=None)
    week = clock.local(clock.now()).date() + timedelta(days=7)
    may_vote = [number for number in services.count_electors(flag).values() if number]
    form.closes_at.data, form.quorum.data = week, min((number // 2 + 1 for number in may_vote), default=1)
    form.time.data = datetime.strptime("17:00", "%H:%M").time()  # noqa: DTZ007 - a time of the day, of no zone
    form.group.data = "council" if flag.paper.state in OPEN_TO_MEMBERS else "group"
    form.majority.data, form.secret.data = "most", "named"
    return _new(flag, form)


@ballots.post("/disputes/<pid>/ballot")
def put_to_ballot(pid: str) -> Answer:
    """Open it."""
    flag = load(Flag, pid)
    insist(Right.PUT_TO_BALLOT, flag)
    form = _form(flag)
    if form.validate():
        closes_at = clock.from_local(datetime.combine(form.closes_at.data, form.time.data))
        made = submit(
            form,
            lambda: services.put_to_ballot(
                actor(),
                pid,
                closes_at=closes_at,
                group=str(form.group.data),
                quorum=int(form.quorum.data or 0),
                majority=str(form.majority.data),
                secret=form.secret.data == "secret",
            ),
        )
        if made is not None:
            flash(_("The ballot is open until %(when)s.", when=moment(closes_at)), "done")
            return see(url_for("flags.show", pid=pid) + "#ballot")
    return _new(flag, form), 422


def _form(flag: Flag, **how: Any) -> BallotForm:
    form = BallotForm(**how)
    form.group.choices = [
        ("council", _("The council")),
        ("group", _("The members of %(group)s", group=flag.paper.group.name)),
    ]
    form.majority.choices = [
        ("most", _("More votes than any other option")),
        ("half", _("More than half of all votes for an option")),
    ]
    form.secret.choices = [
        ("named", _("Named: after the count everybody sees who chose what")),
        ("secret", _("Secret: nobody sees who chose what, not even afterwards, and a vote cannot be changed")),
    ]
    return form


def _new(flag: Flag, form: BallotForm) -> str:
    names = {"council": _("The council"), "group": flag.paper.group.name}
    few = {names[who]: number for who, number in services.count_electors(flag).items() if 0 < number < FEW}
    return render_template(
        "ballots/new.html",
        flag=flag,
        dispute=council.get_dispute(flag),
        form=form,
        few=few,
        council_sees=flag.paper.state in OPEN_TO_MEMBERS,
        name_of=dispute_page.name_of,
    )


@ballots.post("/ballots/<pid>/vote")
def cast_vote(pid: str) -> Answer:
    """Cast one's vote, or change it."""
    ballot = load(Ballot, pid)
    insist(Right.CAST_VOTE, ballot)
    form = dispute_page.vote_form(council.get_dispute(ballot.flag), sent=True, secret=False)
    if form.validate():
        made = submit(form, lambda: services.cast_vote(actor(), pid, choice=str(form.choice.data)))
        if made is not None:
            flash(_("Your vote is cast. You can change it until %(when)s.", when=moment(ballot.closes_at)), "done")
            return see(url_for("flags.show", pid=ballot.flag.pid) + "#ballot")
    db.session().rollback()  # begin a new snapshot: the ballot may have closed while we asked
    return dispute_page.show_dispute(load(Flag, ballot.flag.pid), form), 422


@ballots.post("/ballots/<pid>/secret-vote")
def cast_secret_vote(pid: str) -> Answer:
    """Put one's vote in the box. The receipt stands in the direct answer only: not in an address, not in a cookie."""
    ballot = load(Ballot, pid)
    insist(Right.CAST_VOTE, ballot)
    form = dispute_page.vote_form(council.get_dispute(ballot.flag), sent=True, secret=True)
    if form.validate():
        receipt = submit(form, lambda: secret_ballots.cast_secret_vote(actor(), pid, choice=str(form.choice.data)))
        if receipt is not None:
            return render_template("ballots/in_the_box.html", ballot=ballot, flag=ballot.flag, receipt=receipt)
    db.session().rollback()  # begin a new snapshot: the ballot may have closed while we asked
    if secret_ballots.has_voted(actor(), ballot):
        return see(url_for("flags.show", pid=ballot.flag.pid) + "#ballot")  # which says that the vote is in the box
    return dispute_page.show_dispute(load(Flag, ballot.flag.pid), form), 422


@ballots.post("/ballots/<pid>/receipt")
def check_receipt(pid: str) -> Answer:
    """Say whether a receipt is among those of the votes that were counted. It is sent, so that no address holds it."""
    ballot = load(Ballot, pid)
    form = dispute_page.ReceiptForm(pid)
    answer = submit(
        form, lambda: "yes" if secret_ballots.check_receipt(actor(), pid, form.receipt.data or "") else "no"
    )
    found = None if answer is None else answer == "yes"
    return dispute_page.show_dispute(ballot.flag, checked=form, found=found), 422 if found is None else 200
