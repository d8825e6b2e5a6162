"""DEX files: tables, class data, instructions and what they refer to."""

from __future__ import annotations

from tests.fuzz.seeds import entries_of
from tests.unit.dex.test_dex_oracles import build_varied

from appaudit.dex import (
    DexError,
    Fault,
    const_classes,
    field_accesses,
    invoke_edges,
    new_instances,
    read_code,
    string_constants,
)

DICTIONARY = (b"dex\n035\0", b"dex\n039\0", b"dex\n041\0", b"\xff\xff\xff\xff", b"\x80\x80\x80\x80\x10", b"\xc0\x80")


def seeds() -> list[bytes]:
    return [build_varied(), *entries_of("clean-shop", ".dex"), *entries_of("pre-consent", ".dex")]


def fuzz(data: bytes) -> None:
    codes, errors = read_code([("classes.dex", data)], max_units=1 << 16)
    assert codes or errors
    assert all(isinstance(error, DexError) and str(error) for error in errors)
    for code in codes:
        assert all(fault != Fault.NONE for _, fault in code.items.faults())
        found = code.instructions
        for index in set(invoke_edges(found).target.tolist()[:50]):
            code.dex.method_descriptor(index)
        field_accesses(found)
        new_instances(found)
        const_classes(found)
        string_constants(found)
