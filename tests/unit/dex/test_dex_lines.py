"""Lines of the source and instructions as text, against dexdump."""

from __future__ import annotations

import re
import subprocess
import zipfile
from pathlib import Path

import numpy as np
import pytest
from tests.support.dalvik_assembly import STATIC, call, code, number16, opened, result, text
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.dex_oracles import DEXDUMP
from tests.support.sample_paths import sample

from appaudit.dex import DexCode, read_code
from appaudit.dex.debug_info import line_of, source_file
from appaudit.dex.disassembly import lines_around
from appaudit.dex.opcodes import MNEMONICS

SAMPLES = ("planted-shop", "reach-ways")


def read(name: str) -> tuple[DexCode, bytes]:
    with zipfile.ZipFile(sample(name).apk) as archive:
        data = archive.read("classes.dex")
    (file,), errors = read_code([("classes.dex", data)])
    assert not errors
    return file, data


def dumped(data: bytes, folder: Path) -> str:
    path = folder / "classes.dex"
    path.write_bytes(data)
    return subprocess.run(["dexdump", "-d", path], capture_output=True, check=False).stdout.decode("utf-8", "replace")


@pytest.mark.skipif(DEXDUMP is None, reason="dexdump is not installed")
@pytest.mark.parametrize("name", SAMPLES)
def test_lines_and_mnemonics_are_those_of_dexdump(name: str, tmp_path: Path) -> None:
    file, data = read(name)
    listing = dumped(data, tmp_path)
    opcodes = dict(zip((2 * file.instructions.offset).tolist(), file.instructions.opcode.tolist(), strict=True))
    shown = re.findall(r"^([0-9a-f]+): [0-9a-f .]*\|[0-9a-f]{4}: (\S+)", listing, re.MULTILINE)
    named = [(MNEMONICS[opcodes[int(at, 16)]], word.rstrip(",")) for at, word in shown if "data" not in word]
    assert named
    assert [pair for pair in named if pair[0] != pair[1]] == []
    for block in re.split(r"\n(?=    #\d+ +: \(in )", listing):
        start = re.search(r"^([0-9a-f]+):.*\|\[", block, re.MULTILINE)
        rows = re.findall(r"0x([0-9a-f]+) line=(\d+)", block)
        if start and rows:
            item = int(np.searchsorted(file.items.code_offset, int(start[1], 16)))
            lines = {int(at, 16): int(line) for at, line in rows}
            assert {at: line_of(file.items, item, at) for at in lines} == lines


def test_without_debug_information_nothing_is_known() -> None:
    body = code(number16(0, 7), call(STATIC, "La/B;->c(I)I", 0), result(1, 0x0A))
    file = opened(DexBuilder().add_class("Lapp/Main;", methods=[DefinedMethod("run()V", body)]))
    assert (line_of(file.items, 0, 0), source_file(file.items, 0)) == (0, "")


def test_instructions_read_as_people_write_them() -> None:
    body = code(
        text(0, "android_id"), number16(1, -5), call(STATIC, "La/B;->c(Ljava/lang/String;I)I", 0, 1), result(2, 0x0A)
    )
    file = opened(DexBuilder().add_class("Lapp/Main;", methods=[DefinedMethod("run()V", body)]))
    assert lines_around(file.instructions, 2, before=2, after=1) == (
        '0000: const-string v0, "android_id"',
        "0002: const/16 v1, #-5",
        "0004: invoke-static {v0, v1}, La/B;->c(Ljava/lang/String;I)I",
        "0007: move-result v2",
    )
    assert lines_around(file.instructions, 0, before=2, after=0) == ('0000: const-string v0, "android_id"',)
