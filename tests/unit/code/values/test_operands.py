"""Operands of instructions, against values written by hand and against dexdump."""

from __future__ import annotations

import numpy as np
import pytest

from appaudit.dex.operands import (
    argument_registers,
    branch_targets,
    destination_register,
    double_of_bits,
    float_of_bits,
    literal,
    source_registers,
)


@pytest.mark.parametrize(
    ("units", "destination", "sources", "number"),
    [
        ([0x0E], None, (), None),
        ([0x2101], 1, (2,), None),  # move v1, v2
        ([0x0502, 0x0123], 5, (0x123,), None),  # move/from16
        ([0x0003, 0x0111, 0x0222], 0x111, (0x222,), None),  # move/16
        ([0x070A], 7, (), None),  # move-result
        ([0x090F], None, (9,), None),  # return
        ([0xF312], 3, (), -1),  # const/4
        ([0x0313, 0x8000], 3, (), -32768),  # const/16
        ([0x0314, 0x5678, 0x1234], 3, (), 0x12345678),  # const
        ([0x0315, 0x4170], 3, (), 0x41700000),  # const/high16
        ([0x0318, 1, 0, 0, 0x8000], 3, (), 1 - (1 << 63)),  # const-wide
        ([0x0319, 0x4024], 3, (), 0x4024 << 48),  # const-wide/high16
        ([0x041F, 0], None, (4,), None),  # check-cast keeps the value
        ([0x2120, 0], 1, (2,), None),  # instance-of
        ([0x2123, 0], 1, (2,), None),  # new-array
        ([0x3024, 0, 0x0210], None, (0, 1, 2), None),  # filled-new-array
        ([0x002D, 0x0201], 0, (1, 2), None),  # cmpl-float
        ([0x2132, 5], None, (1, 2), None),  # if-eq
        ([0x0138, 5], None, (1,), None),  # if-eqz
        ([0x0044, 0x0201], 0, (1, 2), None),  # aget
        ([0x004D, 0x0201], None, (0, 1, 2), None),  # aput-object
        ([0x2152, 0], 1, (2,), None),  # iget
        ([0x2159, 0], None, (1, 2), None),  # iput
        ([0x0162, 0], 1, (), None),  # sget-object
        ([0x0169, 0], None, (1,), None),  # sput-object
        ([0x536E, 0, 0x4210], None, (0, 1, 2, 4, 3), None),  # invoke-virtual of five
        ([0x0374, 0, 0x0100], None, (0x100, 0x101, 0x102), None),  # invoke-virtual/range
        ([0x21B0], 1, (1, 2), None),  # add-int/2addr
        ([0x21D0, 0xFFFE], 1, (2,), -2),  # add-int/lit16
        ([0x01D8, 0xFE02], 1, (2,), -2),  # add-int/lit8
    ],
)
def test_operands(units: list[int], destination: int | None, sources: tuple[int, ...], number: int | None) -> None:
    assert destination_register(units, 0) == destination
    assert source_registers(units, 0) == sources
    assert literal(units, 0) == number
    as_array = np.array(units, dtype=np.uint16)
    assert (destination_register(as_array, 0), source_registers(as_array, 0)) == (destination, sources)


@pytest.mark.parametrize(
    ("units", "at", "targets"),
    [
        ([0, 0, 0xFE28], 2, (0,)),  # goto -2
        ([0x0029, 0xFFFF], 0, (-1,)),  # goto/16 -1
        ([0x002A, 0x0000, 0x0001], 0, (0x10000,)),
        ([0x0039, 0x0007], 0, (7,)),  # if-nez
        ([0x2134, 0x0007], 0, (7,)),  # if-lt
        ([0x002B, 4, 0, 0, 0x0100, 2, 7, 0, 10, 0, 0xFFFF, 0xFFFF], 0, (10, -1)),  # packed-switch
        ([0x002C, 4, 0, 0, 0x0200, 2, 7, 0, 9, 0, 11, 0, 12, 0], 0, (11, 12)),  # sparse-switch
        ([0x002B, 4, 0, 0, 0x0100, 9, 7, 0, 10, 0], 0, ()),  # a table longer than the code
        ([0x002B, 4, 0, 0, 0x0300, 1, 0, 0, 0, 0], 0, ()),  # no table of a switch
        ([0x002B, 400, 0], 0, ()),
        ([0x0E], 0, ()),
    ],
)
def test_branch_targets(units: list[int], at: int, targets: tuple[int, ...]) -> None:
    assert branch_targets(units, at) == targets


def test_arguments_of_many_calls_at_once() -> None:
    units = np.array([0x536E, 0, 0x4210, 0x2071, 0, 0x0021, 0x0377, 0, 0x0100], dtype=np.uint16)
    offsets = np.array([0, 3, 6], dtype=np.uint32)
    found = [argument_registers(units, offsets, argument).tolist() for argument in range(6)]
    assert found == [[0, 1, 256], [1, 2, 257], [2, -1, 258], [4, -1, -1], [3, -1, -1], [-1, -1, -1]]


def test_bits_of_floating_numbers() -> None:
    assert float_of_bits(0x41700000) == 15.0
    assert float_of_bits(-0x3E900000) == -15.0
    assert double_of_bits(0x4023 << 48 | 0x999999999999 + 1) == pytest.approx(9.8)
