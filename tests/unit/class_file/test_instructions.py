"""Instruction boundaries and operands, switches and wide ones included; javap is the oracle where it is installed."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from pathlib import Path

import pytest

from appaudit.class_file import ClassFileError, Instruction, instructions, read_class


def listed(code: bytes) -> list[tuple[int, int, int]]:
    return [tuple(instruction) for instruction in instructions(code, "x")]  # type: ignore[misc]


def test_constants_that_are_pushed() -> None:
    """Small integers are operands by value, larger constants by index."""
    code = b"\x02\x08\x10\xf6\x11\xff\x00\x12\x07\x13\x01\x02\x01"
    assert listed(code) == [
        (0, 0x02, -1),
        (1, 0x08, 5),
        (2, 0x10, -10),
        (4, 0x11, -256),
        (7, 0x12, 7),
        (9, 0x13, 0x102),
        (12, 0x01, -1),
    ]
    pushing = [each.pushes_integer for each in instructions(code, "x")]
    assert pushing == [True, True, True, True, False, False, False]


@pytest.mark.parametrize("before", [0, 1, 2, 3])
def test_switches_are_padded_from_the_start_of_the_code(before: int) -> None:
    """Operands of switches begin at a multiple of four."""
    nops = b"\0" * before
    padding = b"\0" * (-(before + 1) % 4)
    table = nops + b"\xaa" + padding + struct.pack(">iii3i", 0, -1, 1, 0, 0, 0) + b"\xb1"
    assert listed(table)[-2:] == [(before, 0xAA, -1), (len(table) - 1, 0xB1, -1)]
    lookup = nops + b"\xab" + padding + struct.pack(">ii4i", 0, 2, 1, 0, 2, 0) + b"\xb1"
    assert listed(lookup)[-2:] == [(before, 0xAB, -1), (len(lookup) - 1, 0xB1, -1)]


def test_wide_instructions_and_long_calls() -> None:
    """`wide iinc` is the longest; interface and dynamic calls have two bytes after the index."""
    code = b"\xc4\x84\0\1\0\2" + b"\xc4\x15\0\1" + b"\xb9\0\5\1\0" + b"\xba\0\6\0\0" + b"\xc5\0\7\2" + b"\xc8\0\0\0\0"
    assert listed(code) == [
        (0, 0xC4, -1),
        (6, 0xC4, -1),
        (10, 0xB9, 5),
        (15, 0xBA, 6),
        (20, 0xC5, 7),
        (24, 0xC8, -1),
    ]


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        (b"\xb6\0", "the instruction at 0 is cut off"),
        (b"\0\xca", "unknown opcode 0xca at 1"),
        (b"\xaa\0\0\0" + struct.pack(">iii", 0, 5, 4), "goes from 5 to 4"),
        (b"\xaa\0\0\0" + struct.pack(">iii", 0, -(2**31), 2**31 - 1), "the instruction at 0 is cut off"),
        (b"\xab\0\0\0" + struct.pack(">ii", 0, -1), "has -1 cases"),
        (b"\xab\0\0\0" + struct.pack(">ii", 0, 2**31 - 1), "the instruction at 0 is cut off"),
        (b"\xc4", "the instruction at 0 is cut off"),
    ],
)
def test_broken_code_is_refused(code: bytes, problem: str) -> None:
    """A switch that claims billions of cases costs nothing."""
    with pytest.raises(ClassFileError, match=f"m: .*{problem}"):
        list(instructions(code, "m"))


SOURCE = """
package demo;
public class Probe {
    static final String KEY = "android_id";
    long sum; double[][] grid = new double[3][4];
    int pick(int n) { switch (n) { case 1: return 10; case 2: return 20; case 3: return 70000; default: return -1; } }
    int hash(String s) { switch (s) { case "a": return 1; case "zzz": return 2; default: return (int) sum; } }
    void loop() { for (int i = 0; i < 100000; i += 1000) { sum += i * 3L; grid[1][2] = Math.sqrt(i) + 2.5; } }
    Runnable later() { return () -> System.out.println(KEY + sum); }
    Object make(Object o) { return o instanceof String ? new int[]{1, 2} : (Object) new Probe(); }
}
"""
_LINE = re.compile(r"^\s+(\d+): ([a-z][a-z0-9_]+)(?:\s+#(\d+))?")


@pytest.mark.skipif(not shutil.which("javac") or not shutil.which("javap"), reason="needs javac and javap")
def test_instructions_equal_those_of_javap(tmp_path: Path) -> None:
    """Offsets and constant indices of every instruction of a compiled class."""
    (tmp_path / "Probe.java").write_text(SOURCE, encoding="utf-8")
    subprocess.run(["javac", "-d", tmp_path, tmp_path / "Probe.java"], check=True, capture_output=True)
    compiled = tmp_path / "demo" / "Probe.class"
    printed = subprocess.run(["javap", "-c", "-p", compiled], check=True, capture_output=True, text=True).stdout
    expected = [(int(m[1]), int(m[3] or -1)) for line in printed.splitlines() if (m := _LINE.match(line))]
    found = [
        (each.offset, each.operand if _names_constant(each) else -1)
        for method in read_class(compiled.read_bytes(), "Probe.class").methods()
        for each in instructions(method.code, method.name)
    ]
    assert found == expected
    assert len(found) > 100


def _names_constant(instruction: Instruction) -> bool:
    return instruction.opcode in (0x12, 0x13, 0x14, *range(0xB2, 0xBC), 0xBD, 0xC0, 0xC1, 0xC5)
