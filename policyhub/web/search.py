"""The search page."""

from __future__ import annotations

from flask import Blueprint, render_template, request
from flask_babel import gettext as _

from policyhub.services import finding
from policyhub.web.asking import actor, settings

search = Blueprint("search", __name__)
PAGE = 20


@search.get("/search")
def show() -> str:
    """Look for words in what one may see."""
    query = request.args.get("q", "").strip()[:400]
    kind = request.args.get("kind", "")
    kinds = (kind,) if kind in finding.KINDS else finding.KINDS
    found = finding.search(actor(), query, kinds=kinds, settings=settings()) if query else []
    pages = max(1, -(-len(found) // PAGE))
    asked = request.args.get("page", "1")
    page = min(max(1, int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 5 else 1), pages)
    names = {
        "paper": _("Papers"),
        "section": _("Sections"),
        "comment": _("Comments"),
        "question": _("Questions"),
        "paragraph": _("Documents of consultations"),
        "answer": _("Answers"),
        "motion": _("Motions"),
    }
    offered = names if actor().signed_in else {k: names[k] for k in ("paper", "section")}
    return render_template(
        "search/show.html",
        query=query,
        kind=kind if kind in finding.KINDS else "",
        kinds=offered,
        found=found[(page - 1) * PAGE : page * PAGE],
        count=len(found),
        most=finding.MOST,
        page=page,
        pages=pages,
    )
