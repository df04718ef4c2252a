"""`policyhub serve`: web and worker run, are started again when they die, and stop on SIGTERM."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import psutil
import pytest


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def wait_for(check, seconds: float = 40.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            if result := check():
                return result
        except OSError:
            pass
        time.sleep(0.1)
    raise AssertionError("it did not come up in time")


@pytest.fixture
def served(tmp_path):
    port = free_port()
    environment = {
        **os.environ,
        "POLICYHUB_DATA_DIR": str(tmp_path),
        "POLICYHUB_DATABASE_URL": "",
        "POLICYHUB_PORT": str(port),
    }
    process = subprocess.Popen(
        [sys.executable, "-m", "policyhub.cli.main", "serve", "--workers", "1"],
        env=environment,
        stderr=subprocess.DEVNULL,
    )
    yield process, f"http://127.0.0.1:{port}/healthz"
    if process.poll() is None:
        process.kill()
        for child in psutil.Process(process.pid).children(recursive=True):
            child.kill()
    process.wait()


def healthy(address: str) -> bool:
    with urllib.request.urlopen(address, timeout=5) as answer:
        return answer.read() == b"ok\n"


def children(process, word: str):
    found = []
    for child in psutil.Process(process.pid).children():
        try:
            if word in " ".join(child.cmdline()):
                found.append(child)
        except psutil.NoSuchProcess:
            continue  # it has died and is about to be started again
    return found


def test_it_serves_restarts_what_dies_and_stops_when_told(served):
    process, address = served
    wait_for(lambda: healthy(address))
    worker = wait_for(lambda: children(process, "worker"))[-1]
    gunicorn = children(process, "gunicorn")[0]
    worker.kill()
    gunicorn.kill()
    wait_for(lambda: [c for c in children(process, "policyhub.cli.main") if c.pid != worker.pid])
    wait_for(lambda: [c for c in children(process, "gunicorn") if c.pid != gunicorn.pid])
    wait_for(lambda: healthy(address))
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0
    with pytest.raises(OSError, match=r"refused|reset|closed"):
        healthy(address)
