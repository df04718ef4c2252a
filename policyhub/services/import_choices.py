"""What is decided about an import before it is kept: choices, what it is, whether it is thrown away."""

from __future__ import annotations

from sqlalchemy import select

from policyhub.acts.jobs import ask_for
from policyhub.domain.importing.choices import Choices
from policyhub.domain.recognising.recognised import KINDS
from policyhub.domain.states import IMPORT, WrongMove
from policyhub.models import Import
from policyhub.permissions.rights import Right
from policyhub.services.command import Work, command
from policyhub.services.refusals import N_, Refused

_MOVED_ON = N_("This import has moved on since you opened the page. Look at it again.")


@command(Right.LOOK_AFTER_IMPORT, on=Import, locked=True)
def save_choices(work: Work, import_: Import, *, choices: Choices) -> str:
    """Keep what was decided for later. A doubt decided otherwise than guessed makes the file be read again."""
    if import_.state != "ready":
        raise Refused(_MOVED_ON)
    found = work.session.scalars(select(Import.found).where(Import.id == import_.id)).one() or {}
    doubts = {doubt["id"]: doubt for doubt in found.get("found", {}).get("doubts", ())}
    guessed = {name: doubt["choices"][doubt["chosen"]]["id"] for name, doubt in doubts.items()}
    import_.choices = choices.as_data()
    if any(guessed.get(name) != choice for name, choice in choices.decided.items() if name in guessed):
        _wait(work, import_)
    work.record("save_choices", "import", import_.id)
    return import_.pid


@command(Right.LOOK_AFTER_IMPORT, on=Import, locked=True)
def read_again(work: Work, import_: Import, *, as_kind: str) -> str:
    """Say what the file is, and have it read again as that."""
    if as_kind not in KINDS:
        raise Refused(N_("Choose what the file is."), field="as_kind")
    if import_.paper_id is not None:
        raise Refused(_MOVED_ON)
    import_.as_kind = as_kind
    import_.choices = Choices(article=Choices.from_data(import_.choices).article).as_data()
    _wait(work, import_)
    work.record("read_again", "import", import_.id, as_kind=as_kind)
    return import_.pid


def _wait(work: Work, import_: Import) -> None:
    _move(import_, "wait")
    ask_for(work.session, "read_import", import_.pid, at=work.at)


def _move(import_: Import, verb: str) -> None:
    try:
        import_.state = IMPORT.after(import_.state, verb)
    except WrongMove:
        raise Refused(_MOVED_ON) from None


@command(Right.LOOK_AFTER_IMPORT, on=Import, locked=True)
def choose_article(work: Work, import_: Import, *, article: int | None) -> str:
    """Say which article of a web page it is (from 0; None: the whole page), and have it read again. Refused if none."""
    found = work.session.scalars(select(Import.found).where(Import.id == import_.id)).one() or {}
    if article is not None and not 0 <= article < len(found.get("articles", ())):
        raise Refused(N_("Choose one of the articles."), field="article")
    if import_.paper_id is not None:
        raise Refused(_MOVED_ON)
    import_.choices = Choices(article=article).as_data()
    _wait(work, import_)
    work.record("choose_article", "import", import_.id, article=-1 if article is None else article)
    return import_.pid


@command(Right.LOOK_AFTER_IMPORT, on=Import, locked=True)
def throw_away_import(work: Work, import_: Import) -> str:
    """Keep nothing of an import; it can be taken back."""
    if import_.paper_id is not None:
        raise Refused(_MOVED_ON)
    _move(import_, "throw_away")
    work.record("throw_away_import", "import", import_.id)
    return import_.pid


@command(Right.LOOK_AFTER_IMPORT, on=Import, locked=True)
def take_back_import(work: Work, import_: Import) -> str:
    """Take an import back that was thrown away: it is read again, with what was decided before."""
    if import_.state != "thrown_away":
        raise Refused(_MOVED_ON)
    _wait(work, import_)
    work.record("take_back_import", "import", import_.id)
    return import_.pid
