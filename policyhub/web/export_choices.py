"""What whoever takes a file away can choose: what stands in it, and in which format; the choice is in the address."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import BooleanField

from policyhub.acts.paper_documents import Shown
from policyhub.web.forms import Form
from policyhub.writers.printing import Printing


class ChoicesForm(Form):
    """Boxes to tick; until somebody has chosen, those that most people want are ticked."""

    comments = BooleanField(
        _l("Members’ comments"),
        description=_l("In the margin in Word and OpenDocument; in a list at the end in every other format."),
    )
    disputes = BooleanField(
        _l("What is disputed, marked"),
        default=True,
        description=_l("In red, with the word “Disputed” before it. Without the tick: the words alone, as they stand."),
    )
    agreements = BooleanField(
        _l("A list of what is agreed"),
        default=True,
        description=_l("At the end: which sections, on what day, and by which vote or decision."),
    )
    line_numbers = BooleanField(
        _l("Line numbers"),
        description=_l(
            "In the margin, for reading together at a meeting. Only Word, PDF and OpenDocument have them: "
            "the other formats have no pages."
        ),
    )

    log = BooleanField(
        _l("Proof of when it was made (the head of the log)"),
        default=True,
        description=_l(
            "The last line: by it whoever keeps the file can find out later whether the record was cut off. A ministry "
            "needs none."
        ),
    )

    def shown(self) -> Shown:
        """What was chosen to stand in the file."""
        return Shown(
            comments=bool(self.comments.data),
            disputes=bool(self.disputes.data),
            agreements=bool(self.agreements.data),
            log=bool(self.log.data),
        )

    def printing(self) -> Printing:
        """How the file is to be printed."""
        return Printing(line_numbers=bool(self.line_numbers.data))


def asked_form(*, letter: bool = False) -> ChoicesForm:
    """The choices in the address; without any, the usual ones. A box without its tick sends nothing, hence "chosen".

    A letter, which a response or a motion is, usually ends without the head of the log.
    """
    if "chosen" in request.args:
        return ChoicesForm(formdata=request.args)
    form = ChoicesForm(formdata=None)
    form.log.data = not letter
    return form


def formats_of_changes(endpoint: str, **values: Any) -> list[dict[str, str]]:
    """The formats that show what changed, by what they are for, with the address of each file."""
    said = (
        ("docx", _("Word"), _("With tracked changes, which can be accepted or rejected one by one.")),
        ("pdf", _("PDF"), _("To print or to read: what was put in is underlined, what was taken out struck through.")),
        ("odt", _("OpenDocument"), _("The same as Word, for LibreOffice.")),
        ("html", _("Web page"), _("One file that opens in every browser.")),
    )
    return [
        {"href": url_for(endpoint, format=ending, **values), "name": name, "why": why} for ending, name, why in said
    ]


def formats(href: Callable[[str], str]) -> list[dict[str, object]]:
    """Every format by what it is for, those that most people want first; ``href`` is the address of each file."""
    said = (
        ("docx", _("Word"), _("To work on, or to send to somebody who will.")),
        ("pdf", _("PDF"), _("To print, to read, or to send as it is; screen readers can read it.")),
        ("odt", _("OpenDocument"), _("The same as Word, for LibreOffice.")),
        ("html", _("Web page"), _("One file that opens in every browser.")),
        ("md", _("Markdown"), _("For a web site, or to keep beside other texts.")),
        ("txt", _("Plain text"), _("For forms on the web that take nothing else, and for email.")),
        ("json", _("JSON"), _("For programs.")),
    )
    return [
        {"format": ending, "href": href(ending), "name": name, "why": why, "usual": ending in ("docx", "pdf")}
        for ending, name, why in said
    ]
