"""The errors a user can meet, each with the exit code of the contract and, where one exists, a hint.

Anything that is not an `AppauditError` is our bug and ends with `EXIT_INTERNAL`.
"""

from __future__ import annotations

EXIT_OK = 0
EXIT_FINDINGS = 1
EXIT_USAGE = 2
EXIT_UNREADABLE = 3
EXIT_INCOMPLETE = 4
EXIT_INTERNAL = 70


class AppauditError(Exception):
    """An error with a message for people: what was read, where, and what is wrong.

    `hint` says what to do about it; it is printed on a line of its own. `zh` and `hint_zh` are the same in Chinese;
    where they are empty the English stands in.
    """

    exit_code = EXIT_INTERNAL

    def __init__(self, message: str, *, hint: str = "", zh: str = "", hint_zh: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.zh = zh or message
        self.hint_zh = hint_zh or hint


class ConfigError(AppauditError):
    """A path, option or configuration file that the user can correct."""

    exit_code = EXIT_USAGE


class RuleError(AppauditError):
    """One or more files under `rules/` that do not load; the message lists all of them with file and place."""

    exit_code = EXIT_USAGE


class UnreadableArtifactError(AppauditError):
    """An input of which nothing at all could be read."""

    exit_code = EXIT_UNREADABLE


class ReaderFaultError(UnreadableArtifactError):
    """An input on which its reader failed in a way that it did not foresee: its fault, but no end of a batch.

    The cause is the error it failed with.
    """


class ExtractionError(AppauditError):
    """A part of an input that could not be read; becomes a coverage gap, never the end of the run."""

    exit_code = EXIT_INCOMPLETE


class DamagedPartError(ExtractionError):
    """A part whose bytes break the rules of its format.

    What exactly is wrong (offsets, counts) is said in the terms of the format, in English in both languages; the
    Chinese message names the format.
    """

    format_zh = ""

    def __init__(self, message: str) -> None:
        super().__init__(message, zh=f"{self.format_zh}结构损坏（{message}）")
