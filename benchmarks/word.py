"""How fast is a long Word file read, against pandoc reading the same file? ``python -m benchmarks.word``.

Both as whole processes, in turn; pandoc by the wheel that the tests use as an oracle. Needs the long real document.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

import pypandoc

PAIRS = 9
MOST = 0.5
FILES = Path(__file__).resolve().parents[2] / "shared" / "real" / "word"
READ = "import sys\nfrom policyhub.readers import read\nread(open(sys.argv[1], 'rb').read())"


def seconds(*command: str) -> float:
    """How long a command takes, its start included."""
    began = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began


def main() -> int:
    """Measure both in turn and say."""
    files = sorted(FILES.glob("*.docx"), key=lambda path: path.stat().st_size)
    if not files:
        print("Reading a long Word file: ../shared with the real documents is not here, so this was not measured.")
        return 0
    longest = str(files[-1])
    ratios = []
    for _ in range(PAIRS):
        base = seconds(pypandoc.get_pandoc_path(), "-f", "docx", "-t", "json", longest)
        ratios.append(seconds(sys.executable, "-c", READ, longest) / base)
    median = statistics.median(ratios)
    print(f"Reading {files[-1].name}, against pandoc")
    print(f"  {median:.2f} ({min(ratios):.2f} to {max(ratios):.2f}), {PAIRS} pairs; wanted under {MOST}")
    return 0 if median < MOST else 1


if __name__ == "__main__":
    sys.exit(main())
