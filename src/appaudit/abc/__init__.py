"""Bytecode of ArkTS (`.abc`): the tables of a file; knows nothing of what the bytecode means."""

from __future__ import annotations

from appaudit.abc.records import AbcError, record_names

__all__ = ["AbcError", "record_names"]
