"""Good files with some of their bytes changed."""

from __future__ import annotations

import io
import random
import zipfile

from tests.readers.hostile import zipped


def mutated(good: bytes, seed: int) -> bytes:
    """A good file with some of its bytes, or of the bytes of a part inside it, changed."""
    chance = random.Random(seed)
    if seed % 3 == 0 or not zipfile.is_zipfile(io.BytesIO(good)):
        return _scrambled(good, chance)
    with zipfile.ZipFile(io.BytesIO(good)) as archive:
        parts = {info.filename: archive.read(info) for info in archive.infolist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))])
    parts[name] = _scrambled(parts[name], chance) if seed % 3 == 1 else _shuffled(parts[name], chance)
    return zipped(parts)


def _scrambled(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(made)) if made else 0
        made[at : at + chance.randint(0, 8)] = chance.randbytes(chance.randint(0, 8))
    return bytes(made)


def _shuffled(data: bytes, chance: random.Random) -> bytes:
    """XML whose elements are taken out, doubled and swapped, still well formed as often as not."""
    pieces = data.split(b"<")
    for _ in range(chance.randint(1, 6)):
        at, other = chance.randrange(len(pieces)), chance.randrange(len(pieces))
        match chance.randint(0, 2):
            case 0:
                pieces[at], pieces[other] = pieces[other], pieces[at]
            case 1:
                pieces.insert(at, pieces[other])
            case _:
                pieces.pop(at)
    return b"<".join(pieces)
