"""Where the templates, static files, migrations and translations are, in a checkout and in an installed wheel."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_SHIPPED = _PACKAGE / "_shipped"


def _home() -> Path:
    """The directory that holds what is not Python: a wheel carries it inside the package, a checkout beside it.

    Asked of the file system and not of ``importlib.resources``: an editable install leaves copies beside its path file
    that grow stale.
    """
    return _SHIPPED if _SHIPPED.is_dir() else _PACKAGE.parent


TEMPLATES: Path = _home() / "templates"
STATIC: Path = _home() / "static"
MIGRATIONS: Path = _home() / "migrations"
TRANSLATIONS: Path = _PACKAGE / "translations"
