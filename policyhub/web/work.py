"""Your work: what waits for whoever is asking, by date, and six weeks at a glance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from flask import Blueprint, render_template
from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from policyhub import clock
from policyhub.services import papers
from policyhub.services import work as services
from policyhub.services.work import Task
from policyhub.web.asking import actor
from policyhub.web.wording import ago_day, day, days_left, hour

work = Blueprint("work", __name__)

WEEKS = 6


@dataclass(frozen=True, slots=True)
class Waiting:
    """A task with the words for its date."""

    task: Task
    due: str
    due2: str


@work.get("/")
def show() -> str:
    """What waits, with what has a date first."""
    now = clock.now()
    tasks = services.list_tasks(actor())
    parts = _parts(tasks, now)
    return render_template(
        "work/show.html",
        today=format_date(clock.local(now).date(), "EEEE d MMMM"),
        title=_title(len(tasks)),
        parts=parts,
        ruler=_ruler(tasks, now),
        numbers=services.numbers_of(actor(), tasks),
        readable=None if tasks else next(iter(papers.list_papers(actor())), None),
    )


def _title(number: int) -> str:
    words = [_("Two"), _("Three"), _("Four"), _("Five"), _("Six"), _("Seven"), _("Eight"), _("Nine"), _("Ten")]
    if number == 0:
        return _("Nothing waits for you")
    if number == 1:
        return _("One thing waits for you")
    if number - 2 < len(words):
        return _("%(number)s things wait for you", number=words[number - 2])
    return ngettext("%(num)s thing waits for you", "%(num)s things wait for you", number)


def _parts(tasks: Sequence[Task], now: datetime) -> list[tuple[str, str, list[Waiting]]]:
    """The tasks under Today, This week, Later and When you like: (heading, id, tasks)."""
    today = clock.local(now).date()
    sunday = today + timedelta(days=6 - today.weekday())
    parts: dict[str, list[Waiting]] = {"today": [], "week": [], "later": [], "whenever": []}
    for task in tasks:
        if task.due is None:
            since = _("came %(when)s", when=ago_day(task.came)) if task.came else ""
            parts["whenever"].append(Waiting(task, _("No date"), since))
            continue
        on = clock.local(task.due).date()
        if on <= today:
            parts["today"].append(Waiting(task, hour(task.due), _left(task.due, now)))
        elif on <= sunday:
            parts["week"].append(Waiting(task, format_date(on, "EEEE"), format_date(on, "d MMMM")))
        else:
            parts["later"].append(Waiting(task, format_date(on, "EEE d MMM"), days_left(task.due)))
    names = {"today": _("Today"), "week": _("This week"), "later": _("Later"), "whenever": _("When you like")}
    return [(names[key], f"when-{key}", some) for key, some in parts.items() if some]


def _left(due: datetime, now: datetime) -> str:
    hours = int((due - now).total_seconds() // 3600)
    if hours < 1:
        return _("in less than an hour")
    return ngettext("in %(num)s hour", "in %(num)s hours", hours)


def _ruler(tasks: Sequence[Task], now: datetime) -> dict[str, Any]:
    """Six weeks from this Monday on; positions in days from it."""
    monday = services.week_begins(now)
    first: date = clock.local(monday).date()

    def place(moment: datetime) -> float:
        return round((moment - monday).total_seconds() / 86400, 2)

    marks = [
        {"x": place(task.due), "disputed": task.disputed, "when": day(task.due)}
        for task in tasks
        if task.due is not None and place(task.due) < 7 * WEEKS
    ]
    weeks = [format_date(first + timedelta(days=7 * week), "d MMM") for week in range(WEEKS)]
    return {"now": place(now), "marks": marks, "weeks": weeks, "days": range(7 * WEEKS)}
