"""All the views, found by feature: a module named like its blueprint."""

from __future__ import annotations

import importlib
import pkgutil

from flask import Blueprint, Flask

from policyhub import web


def register(app: Flask) -> None:
    """Put every feature's views into the application."""
    for module in sorted(m.name for m in pkgutil.iter_modules(web.__path__)):
        found = getattr(importlib.import_module(f"policyhub.web.{module}"), module, None)
        if isinstance(found, Blueprint):
            app.register_blueprint(found)
