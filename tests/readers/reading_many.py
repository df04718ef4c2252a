"""A child with the limits of every other that reads many files in turn, and tells what came of each."""

from __future__ import annotations

import json
import resource
import struct
import sys
import time
from pathlib import Path

from lxml import etree

from policyhub.readers.child import LIMITS
from policyhub.readers.child_main import limit, read

SECONDS = 600


def packed(files: list[tuple[str, bytes]]) -> bytes:
    """Files one behind the other, as this child wants them."""
    return b"".join(struct.pack("<II", len(name.encode()), len(data)) + name.encode() + data for name, data in files)


def main() -> None:
    """Read all; the answer says for each its seconds, and its sentence or its number of sections."""
    if sys.argv[1:] == ["without limits"]:
        take_out_limits()
    else:
        limit(memory=LIMITS.memory, answer=LIMITS.answer, cpu=SECONDS)
    given = sys.stdin.buffer
    outcomes = []
    while head := given.read(8):
        name_size, size = struct.unpack("<II", head)
        name, data = given.read(name_size).decode(), given.read(size)
        started = time.process_time()
        council = {"name": "Central Council", "short_forms": ["CC"]}
        try:
            answer = read({"name": "", "as_kind": None, "article": None, "decided": {}, "council": council}, data)
            says = answer.get("unreadable") or ""
        except MemoryError:
            says = "MemoryError"
        except Exception as problem:  # noqa: BLE001 - which is what the test is to find
            says = f"!! {type(problem).__name__}: {problem}"
        outcomes.append([name, round(time.process_time() - started, 2), says])
    json.dump({"outcomes": outcomes, "peak": peak()}, sys.stdout)


def take_out_limits() -> None:
    """Plant the fault that the tests must find: a build that trusts every file. Three gigabytes end it all the same."""
    import policyhub.readers as readers
    from policyhub.readers import packed as packages

    resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30))
    for module in (readers, packages):
        for name in vars(module):
            if name.startswith("MOST_"):
                setattr(module, name, 1 << 40)
    parser = etree.XMLParser(huge_tree=True, resolve_entities=True, load_dtd=True)

    def trusting(data: bytes) -> etree._Element:
        return etree.fromstring(data, parser)

    for module in list(sys.modules.values()):
        if hasattr(module, "parse_xml"):
            module.parse_xml = trusting
    packages.Packed.data.__defaults__ = (1 << 40,)


def peak() -> int:
    """The most memory of this process, in MB; what the system counts for its use is that of who started it too."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    own = next((line.split()[1] for line in lines if line.startswith("VmHWM:")), None)
    return (int(own) if own else resource.getrusage(resource.RUSAGE_SELF).ru_maxrss) // 1024


if __name__ == "__main__":
    main()
