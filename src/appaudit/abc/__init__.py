"""Bytecode of ArkTS (`.abc`): the tables and instructions of a file; knows nothing of what they mean."""

from __future__ import annotations

from appaudit.abc.bytes_reading import AbcError
from appaudit.abc.file import AbcFile, Method, Record
from appaudit.abc.instructions import CutCodeError, Encoding, Instruction, decode, decode_at, encodings
from appaudit.abc.literals import Export, Import, LiteralValue, Module, literal_array, module_of
from appaudit.abc.records import record_names

__all__ = [
    "AbcError",
    "AbcFile",
    "CutCodeError",
    "Encoding",
    "Export",
    "Import",
    "Instruction",
    "LiteralValue",
    "Method",
    "Module",
    "Record",
    "decode",
    "decode_at",
    "encodings",
    "literal_array",
    "module_of",
    "record_names",
]
