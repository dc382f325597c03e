"""What does not agree: each difference a sentence, all of them counted, the first ones kept."""

from __future__ import annotations

from typing import List


class Unreadable(Exception):
    """The export is no whole export: nothing can be said about the month."""


class Findings:
    def __init__(self, kept_max: int = 50) -> None:
        self.count = 0
        self.sentences: List[str] = []
        self._kept_max = kept_max

    def add(self, sentence: str) -> None:
        self.count += 1
        if len(self.sentences) < self._kept_max:
            self.sentences.append(sentence)

    def differ(self, what: str, exported: object, recomputed: object) -> None:
        """Adds a difference unless there is none."""
        if exported != recomputed:
            self.add(f"{what} is {told(exported)} in the export, recomputed it is {told(recomputed)}.")


def told(value: object) -> str:
    return "nothing" if value is None else str(value)
