"""A child that does what a broken or hostile reader might do; the tests of the real one start it in its place."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from policyhub.readers import child_main


def main(what: str) -> None:
    head = json.loads(sys.stdin.buffer.readline())
    if what == "sleep":
        time.sleep(60)
    child_main.limit(**head["limits"])
    acts.get(what, lambda: print(json.dumps({"tried": tried(what)})))()


def burn() -> None:
    while True:
        pass


def files() -> None:
    print(json.dumps({"files": sorted(int(fd.name) for fd in Path("/proc/self/fd").iterdir())}))


acts: dict[str, Callable[[], object]] = {
    "burn": burn,
    "eat": lambda: print(json.dumps({"eaten": len(b"x" * 10**10)})),
    "write": lambda: sys.stdout.write("x" * 10**8),
    "crash": os.abort,
    "babble": lambda: print("no JSON"),
    "list": lambda: print("[1]"),
    "fail": lambda: sys.exit(3),
    "files": files,
    "environment": lambda: print(json.dumps({"names": sorted(os.environ)})),
}


def tried(what: str) -> str:
    try:
        if what == "connect":
            socket.create_connection(("127.0.0.1", 9), timeout=1)
        elif what == "socket":
            import _socket

            _socket.socket()
        else:
            subprocess.run(["/bin/true"], check=True)
    except OSError as refusal:
        return type(refusal).__name__
    return "it went through"


if __name__ == "__main__":
    main(sys.argv[1])
