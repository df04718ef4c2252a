"""The application for a WSGI server: `gunicorn wsgi:app`."""

from policyhub.wsgi import app

__all__ = ["app"]
