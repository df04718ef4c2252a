"""Who is asking in this request, and what they may do."""

from __future__ import annotations

from typing import Any, TypeVar

from flask import current_app
from flask_login import LoginManager, UserMixin, current_user

from policyhub import db
from policyhub.config import Settings
from policyhub.permissions.actor import VISITOR, Actor
from policyhub.permissions.rights import Right
from policyhub.permissions.table import allowed
from policyhub.permissions.visible import load as load_visible
from policyhub.services import sessions

T = TypeVar("T")

login_manager = LoginManager()
login_manager.session_protection = None  # the session's token is random and kept on the server


class SignedIn(UserMixin):
    """A member as Flask-Login wants one; its id is the session's token."""

    def __init__(self, actor: Actor, token: str) -> None:
        self.actor = actor
        self.token = token

    @property
    def name(self) -> str:
        """The member's name, for the masthead."""
        return self.actor.name

    def get_id(self) -> str:
        """The session's token, never the member's id."""
        return self.token


@login_manager.user_loader
def load_user(token: str) -> SignedIn | None:
    """Find who a token belongs to."""
    found = sessions.find_actor(token, idle_days=settings().session_idle_days)
    return SignedIn(found, token) if found else None


def settings() -> Settings:
    """The settings of the running application."""
    found: Settings = current_app.config["POLICYHUB"]
    return found


def actor() -> Actor:
    """Whoever is asking; a visitor when nobody has signed in."""
    return current_user.actor if current_user.is_authenticated else VISITOR


def can(right: str, thing: Any = None) -> bool:
    """Whether whoever is asking may do something; for templates, with the right's name."""
    return allowed(Right(right), actor(), thing)


def load(kind: type[T], pid: str) -> T:
    """A thing by public id if whoever is asking may see it; otherwise the page is not found."""
    return load_visible(db.session(), kind, actor(), pid)


def local_path(target: str | None, otherwise: str) -> str:
    """A path of this site that somebody asked to be sent back to; anything else becomes ``otherwise``."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return otherwise
    if any(ord(c) < 33 or c == "\\" for c in target):
        return otherwise
    return target
