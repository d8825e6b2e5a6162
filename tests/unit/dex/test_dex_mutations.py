"""Whatever the bytes are, nothing but `DexError` comes out, and what is read can be used."""

from __future__ import annotations

import random

import pytest
from tests.unit.dex.test_dex_oracles import build_varied

from appaudit.dex import (
    DexError,
    const_classes,
    field_accesses,
    invoke_edges,
    new_instances,
    read_code,
    string_constants,
)

MUTATIONS = 300


def use_everything(content: bytes) -> int:
    """Read a file and ask for all that a consumer asks for; how many instructions there are, -1 for an error."""
    codes, errors = read_code([("classes.dex", content)])
    assert all(isinstance(error, DexError) for error in errors)
    for code in codes:
        dex = code.dex
        for index in range(len(dex.strings)):
            dex.string(index).encode("utf-8")
        for index in range(len(dex.field_ids)):
            dex.field_descriptor(index)
        for class_def, name in enumerate(dex.defined_classes()):
            # A name whose bytes or length are damaged may not be found, but nothing else is found in its place.
            found = dex.find_type(name)
            assert found == -1 or dex.type_descriptor(found) == name
            dex.superclass(class_def)
            dex.interfaces(class_def)
        edges = invoke_edges(code.instructions)
        for item, target in zip(edges.code_item.tolist(), edges.target.tolist(), strict=True):
            dex.method_descriptor(target)
            assert len(code.items.caller_of(item)) >= 1
        for references in (string_constants, field_accesses, new_instances, const_classes):
            references(code.instructions)
        dex.methods_of_type(dex.find_type("Lx/Y;"))
        dex.strings_with_prefix("L")
        dex.strings.may_hold_prefixes(["Landroid/os", "https://example.com"])
        code.items.faults()
    return sum(len(code.instructions) for code in codes) if codes else -1


def mutate(content: bytes, source: random.Random) -> bytes:
    mutated = bytearray(content)
    kind = source.randrange(4)
    if kind == 0:
        return bytes(mutated[: source.randrange(len(mutated))])
    for _ in range(source.choice([1, 1, 2, 8, 64])):
        # Half of them in the header and the tables, where a byte matters most.
        position = source.randrange(min(0x600, len(mutated)) if kind == 1 else len(mutated))
        mutated[position] = source.choice([0, 1, 0x7F, 0x80, 0xFF, source.randrange(256)])
    if kind == 3:
        start, length = source.randrange(len(mutated)), source.randrange(64)
        mutated[start : start + length] = source.randbytes(len(mutated[start : start + length]))
    return bytes(mutated)


@pytest.mark.parametrize("seed", range(3))
def test_mutations_raise_nothing_but_dex_errors(seed):
    content = build_varied()
    source = random.Random(seed)
    results = [use_everything(mutate(content, source)) for _ in range(MUTATIONS // 3)]
    # The mutations are worth their time only if some are read and some are refused.
    assert any(result > 0 for result in results)
    assert -1 in results


def test_unmutated_file_passes_the_same_use():
    assert use_everything(build_varied()) > 1000
