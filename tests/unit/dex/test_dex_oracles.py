"""The engine sees what androguard and dexdump see."""

from __future__ import annotations

import zipfile
from pathlib import Path

import numpy as np
import pytest
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder, field_, method, string, type_
from tests.support.dex_oracles import DEXDUMP, by_androguard, by_dexdump, by_engine

from appaudit.dex import read_code

SAMPLES = sorted(Path(__file__).resolve().parents[3].glob("samples/*/*.apk"))


def build_varied() -> bytes:
    """Code with every kind of reference and payload, in many methods."""
    random = np.random.default_rng(3)
    snippets: list[list[object]] = [
        [0x0012],
        [0x001A, string("隐私")],
        [0x001B, string("jumbo", jumbo=True)],
        [0x0022, type_("Lx/Y;")],
        [0x1070, method("Lx/Y;-><init>()V"), 0],
        [0x2071, method("Lx/Y;->of(I[Ljava/lang/String;)Lx/Y;"), 0x10],
        [0x0177, method("Lx/Y;->of(I[Ljava/lang/String;)Lx/Y;"), 0],
        [0x0062, field_("Lx/Y;->S:J")],
        [0x0018, 1, 2, 3, 4],
        [0x0038, 2],
        [0x0000],
    ]
    payloads = [
        [0x002B, 4, 0, 0x000E, 0x0100, 2, 1, 0, 4, 0, 4, 0],
        [0x002C, 4, 0, 0x000E, 0x0200, 1, 1, 0, 4, 0],
        [0x0026, 4, 0, 0x000E, 0x0300, 1, 3, 0, 0x0201, 0x0003],
    ]
    builder = DexBuilder()
    for number in range(12):
        methods = []
        for name in range(12):
            body = [unit for choice in random.integers(0, len(snippets), 9) for unit in snippets[choice]]
            # Payloads stand at even units.
            body += [0x0000] * (len(body) % 2) + payloads[name % 3] if name % 2 else [0x000E]
            methods.append(DefinedMethod(f"m{name:02}(I)V", Code(body, registers=8, incoming=2)))
        builder.add_class(f"La/C{number:02};", methods=methods, fields=[DefinedField("f:I")])
    return builder.build()


def listing_of(content: bytes):
    (code,), errors = read_code([("classes.dex", content)])
    assert errors == []
    assert code.items.faults() == []
    return by_engine(code)


def test_built_file_reads_as_androguard_reads_it():
    content = build_varied()
    assert listing_of(content) == by_androguard(content)


@pytest.mark.skipif(DEXDUMP is None, reason="dexdump is not installed")
def test_built_file_reads_as_dexdump_reads_it():
    content = build_varied()
    ours, theirs = listing_of(content), by_dexdump(content)
    assert (ours.instructions, ours.invokes) == (theirs.instructions, theirs.invokes)


def dex_entries(package: Path) -> list[bytes]:
    with zipfile.ZipFile(package) as archive:
        return [archive.read(name) for name in sorted(archive.namelist()) if name.endswith(".dex")]


@pytest.mark.skipif(not SAMPLES, reason="no sample package has been built")
@pytest.mark.parametrize("package", SAMPLES, ids=lambda path: path.name)
def test_sample_reads_as_the_oracles_read_it(package):
    for content in dex_entries(package):
        ours = listing_of(content)
        assert ours == by_androguard(content)
        dumped = by_dexdump(content) if DEXDUMP else None
        if dumped is not None:
            assert (ours.instructions, ours.invokes) == (dumped.instructions, dumped.invokes)
