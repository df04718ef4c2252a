"""The wheel, alone in an empty environment, outside the repository: it holds what it needs and nothing else."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

_PLACES = """
from policyhub import places
for place in (places.TEMPLATES, places.STATIC, places.MIGRATIONS, places.TRANSLATIONS):
    print(place)
"""

_PAGE = """
import re
import pathlib
from policyhub.app import create_app
from policyhub.config import from_environment
from policyhub.db import Database
from policyhub.migrating import migrate

settings = from_environment({"POLICYHUB_DATA_DIR": str(pathlib.Path.cwd() / "data")})
database = Database(settings.database_url)
migrate(database)
client = create_app(settings, database=database).test_client()
page = client.get("/sign-in")
assert page.status_code == 200, page.text
print(page.status_code, page.content_type, "<h1" in page.text)
for sheet in re.findall(r'<link[^>]+rel="stylesheet"[^>]+href="([^"]+)"', page.text):
    answer = client.get(sheet)
    print(answer.status_code, answer.content_type, len(answer.data) > 0)
"""


def run(*command: str | Path, where: Path) -> str:
    """What a program prints; its complaints become the message of the failing test."""
    done = subprocess.run(
        [str(part) for part in command], cwd=where, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", out, where=ROOT)
    (built,) = out.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python that has the wheel, and what the project depends on, but not the checkout."""
    home = tmp_path_factory.mktemp("empty")
    run(sys.executable, "-m", "venv", "--without-pip", home / "venv", where=home)
    python = home / "venv" / "bin" / "python"
    run(sys.executable, "-m", "pip", "--python", python, "install", "--no-index", "--no-deps", wheel, where=home)
    # A .pth adds the directory but does not follow the .pth in it, so the editable install stays out of sight.
    (site,) = home.glob("venv/lib/python3*/site-packages")
    (site / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def test_the_wheel_holds_everything_that_is_not_python_and_no_test(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
    for place in ("templates", "static", "migrations"):
        ours = {
            f"policyhub/_shipped/{path.relative_to(ROOT).as_posix()}"
            for path in (ROOT / place).rglob("*")
            if path.is_file() and "__pycache__" not in path.parts
        }
        assert ours, f"{place} is empty"
        assert ours <= inside, sorted(ours - inside)
    tops = {name.partition("/")[0] for name in inside}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"policyhub"}
    assert not [name for name in inside if "__pycache__" in name or "tests/" in name]
    assert [name for name in inside if name.endswith("licenses/LICENSE")]


def test_an_installed_wheel_finds_its_files_where_it_lies(python: Path, tmp_path: Path) -> None:
    printed = [Path(line) for line in run(python, "-I", "-c", _PLACES, where=tmp_path).splitlines()]
    home = python.parent.parent
    assert [place.name for place in printed] == ["templates", "static", "migrations", "translations"]
    assert all(place.is_relative_to(home) and not place.is_relative_to(ROOT) for place in printed)
    assert all(place.is_dir() for place in printed[:3])


def test_a_checkout_finds_its_files_in_the_repository(tmp_path: Path) -> None:
    printed = [Path(line) for line in run(sys.executable, "-c", _PLACES, where=tmp_path).splitlines()]
    assert printed[:3] == [ROOT / "templates", ROOT / "static", ROOT / "migrations"]


def test_the_console_script_is_installed(python: Path, wheel: Path, tmp_path: Path) -> None:
    version = wheel.name.split("-")[1]
    assert version in run(python.with_name("policyhub"), "--version", where=tmp_path)


def test_an_installed_wheel_serves_a_page_and_its_styles(python: Path, tmp_path: Path) -> None:
    page, *sheets = run(python, "-I", "-c", _PAGE, where=tmp_path).splitlines()
    assert page == "200 text/html; charset=utf-8 True"
    assert sheets, "the page names no stylesheet"
    assert set(sheets) == {"200 text/css; charset=utf-8 True"}
