"""Disputes: raised by a member, prepared by the convenor, argued over by both."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, flash, render_template, request, url_for
from flask_babel import gettext as _

from policyhub import db
from policyhub.acts import passages as passage_acts
from policyhub.acts.papers import outline
from policyhub.models import Flag, FlagOption, Paper, Section
from policyhub.permissions.rights import Right
from policyhub.permissions.visible import NotFound
from policyhub.services import council, drafts, reading
from policyhub.services import flags as services
from policyhub.web import dispute_page, rendering
from policyhub.web.asking import actor, load
from policyhub.web.dispute_forms import ArgumentForm, FlagForm, OptionForm, PassageForm, WithdrawForm
from policyhub.web.forms import Form, see, submit
from policyhub.web.shown import insist, place_of

flags = Blueprint("flags", __name__)

Answer = str | Response | tuple[str, int]


@flags.get("/sections/<pid>/flag")
def new(pid: str) -> str:
    """A form to say that a section, or words in it, are disputed."""
    section = load(Section, pid)
    insist(Right.RAISE_FLAG, section)
    form = FlagForm(formdata=None)
    for name, most in (("quote", 20_000), ("before", 200), ("after", 200)):
        form[name].data = request.args.get(name, "")[:most]
    kept = drafts.find_draft(actor(), "flag", pid)
    _refill(form, kept)
    return _new(section, form, kept)


@flags.post("/sections/<pid>/flag")
def raise_flag(pid: str) -> Answer:
    """Raise it."""
    section = load(Section, pid)
    insist(Right.RAISE_FLAG, section)
    form = FlagForm()
    if form.validate():
        made = submit(form, lambda: services.raise_flag(actor(), pid, **_data(form)))
        if made is not None:
            drafts.drop_draft(actor(), "flag", pid)
            flash(_("The words are flagged as disputed."), "done")
            return see(url_for("flags.show", pid=made))
    return _new(section, form), 422


def _new(section: Section, form: FlagForm, kept: drafts.Kept | None = None) -> str:
    here, placed = place_of(section)
    content = reading.list_contents(actor(), [here])[here.text_id]
    words = rendering.words_of(content.html, {p.pid: p.number for p in placed})
    return render_template("flags/new.html", section=section, at=here, words=words, form=form, kept=kept)


def _data(form: Form) -> dict[str, str]:
    return {name: str(field.data or "") for name, field in form._fields.items()}


def _refill(form: Form, kept: drafts.Kept | None) -> None:
    """Give back what was typed and not sent, where the form is still empty."""
    for name, field in form._fields.items():
        if kept is not None and kept.get(name) and not field.data:
            field.data = kept.get(name)


@flags.get("/disputes/<pid>")
def show(pid: str) -> str:
    """The dispute: its words in their place, its options, its sides, its ballot, its resolution."""
    return dispute_page.show_dispute(load(Flag, pid))


@flags.get("/papers/<pid>/disputes")
def index(pid: str) -> str:
    """All disputes of a paper, by what they wait for."""
    paper = load(Paper, pid)
    insist_signed_in()
    names = {p.text_id: p.name for p in outline(db.session(), paper)}
    return render_template(
        "flags/index.html",
        paper=paper,
        queue=council.list_disputes(actor(), paper=paper),
        names=names,
        name_of=dispute_page.name_of,
    )


def insist_signed_in() -> None:
    """Disputes are for members; for a visitor there are none."""
    if not actor().signed_in:
        raise NotFound


@flags.get("/disputes/<pid>/words")
def words(pid: str) -> str:
    """A form to say which words it is about."""
    flag = _prepared(pid)
    passage = passage_acts.passage_of(db.session(), flag)
    form = _passage_form(flag, PassageForm(formdata=None))
    form.section_pid.data = passage.section.text.pid
    form.quote.data = "" if passage.whole or passage.lost else passage.quote
    return _words(flag, form)


@flags.post("/disputes/<pid>/words")
def choose_words(pid: str) -> Answer:
    """Tie it to them."""
    flag = _prepared(pid)
    form = _passage_form(flag, PassageForm())
    if form.validate() and submit(form, lambda: services.choose_passage(actor(), pid, **_data(form))):
        flash(_("The dispute is about these words now."), "done")
        return see(url_for("flags.show", pid=pid))
    return _words(flag, form), 422


def _prepared(pid: str) -> Flag:
    flag = load(Flag, pid)
    insist(Right.PREPARE_FLAG, flag)
    return flag


def _passage_form(flag: Flag, form: PassageForm) -> PassageForm:
    placed = outline(db.session(), flag.paper)
    form.section_pid.choices = [(p.pid, " ".join(filter(None, (p.number, p.heading))) or p.pid) for p in placed]
    form.section_pid.validate_choice = False  # the command knows better what is possible
    return form


def _words(flag: Flag, form: PassageForm) -> str:
    passage = passage_acts.passage_of(db.session(), flag)
    place = dispute_page.words_in_place(flag, passage)
    return render_template("flags/words.html", flag=flag, passage=passage, words=place, form=form)


@flags.get("/disputes/<pid>/options/new")
def new_option(pid: str) -> str:
    """A form for another wording, with the words that stand there now."""
    flag = _prepared(pid)
    form = OptionForm(formdata=None)
    kept = drafts.find_draft(actor(), "option", pid)
    _refill(form, kept)
    if kept is None:
        form.replacement.data = passage_acts.passage_of(db.session(), flag).quote
    return _option(flag, form, None, kept)


@flags.post("/disputes/<pid>/options/new")
def offer_option(pid: str) -> Answer:
    """Offer it."""
    flag = _prepared(pid)
    form = OptionForm()
    if form.validate() and submit(form, lambda: services.offer_option(actor(), pid, **_data(form))):
        drafts.drop_draft(actor(), "option", pid)
        flash(_("The wording is among the options."), "done")
        return see(url_for("flags.show", pid=pid) + "#options")
    return _option(flag, form, None), 422


@flags.get("/disputes/<pid>/options/<option>")
def edit_option(pid: str, option: str) -> str:
    """A form to word an option differently."""
    flag = _prepared(pid)
    found = _find(flag, option)
    form = OptionForm(formdata=None, label=found.label, replacement=found.replacement)
    return _option(flag, form, found)


@flags.post("/disputes/<pid>/options/<option>")
def change_option(pid: str, option: str) -> Answer:
    """Word it differently."""
    flag = _prepared(pid)
    form = OptionForm()
    if form.validate() and submit(form, lambda: services.change_option(actor(), pid, option=option, **_data(form))):
        flash(_("The wording is changed."), "done")
        return see(url_for("flags.show", pid=pid) + "#options")
    return _option(flag, form, _find(flag, option)), 422


@flags.post("/disputes/<pid>/options/<option>/remove")
def remove_option(pid: str, option: str) -> Answer:
    """Take it away."""
    services.remove_option(actor(), pid, option=option)
    flash(_("The wording is no longer among the options."), "done")
    return see(url_for("flags.show", pid=pid) + "#options")


def _find(flag: Flag, pid: str) -> FlagOption:
    found = next((option for option in flag.options if option.pid == pid), None)
    if found is None:
        raise NotFound
    return found


def _option(flag: Flag, form: OptionForm, option: FlagOption | None, kept: drafts.Kept | None = None) -> str:
    passage = passage_acts.passage_of(db.session(), flag)
    place = dispute_page.words_in_place(flag, passage)
    return render_template(
        "flags/option.html", flag=flag, passage=passage, words=place, form=form, option=option, kept=kept
    )


@flags.get("/disputes/<pid>/argue")
def argue(pid: str) -> str:
    """A form for an argument."""
    return _small(pid, Right.ARGUE, "argument", _argument_form(formdata=None))


@flags.post("/disputes/<pid>/argue")
def add_argument(pid: str) -> Answer:
    """Add it."""
    return _take(
        pid,
        Right.ARGUE,
        "argument",
        _argument_form(),
        services.add_argument,
        _("Your argument is on the page."),
        "#sides",
    )


def _argument_form(**how: Any) -> ArgumentForm:
    form = ArgumentForm(**how)
    form.side.choices = [("for", _("For leaving it as it is")), ("against", _("Against it, for other words"))]
    form.side.validate_choice = False
    if how and request.args.get("side") in ("for", "against"):
        form.side.data = request.args["side"]
    return form


@flags.get("/disputes/<pid>/withdraw")
def withdraw(pid: str) -> str:
    """A form to say that it is no longer disputed."""
    return _small(pid, Right.PREPARE_FLAG, "withdrawal", WithdrawForm(formdata=None))


@flags.post("/disputes/<pid>/withdraw")
def withdraw_flag(pid: str) -> Answer:
    """Withdraw it."""
    return _take(
        pid,
        Right.PREPARE_FLAG,
        "withdrawal",
        WithdrawForm(),
        services.withdraw_flag,
        _("The dispute is withdrawn."),
        "",
    )


def _small(pid: str, right: Right, kind: str, form: Form) -> str:
    flag = load(Flag, pid)
    insist(right, flag)
    kept = drafts.find_draft(actor(), kind, pid)
    _refill(form, kept)
    return render_template("flags/small.html", flag=flag, form=form, kind=kind, kept=kept)


def _take(pid: str, right: Right, kind: str, form: Form, run: Callable[..., str], done: str, fragment: str) -> Answer:
    flag = load(Flag, pid)
    insist(right, flag)
    if form.validate() and submit(form, lambda: run(actor(), pid, **_data(form))):
        drafts.drop_draft(actor(), kind, pid)
        flash(done, "done")
        return see(url_for("flags.show", pid=pid) + fragment)
    return render_template("flags/small.html", flag=flag, form=form, kind=kind, kept=None), 422
