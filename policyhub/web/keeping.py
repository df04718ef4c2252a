"""What a process keeps of pages it has made: the latest of each, up to so many bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class Kept(Generic[K, V]):
    """A bounded store: what was not asked for longest goes first. Safe to use from several threads."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._values: OrderedDict[K, tuple[V, int]] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: K) -> V | None:
        """What is kept under a key, if anything."""
        with self._lock:
            found = self._values.get(key)
            if found is None:
                return None
            self._values.move_to_end(key)
            return found[0]

    def keep(self, key: K, value: V, size: int) -> None:
        """Keep a value of so many bytes, in the place of an earlier one. One that is too large is not kept."""
        with self._lock:
            earlier = self._values.pop(key, None)
            if earlier is not None:
                self.bytes -= earlier[1]
            if size > self.most_bytes:
                return
            self._values[key] = (value, size)
            self.bytes += size
            while self.bytes > self.most_bytes:
                _key, (_value, gone) = self._values.popitem(last=False)
                self.bytes -= gone

    def __len__(self) -> int:
        return len(self._values)
