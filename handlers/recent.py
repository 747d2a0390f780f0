"""The newest of many values, in memory: the room for what the bot remembers is bounded."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import Generic, TypeVar

Key = TypeVar("Key")
Value = TypeVar("Value")


class Recent(Generic[Key, Value]):
    """The newest so many values, by key."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._values: OrderedDict[Key, Value] = OrderedDict()

    def __getitem__(self, key: Key) -> Value | None:
        return self._values.get(key)

    def __setitem__(self, key: Key, value: Value) -> None:
        self._values[key] = value
        self._values.move_to_end(key)
        while len(self._values) > self._most:
            self._values.popitem(last=False)

    def __len__(self) -> int:
        return len(self._values)

    def move(self, moved: Callable[[Key], Key | None]) -> None:
        """Put values under the keys that `moved` gives for theirs; None leaves one where it is."""
        for key in list(self._values):
            other = moved(key)
            if other is not None:
                self._values[other] = self._values.pop(key)

    def drop(self, gone: Callable[[Key], bool]) -> None:
        """Forget the values whose keys are `gone`."""
        for key in [key for key in self._values if gone(key)]:
            del self._values[key]
