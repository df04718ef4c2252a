"""The child that reads one file: a line of JSON and the file's bytes come in, a JSON object goes out."""

from __future__ import annotations

import contextlib
import ctypes
import json
import resource
import socket
import sys
from dataclasses import asdict
from typing import Any, NoReturn

_NEW_NETWORK = 0x40000000
_NEW_USER = 0x10000000


def main() -> None:
    """Take the limits, read, answer. Whatever breaks is the parent's to tell: an exit code other than 0."""
    head = json.loads(sys.stdin.buffer.readline(1024 * 1024))
    limit(**head["limits"])
    data = sys.stdin.buffer.read()
    try:
        answer = read(head, data)
    except MemoryError:
        from policyhub.readers.child import TOO_MUCH

        answer = {"unreadable": TOO_MUCH}
    json.dump(answer, sys.stdout, ensure_ascii=True, separators=(",", ":"))
    sys.stdout.flush()


def limit(*, memory: int, answer: int, cpu: int) -> None:
    """Give up, for good, memory beyond a size, processor time, other processes, core files and the network."""
    for what, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_DATA, memory),
        (resource.RLIMIT_FSIZE, answer),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NOFILE, 64),
    ):
        resource.setrlimit(what, (most, most))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu, cpu + 1))
    _leave_network()
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))


def _leave_network() -> None:
    """Go where there is no network, if the system lets us; in any case open no socket."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None, use_errno=True).unshare(_NEW_USER | _NEW_NETWORK)
    sys.addaudithook(_no_sockets)
    socket.socket = _Refused  # type: ignore[assignment, misc]


def _no_sockets(event: str, _arguments: tuple[Any, ...]) -> None:
    if event.startswith(("socket.", "subprocess.", "os.exec", "os.fork", "os.posix_spawn", "os.system")):
        raise PermissionError("no network and no other process in here")


class _Refused:
    """What stands where a socket would."""

    def __init__(self, *_arguments: object, **_options: object) -> NoReturn:
        raise PermissionError("no network in here")


def read(head: dict[str, Any], data: bytes) -> dict[str, Any]:
    """What is recognised in the bytes: "found" (see ``importing.stored``) and "words" (the count of words with their
    places) and "articles" (those of a web page that holds several), or "unreadable" with the sentence of the reader."""
    from policyhub.domain.importing.stored import as_data
    from policyhub.domain.recognising import Council, decide, recognise, words_check
    from policyhub.readers import articles
    from policyhub.readers import read as read_file
    from policyhub.readers.errors import Unreadable

    try:
        document = read_file(data, name=head["name"], article=head["article"])
        several = [asdict(one) for one in articles(data, name=head["name"])]
    except Unreadable as refusal:
        return {"unreadable": str(refusal)}
    council = Council(head["council"]["name"], tuple(head["council"]["short_forms"]))
    found = recognise(document, council=council, as_kind=head["as_kind"])
    known = {doubt.id: {choice.id for choice in doubt.choices} for doubt in found.doubts}
    decided = {doubt: choice for doubt, choice in head["decided"].items() if choice in known.get(doubt, ())}
    if decided:
        found = decide(found, decided)
    check = words_check(document, found)
    words = {"in_file": check.in_file, "placed": check.placed, "missing": list(check.missing)}
    return {"found": as_data(found), "words": words, "articles": several}


if __name__ == "__main__":
    main()
