"""The forms in which consultations and their questions are typed."""

from __future__ import annotations

from datetime import datetime

from flask_babel import lazy_gettext as _l
from wtforms import DateTimeLocalField, IntegerField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from policyhub import clock
from policyhub.domain.question_list import MOST_WORDS
from policyhub.web.forms import Form
from policyhub.web.wording import LANGUAGES

LONGEST_PASTE = 400_000


class ConsultationForm(Form):
    """What a consultation is called, who asks, and until when."""

    title = StringField(
        _l("Title of the consultation"),
        [
            InputRequired(_l("Type the consultation’s title.")),
            Length(max=500, message=_l("That is too long: 500 characters at most.")),
        ],
    )
    issuer = StringField(
        _l("Who asks"),
        [Length(max=300, message=_l("That is too long: 300 characters at most."))],
        description=_l("A ministry, a council, a party: as it should stand at the head of your response."),
    )
    reference = StringField(
        _l("Their reference"), [Length(max=200, message=_l("That is too long: 200 characters at most."))]
    )
    closes_at = DateTimeLocalField(
        _l("Closes"),
        [Optional()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_l("The last day and time for answers, in British time."),
    )

    def closing(self) -> datetime | None:
        """The closing time in UTC, as it was typed in British time."""
        typed: datetime | None = self.closes_at.data
        return clock.from_local(typed) if typed else None


class NewForm(ConsultationForm):
    """A consultation with its questions, pasted as they were published."""

    group = SelectField(_l("Which group looks after it"))
    lang = SelectField(_l("Language of the questions"), choices=dict(LANGUAGES), default="en-GB")
    questions = TextAreaField(
        _l("Their questions"),
        [
            InputRequired(_l("Paste at least one question.")),
            Length(max=LONGEST_PASTE, message=_l("That is too long. Paste the questions only.")),
        ],
        description=_l(
            "Paste them as they were published, numbered or one a line. You see what was found before it is kept."
        ),
    )


class QuestionForm(Form):
    """One question."""

    number = StringField(_l("Number"), [Length(max=40, message=_l("A number may have up to 40 characters."))])
    text = TextAreaField(
        _l("Question"),
        [
            InputRequired(_l("Type the question.")),
            Length(max=MOST_WORDS, message=_l("That is too long: 20,000 characters at most.")),
        ],
    )
    guidance = TextAreaField(
        _l("What they say about it"),
        [Length(max=MOST_WORDS, message=_l("That is too long: 20,000 characters at most."))],
    )
    word_limit = IntegerField(
        _l("Word limit"),
        [Optional(), NumberRange(1, 1_000_000, _l("A word limit is a number from 1 up."))],
        description=_l("Leave this empty if they set none."),
    )
