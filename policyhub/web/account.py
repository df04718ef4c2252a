"""Signing in and out, the language, and one's own account."""

from __future__ import annotations

from flask import Blueprint, Response, abort, redirect, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_login import current_user, login_user
from wtforms import EmailField, PasswordField
from wtforms.validators import InputRequired, Length

from policyhub import db
from policyhub.permissions.actor import Actor
from policyhub.services import demonstration, sessions
from policyhub.web.asking import SignedIn, actor, local_path, settings
from policyhub.web.forms import Form, see
from policyhub.web.wording import LANGUAGES

account = Blueprint("account", __name__)


class SignInForm(Form):
    """Address and password."""

    email = EmailField(
        _l("Email address"),
        [InputRequired(_l("Type your email address.")), Length(max=320, message=_l("That address is too long."))],
    )
    password = PasswordField(
        _l("Password"),
        [InputRequired(_l("Type your password.")), Length(max=1000, message=_l("That password is too long."))],
    )


@account.get("/sign-in")
def sign_in() -> str | Response:
    """The porch."""
    if actor().signed_in:
        return see(_where_to())
    return _porch(SignInForm())


@account.post("/sign-in")
def sign_in_with_password() -> str | Response | tuple[str, int]:
    """Check address and password; wrong ones get one sentence, the same for all reasons."""
    form = SignInForm()
    if not form.validate():
        return _porch(form), 422
    email = str(form.email.data)
    address = request.remote_addr or ""
    within = sessions.count_try("sign-in", email.strip().casefold(), most=sessions.TRIES_PER_ACCOUNT)
    within &= sessions.count_try("sign-in from", address, most=sessions.TRIES_PER_ADDRESS)
    if not within:
        abort(429)
    member_id = sessions.check_password(email, str(form.password.data), cost=settings().password_cost)
    if member_id is None:
        form.form_errors.append(_("The address and the password do not go together. Check both and try again."))
        return _porch(form), 422
    return _enter(member_id)


@account.post("/sign-in/as")
def sign_in_as() -> Response:
    """Look round as one of the demonstration's people; there is no such thing elsewhere."""
    if not settings().demo:
        abort(404)
    found = sessions.find_actor_by_pid(request.form.get("as", ""))
    if found is None or found.member_id is None:
        abort(404)
    return _enter(found.member_id)


def _porch(form: SignInForm) -> str:
    people: list[tuple[Actor, str]] = demonstration.list_people() if settings().demo else []
    return render_template(
        "account/sign_in.html", form=form, people=people, next=local_path(request.args.get("next"), "")
    )


def _where_to() -> str:
    return local_path(request.args.get("next"), url_for("work.show"))


def _enter(member_id: int) -> Response:
    """Start a session in a cookie that holds nothing from before; one that was open in this browser ends."""
    where = _where_to()
    _end_session()
    lang = session.get("lang")
    session.clear()
    token = sessions.start_session(member_id, days=settings().session_days)
    db.session().rollback()  # a new snapshot, which has the session in it
    found = sessions.find_actor(token, idle_days=settings().session_idle_days)
    if found is None:
        abort(500)
    session.permanent = True
    if lang:
        session["lang"] = lang
    login_user(SignedIn(found, token))
    return see(where)


@account.post("/sign-out")
def sign_out() -> Response:
    """End the session, in this browser and on the server."""
    _end_session()
    lang = session.get("lang")
    session.clear()
    if lang:
        session["lang"] = lang
    response = see(url_for("account.sign_in"))
    response.headers["Clear-Site-Data"] = '"cache"'
    return response


def _end_session() -> None:
    if current_user.is_authenticated:
        sessions.end_session(current_user.token)


@account.post("/language")
def set_language() -> Response:
    """Read on in another language, on the same page."""
    lang = request.form.get("lang", "")
    if lang in LANGUAGES:
        session["lang"] = lang
        session.permanent = True
    return redirect(local_path(request.form.get("next"), url_for("account.sign_in")), 303)  # type: ignore[return-value]


@account.get("/account")
def show() -> str:
    """Who I am here, and in which groups."""
    return render_template("account/show.html")
