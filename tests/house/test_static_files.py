"""Guard: fonts are the bytes they claim to be, and the styles stay light."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping

from tests.house.tree import ROOT, files, report

HEAVIEST_STYLES = 30_000


def wrong_sums(sums: str, present: Mapping[str, bytes]) -> list[str]:
    """Files whose bytes are not what the list of checksums says, that it lacks, or that are lacking."""
    told = {name.strip().lstrip("*./"): sha for sha, _, name in (line.partition(" ") for line in sums.splitlines())}
    found = [
        f"{name} is not the file it was" for name, sha in told.items() if name in present and _sha(present[name]) != sha
    ]
    found += [f"{name} is missing" for name in told if name not in present]
    return found + [f"{name} has no checksum" for name in present if name not in told]


def _sha(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def weight(*styles: bytes) -> int:
    """The bytes that go over the line when each sheet is sent compressed."""
    return sum(len(gzip.compress(style, compresslevel=6)) for style in styles)


def test_a_changed_a_missing_and_an_unlisted_font_are_seen() -> None:
    sums = f"{_sha(b'one')}  a.woff2\n{_sha(b'two')} *b.woff2\n"
    assert wrong_sums(sums, {"a.woff2": b"one", "b.woff2": b"two"}) == []
    assert wrong_sums(sums, {"a.woff2": b"other", "c.woff2": b"three"}) == [
        "a.woff2 is not the file it was",
        "b.woff2 is missing",
        "c.woff2 has no checksum",
    ]


def test_heavy_styles_are_seen() -> None:
    many = "".join(f".rule-{hashlib.sha256(str(number).encode()).hexdigest()} {{}}\n" for number in range(1000))
    assert weight(many.encode()) > HEAVIEST_STYLES > weight(b"p { margin: 0 }" * 1000)


def test_the_fonts_are_what_they_claim_to_be() -> None:
    fonts = ROOT / "static" / "fonts"
    present = {path.name: path.read_bytes() for path in sorted(fonts.glob("*.woff2"))}
    findings = wrong_sums((fonts / "SHA256SUMS").read_text(encoding="utf-8"), present)
    assert present, "there is no font"
    assert not findings, report(findings)


def test_the_styles_are_light() -> None:
    styles = [path.read_bytes() for path in files("static", suffixes=(".css",))]
    assert styles, "there is no style"
    assert weight(*styles) < HEAVIEST_STYLES
