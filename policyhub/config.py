"""The settings, read once from the environment and checked before anything starts."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")


class BadSettings(Exception):
    """The settings cannot be used; the message says which and why."""


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that differs from one installation to another."""

    data_dir: Path
    database_url: str
    host: str = "127.0.0.1"
    port: int = 8000
    base_url: str = "http://127.0.0.1:8000"
    secret_key: str = field(default="", repr=False)
    demo: bool = False
    association: str = "The association"
    council_name: str = "Central Council"
    council_short_forms: tuple[str, ...] = ("CC",)
    max_upload_bytes: int = 20 * 1024 * 1024
    session_idle_days: int = 14
    session_days: int = 60
    password_cost: str = "strong"

    @property
    def https(self) -> bool:
        """Whether people reach the site by https: Secure cookies and HSTS follow from it."""
        return self.base_url.startswith("https://")

    @property
    def path(self) -> str:
        """Where on its host the site stands: "" at the top, "/hub" below it."""
        return urlsplit(self.base_url).path.rstrip("/")


def from_environment(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings; raises BadSettings with one sentence that says what to change."""
    env = os.environ if environ is None else environ
    data_dir = Path(env.get("POLICYHUB_DATA_DIR") or "instance").absolute()
    host = env.get("POLICYHUB_HOST") or "127.0.0.1"
    port = _port(env.get("POLICYHUB_PORT") or "8000")
    base_url = (env.get("POLICYHUB_BASE_URL") or f"http://{host}:{port}").rstrip("/")
    demo = env.get("POLICYHUB_DEMO") == "1"
    parts = urlsplit(base_url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSettings("POLICYHUB_BASE_URL must be an address such as https://policy.example.org.")
    far = host not in LOOPBACK or parts.hostname not in LOOPBACK
    if far and parts.scheme != "https":
        raise BadSettings("Away from this computer PolicyHub needs https: set POLICYHUB_BASE_URL to its https address.")
    if far and demo and env.get("POLICYHUB_DEMO_PUBLIC") != "1":
        raise BadSettings(
            "The demonstration lets anyone in: set POLICYHUB_DEMO_PUBLIC=1 as well if strangers may use it."
        )
    council_name, council_short_forms = environment_council(env)
    return Settings(
        data_dir=data_dir,
        database_url=env.get("POLICYHUB_DATABASE_URL") or f"sqlite:///{data_dir / 'policyhub.sqlite'}",
        host=host,
        port=port,
        base_url=base_url,
        secret_key=env.get("POLICYHUB_SECRET_KEY") or kept_secret(data_dir),
        demo=demo,
        association=env.get("POLICYHUB_ASSOCIATION") or "The Commonweal Association",
        council_name=council_name,
        council_short_forms=council_short_forms,
    )


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise BadSettings("POLICYHUB_PORT must be a number from 1 to 65535.")
    return int(text)


def kept_secret(data_dir: Path) -> str:
    """The secret key of this installation: made once, readable by its owner only."""
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = data_dir / "secret-key"
    fresh = path.with_name(f"secret-key.{os.getpid()}.{secrets.token_hex(4)}")
    if not path.exists():
        with os.fdopen(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))
        try:
            os.link(fresh, path)  # of several processes starting at once, one key wins
        except FileExistsError:
            pass
        finally:
            fresh.unlink()
    return path.read_text().strip()


def environment_council(environ: Mapping[str, str] | None = None) -> tuple[str, tuple[str, ...]]:
    """The council's name and its short forms, for what runs without the other settings."""
    env = os.environ if environ is None else environ
    short_forms = (env.get("POLICYHUB_COUNCIL_SHORT") or "CC").replace(",", " ").split()
    return env.get("POLICYHUB_COUNCIL") or "Central Council", tuple(short_forms)
