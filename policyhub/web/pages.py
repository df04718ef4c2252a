"""Pages that say how things are: help, accessibility, your data."""

from __future__ import annotations

from flask import Blueprint, render_template

pages = Blueprint("pages", __name__)


@pages.get("/help")
def help() -> str:  # noqa: A001 - the page is called that
    """How to do the usual things."""
    return render_template("pages/help.html")


@pages.get("/accessibility")
def accessibility() -> str:
    """What we did so that everybody can use this, and what we know is missing."""
    return render_template("pages/accessibility.html")


@pages.get("/your-data")
def your_data() -> str:
    """What is kept about a person, why, and for how long."""
    return render_template("pages/your_data.html")


@pages.get("/healthz")
def health() -> tuple[str, int, dict[str, str]]:
    """Whether the application answers; for whoever watches it."""
    return "ok\n", 200, {"Content-Type": "text/plain; charset=utf-8"}
