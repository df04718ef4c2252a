"""Dates, numbers, languages and sentences as people read them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from flask import Flask, g, has_request_context, request, session
from flask_babel import Babel, format_date, ngettext
from flask_babel import gettext as _
from flask_login import current_user

import policyhub.domain.recognising  # noqa: F401  What it says is known from when it is loaded.
from policyhub import clock
from policyhub.domain.sentences import made_from

LANGUAGES = {"en-GB": "English", "cy": "Cymraeg"}
babel = Babel()


def choose_language() -> str:
    """The reader's language: as chosen in this browser, as in the account, or as the browser asks."""
    if not has_request_context():
        return "en_GB"
    if "lang" not in g:
        chosen = session.get("lang")
        if chosen not in LANGUAGES and current_user.is_authenticated:
            chosen = current_user.actor.lang
        if chosen not in LANGUAGES:
            chosen = "cy" if request.accept_languages.best_match(["en", "cy"]) == "cy" else "en-GB"
        g.lang = chosen
    return str(g.lang).replace("-", "_")


def day(value: date | datetime) -> str:
    """Friday 4 December 2026."""
    return format_date(clock.local(value) if isinstance(value, datetime) else value, "EEEE d MMMM y", rebase=False)


def short_day(value: date | datetime) -> str:
    """4 December 2026."""
    return format_date(clock.local(value) if isinstance(value, datetime) else value, "d MMMM y", rebase=False)


def hour(value: datetime) -> str:
    """5 pm, 9.30 am, noon."""
    here = clock.local(value)
    if here.minute == 0 and here.hour in (0, 12):
        return _("noon") if here.hour == 12 else _("midnight")
    half = _("am") if here.hour < 12 else _("pm")
    clock_hour = here.hour % 12 or 12
    return f"{clock_hour}.{here.minute:02d} {half}" if here.minute else f"{clock_hour} {half}"


def moment(value: datetime) -> str:
    """Friday 4 December 2026, 5 pm; in Welsh as it stands after "ar" and "tan", and by itself as "on" that day."""
    words = f"{day(value)}, {hour(value)}"
    return f"ddydd{words.removeprefix('Dydd')}" if words.startswith("Dydd ") else words


def ago_day(value: date | datetime) -> str:
    """Today, yesterday, or the date."""
    then = clock.local(value).date() if isinstance(value, datetime) else value
    match (clock.local(clock.now()).date() - then).days:
        case 0:
            return _("today")
        case 1:
            return _("yesterday")
        case _other:
            return short_day(value)


def days_left(value: datetime) -> str:
    """In 3 days; today; closed."""
    left = (clock.local(value).date() - clock.local(clock.now()).date()).days
    if value <= clock.now():
        return _("closed")
    return _("today") if left == 0 else ngettext("in %(num)s day", "in %(num)s days", left)


def role_words(role: str, kind: str) -> str:
    """What a role in a group of some kind is called."""
    if role == "member":
        return {"council": _("council member"), "branch": _("branch member")}.get(kind, _("member"))
    return {"convenor": _("convenor"), "secretary": _("secretary"), "chair": _("chair")}.get(role, role)


def translated(sentence: str | None) -> str:
    """What a reader of files, recognition or a refusal says in English, in the language of whoever looks at the page.

    The values of a sentence stay as they are, and so does a sentence that nobody marked for translation. What comes
    back is plain words, which a template escapes: they may hold words of somebody's file.
    """
    if not sentence:
        return ""  # to gettext, nothing is the head of the catalogue
    exact = _(sentence)
    made = made_from(sentence) if exact == sentence else None
    if made is None:
        return exact
    values = {name: translated(str(value)) if name in made.parts else value for name, value in made.values.items()}
    return _(made.template) % values if values else _(made.template)


def offer_words(app: Flask) -> None:
    """Give the templates their filters."""
    babel.init_app(app, locale_selector=choose_language, timezone_selector=lambda: "Europe/London")
    filters: dict[str, Any] = {
        "day": day,
        "short_day": short_day,
        "hour": hour,
        "moment": moment,
        "ago_day": ago_day,
        "days_left": days_left,
        "translated": translated,
    }
    app.jinja_env.filters.update(filters)
    app.jinja_env.globals.update(role_words=role_words)

    @app.before_request
    def settle_language() -> None:
        choose_language()
