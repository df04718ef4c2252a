"""The browser that walks and pictures are made with: Debian's Chromium, or its shell."""

from __future__ import annotations

import shutil

from playwright.sync_api import Browser, Playwright

MISSING = "Chromium is missing: install it (on Debian: sudo apt install chromium)."

# the shell is the same browser without windows, and takes half the time
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
_ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def found_chromium() -> str | None:
    """Where it is installed."""
    return next((path for name in _NAMES if (path := shutil.which(name))), None)


def opened(run: Playwright, path: str, *more: str) -> Browser:
    """The browser at ``path``, with ``more`` arguments than the usual."""
    return run.chromium.launch(executable_path=path, args=[*_ARGUMENTS, *more])
