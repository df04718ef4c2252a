"""The form of a motion: the same for one that is begun, described anew or brought in."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from wtforms import IntegerField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from policyhub.web.forms import Form

_TOO_LONG = _l("That is too long: 200 characters at most.")


class MotionForm(Form):
    """What a motion is called, where it goes, and who moves it."""

    title = StringField(
        _l("Title"),
        [
            InputRequired(_l("Type the motion’s title.")),
            Length(max=300, message=_l("That is too long: 300 characters at most.")),
        ],
    )
    destination = StringField(
        _l("Where it goes"),
        [Length(max=300, message=_l("That is too long: 300 characters at most."))],
        description=_l("A conference, a regional meeting, another branch."),
    )
    word_limit = IntegerField(
        _l("Word limit"),
        [Optional(), NumberRange(1, 1_000_000, _l("A word limit is a number from 1 up."))],
        description=_l("Leave this empty if there is none. Notes are not counted."),
    )
    mover = StringField(_l("Moved by"), [Length(max=200, message=_TOO_LONG)])
    seconder = StringField(_l("Seconded by"), [Length(max=200, message=_TOO_LONG)])
