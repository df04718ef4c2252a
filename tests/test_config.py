"""The settings refuse what would be unsafe."""

from __future__ import annotations

import stat
from multiprocessing import get_context

import pytest

from policyhub.config import BadSettings, from_environment, kept_secret


def read(tmp_path, **env):
    return from_environment({"POLICYHUB_DATA_DIR": str(tmp_path), **env})


def test_without_settings_it_runs_on_this_computer_with_sqlite(tmp_path):
    settings = read(tmp_path)
    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.database_url == f"sqlite:///{tmp_path / 'policyhub.sqlite'}"
    assert not settings.https


@pytest.mark.parametrize(
    "env",
    [
        {"POLICYHUB_HOST": "0.0.0.0"},
        {"POLICYHUB_BASE_URL": "http://policy.example.org"},
        {"POLICYHUB_HOST": "0.0.0.0", "POLICYHUB_BASE_URL": "https://policy.example.org", "POLICYHUB_DEMO": "1"},
        {"POLICYHUB_BASE_URL": "ftp://127.0.0.1"},
        {"POLICYHUB_PORT": "80a"},
        {"POLICYHUB_PORT": "70000"},
    ],
)
def test_unsafe_or_meaningless_settings_are_refused(tmp_path, env):
    with pytest.raises(BadSettings):
        read(tmp_path, **env)


def test_https_away_from_this_computer_is_fine(tmp_path):
    assert read(tmp_path, POLICYHUB_BASE_URL="https://policy.example.org").https


def test_a_public_demonstration_must_be_meant(tmp_path):
    env = {"POLICYHUB_BASE_URL": "https://policy.example.org", "POLICYHUB_DEMO": "1", "POLICYHUB_DEMO_PUBLIC": "1"}
    assert read(tmp_path, **env).demo


def test_the_secret_key_is_made_once_and_readable_by_its_owner_only(tmp_path):
    first = read(tmp_path).secret_key
    assert read(tmp_path).secret_key == first
    assert len(first) == 64
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600
    assert first not in repr(read(tmp_path))


def test_of_many_processes_starting_at_once_one_key_wins(tmp_path):
    with get_context("spawn").Pool(4) as pool:
        assert len(set(pool.map(kept_secret, [tmp_path] * 8))) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["secret-key"]
