"""The forms in which a dispute is raised, prepared, argued over and withdrawn."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField, RadioField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from policyhub.web.forms import Form

_too_long = Length(max=20_000, message=_l("Quote fewer words."))


class FlagForm(Form):
    """The question that has to be settled, and the words it is about."""

    question = TextAreaField(
        _l("What has to be settled?"),
        [
            InputRequired(_l("Put the question in a sentence.")),
            Length(max=1000, message=_l("Put the question in up to 1,000 characters.")),
        ],
        description=_l("One question that the council can answer, such as: free for everyone, or first for some?"),
    )
    why = TextAreaField(
        _l("Why is it disputed?"),
        [Length(max=5000, message=_l("Say it in up to 5,000 characters."))],
        description=_l("A sentence or two for those who were not there. You may leave this empty."),
    )
    quote = TextAreaField(
        _l("Which words is it about?"),
        [_too_long],
        description=_l("Copy them from the section. Leave this empty if it is about all of it."),
    )
    before = HiddenField()
    after = HiddenField()


class PassageForm(Form):
    """Where the disputed words stand."""

    section_pid = SelectField(_l("In which section?"))
    quote = TextAreaField(
        _l("Which words?"),
        [_too_long],
        description=_l("Copy them from the section. Leave this empty if it is about all of it."),
    )


class OptionForm(Form):
    """Another wording of the passage."""

    label = StringField(
        _l("What is it called?"),
        [
            InputRequired(_l("Give the wording a short name.")),
            Length(max=200, message=_l("Use up to 200 characters.")),
        ],
        description=_l("A few words by which people can speak of it, such as: the young and old first."),
    )
    replacement = TextAreaField(
        _l("The words that would stand there"),
        [Length(max=50_000, message=_l("That is too long: use up to 50,000 characters."))],
        description=_l("They replace the disputed words only. Leave this empty to take the words out."),
    )


class ArgumentForm(Form):
    """A reason for or against."""

    side = RadioField(_l("Which side is it for?"), [InputRequired(_l("Choose which side it is for."))])
    body = TextAreaField(
        _l("Your argument"),
        [InputRequired(_l("Write your argument first.")), Length(max=5000, message=_l("Use up to 5,000 characters."))],
        description=_l("One reason, in a few sentences. Add another argument for another reason."),
    )


class WithdrawForm(Form):
    """Why a point is no longer disputed."""

    reason = TextAreaField(
        _l("Why is it no longer disputed?"),
        [InputRequired(_l("Say why.")), Length(max=1000, message=_l("Use up to 1,000 characters."))],
        description=_l("This is shown on the page of the dispute, with your name."),
    )
