"""The application for a WSGI server, wherever PolicyHub is installed: `gunicorn policyhub.wsgi:app`."""

from policyhub.app import create_app

app = create_app()
