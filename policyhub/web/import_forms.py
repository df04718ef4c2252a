"""The forms of imports: a file, what it is, and what becomes of it."""

from __future__ import annotations

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms import BooleanField, DateTimeLocalField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Length, Optional

from policyhub.web.forms import Form
from policyhub.web.motion_forms import MotionForm
from policyhub.web.wording import LANGUAGES


class UploadForm(Form):
    """A file for a group."""

    group = SelectField(_l("Whose it is"), [InputRequired(_l("Choose the group whose file it is."))])
    file = FileField(_l("The file"))


class PaperForm(Form):
    """What the paper is called, and the consultation in it."""

    title = StringField(
        _l("The paper’s title"),
        [
            InputRequired(_l("Type the paper’s title.")),
            Length(max=500, message=_l("Type a title of up to 500 characters.")),
        ],
    )
    subtitle = StringField(_l("Subtitle"), [Length(max=1000, message=_l("Type a subtitle of up to 1,000 characters."))])
    lang = SelectField(_l("Language of the paper"), choices=dict(LANGUAGES))
    comments = BooleanField(_l("Make the comments of the file comments on the paper"))
    consultation_title = StringField(
        _l("What the consultation is called"), [Length(max=500, message=_l("Type a title of up to 500 characters."))]
    )
    issuer = StringField(
        _l("Who asks the questions"), [Length(max=300, message=_l("Type a name of up to 300 characters."))]
    )


class KindForm(Form):
    """What the file is."""

    as_kind = SelectField(
        _l("What the file is"),
        choices=[
            SelectChoice("paper", _l("a policy paper")),
            SelectChoice("consultation", _l("a consultation")),
            SelectChoice("response", _l("a response to a consultation")),
            SelectChoice("motion", _l("a motion")),
        ],
    )


class NamedForm(Form):
    """What a consultation is called, and who asks."""

    title = StringField(
        _l("What the consultation is called"),
        [
            InputRequired(_l("Type the consultation’s title.")),
            Length(max=500, message=_l("Type a title of up to 500 characters.")),
        ],
    )
    issuer = StringField(
        _l("Who asks the questions"), [Length(max=300, message=_l("Type a name of up to 300 characters."))]
    )


class KeptConsultationForm(NamedForm):
    """A consultation with the document it came in."""

    closes_at = DateTimeLocalField(
        _l("Closes"),
        [Optional()],
        format=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M:%S"],
        description=_l("The last day and time for answers, in British time."),
    )
    lang = SelectField(_l("Language of the questions"), choices=dict(LANGUAGES))


class KeptResponseForm(NamedForm):
    """What a response answers; the names of a consultation count when it is none that is here."""

    answers = SelectField(_l("Which consultation it answers"))
    lang = SelectField(_l("Language of the response"), choices=dict(LANGUAGES))


class KeptMotionForm(MotionForm):
    """A motion that was brought in, with its language."""

    lang = SelectField(_l("Language of the motion"), choices=dict(LANGUAGES))
