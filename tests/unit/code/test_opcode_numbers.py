"""Numbers of opcodes stand in one place for each format: nobody who reads what code does has to know them by heart."""

from __future__ import annotations

import ast
import tokenize
from pathlib import Path

import pytest

from appaudit.dex import opcodes

SOURCE = Path(__file__).parents[3] / "src" / "appaudit"
#: Files outside of which no opcode may have a number.
FORMATS = {SOURCE / "dex" / "opcodes.py", SOURCE / "class_file" / "instructions.py"}
READERS = [path for room in ("code", "dex") for path in sorted((SOURCE / room).rglob("*.py")) if path not in FORMATS]
#: Of a nibble and an octet.
MASKS = {0xF, 0xFF}
#: Files of the DEX format whose octets are numbers of other tables.
OTHER_TABLES = {"annotations.py", "class_data.py", "header.py", "static_values.py", "strings.py", "tables.py"}


@pytest.mark.parametrize("path", READERS, ids=lambda path: path.relative_to(SOURCE).as_posix())
def test_opcodes_go_by_name(path: Path) -> None:
    if path.parent.name == "dex" and path.name in OTHER_TABLES:
        return
    with path.open("rb") as file:
        numbers = [token for token in tokenize.tokenize(file.readline) if token.type == tokenize.NUMBER]
    octets = [
        f"line {token.start[0]}: {token.string}"
        for token in numbers
        if token.string.lower().startswith("0x")
        and ast.literal_eval(token.string) <= 0xFF
        and ast.literal_eval(token.string) not in MASKS
    ]
    assert octets == []


def test_named_sets_hold_what_their_names_say() -> None:
    assert frozenset({0x71, 0x77}) == opcodes.STATIC_INVOKES
    assert frozenset({0x6E, 0x72, 0x74, 0x78}) == opcodes.VIRTUAL_INVOKES
    assert frozenset({0x0E, 0x0F, 0x10, 0x11}) == opcodes.RETURNS
    assert frozenset({0x0F, 0x10, 0x11}) == opcodes.VALUE_RETURNS
    assert frozenset({0x28, 0x29, 0x2A}) == opcodes.GOTOS
    assert frozenset({0x93, 0xB3, 0x9E, 0xBE, 0xA9, 0xC9, 0xAE, 0xCE}) == opcodes.DIVISIONS
    assert frozenset({0x91, 0xB1, 0x9C, 0xBC, 0xA7, 0xC7, 0xAC, 0xCC}) == opcodes.SUBTRACTIONS
