"""What is sent from a desk: words put in, edited, moved, taken out and put back, in an answer or a part of a motion."""

from __future__ import annotations

from flask import Response, flash, request
from flask_babel import gettext as _

from policyhub.services import blocks, drafts
from policyhub.services.refusals import Conflict, Refused
from policyhub.web import desk as desks
from policyhub.web.asking import actor
from policyhub.web.desk import Desk, PassageForm, WordsForm
from policyhub.web.errors import said
from policyhub.web.forms import see, submit

Answer = str | Response | tuple[str, int]


def insert(desk: Desk) -> Answer:
    """Put a whole section in, or the words that were left of it."""
    form = PassageForm()
    section = request.form.get("section", "")
    quote = form.quote.data or ""
    command = desk.command(blocks.insert_passage, blocks.insert_point)
    done = form.validate() and submit(
        form,
        lambda: command(actor(), desk.pid, section=section, version=form.version.data or "", quote=quote),
    )
    if not done:
        return desks.words_page(desk, section, form), 422
    flash(_("The words were put in, as they stand in the version that you read."), "done")
    return see(desk.home)


def write(desk: Desk) -> Answer:
    """Put own words in."""
    form = WordsForm()
    command = desk.command(blocks.add_prose, blocks.add_point)
    done = form.validate() and submit(
        form, lambda: command(actor(), desk.pid, body=str(form.body.data), after=form.after.data or "")
    )
    if not done:
        return desks.write_page(desk, form), 422
    drafts.drop_draft(actor(), desk.draft_kind, desk.pid)
    flash(_("Your words were added."), "done")
    return see(desk.home)


def edit(desk: Desk, block: str) -> Answer:
    """Put a block in other words; of two who do so the second sees both texts."""
    form = WordsForm()
    command = desk.command(blocks.edit_block, blocks.edit_point)
    try:
        done = form.validate() and submit(
            form, lambda: command(actor(), desk.pid, block=block, body=str(form.body.data), base=form.base.data or "")
        )
    except Conflict as clash:
        return desks.block_page(desk, block, form, theirs=clash.theirs, sentence=said(clash)), 409
    if not done:
        return desks.block_page(desk, block, form), 422
    flash(_("The words were changed."), "done")
    return see(f"{desk.home.partition('#')[0]}#block-{block}")


def move(desk: Desk, block: str) -> Response:
    """Up or down by one place."""
    command = desk.command(blocks.move_block, blocks.move_point)
    command(actor(), desk.pid, block=block, up=request.form.get("to") != "down")
    return see(f"{desk.home.partition('#')[0]}#block-{block}")


def remove(desk: Desk, block: str) -> Response:
    """Take a block out."""
    desk.command(blocks.remove_block, blocks.remove_point)(actor(), desk.pid, block=block)
    flash(_("Taken out. You can put it back from “Taken out”, below the text."), "done")
    return see(desk.home)


def restore(desk: Desk, block: str) -> Response:
    """Put a block back."""
    desk.command(blocks.restore_block, blocks.restore_point)(actor(), desk.pid, block=block)
    flash(_("It stands in its place again."), "done")
    return see(f"{desk.home.partition('#')[0]}#block-{block}")


def renew(desk: Desk, block: str) -> Response:
    """Take the paper's new words, or keep the old ones."""
    match request.form.get("do"):
        case "take":
            desk.command(blocks.take_new_words, blocks.take_new_point)(actor(), desk.pid, block=block)
            flash(_("These are the paper’s words of today."), "done")
        case "keep":
            desk.command(blocks.keep_old_words, blocks.keep_old_point)(actor(), desk.pid, block=block)
            flash(_("Kept as they are. You are asked again when the paper changes once more."), "done")
        case _other:
            raise Refused(blocks.CHOOSE)
    return see(f"{desk.home.partition('#')[0]}#block-{block}")
