"""Comparisons with the version of the system: a bound only where newer systems come to the place on no other way."""

from __future__ import annotations

from tests.support.program_assembly import branch, goto, label, static_field
from tests.unit.code.conditions.test_conditions import END, READ, SDK_INT, asked

from appaudit.dex.opcodes import IF_EQ


def test_a_version_says_nothing_where_newer_ones_come_to_the_same_on_another_way():
    """If old: read, else if something holds: read; what holds decides, not the version."""
    either = [
        static_field("get", 1, SDK_INT),
        (2 << 8 | 0x13, 23),
        (2 << 12 | 1 << 8 | IF_EQ + 3, "+newer"),  # if-ge v1, v2
        READ,
        goto("end"),
        label("newer"),
        static_field("get", 3, "Lm/State;->ready:I"),
        branch("eqz", 3, "end"),
        READ,
        END,
    ]
    assert ("device", "Build.VERSION.SDK_INT < 23") not in asked(*either)
    # Where only the old ones read, it decides.
    alone = [part for part in either if part is not READ] + [label("unused")]
    alone.insert(3, READ)
    assert ("device", "Build.VERSION.SDK_INT < 23") in asked(*alone)


def test_what_only_older_systems_are_asked_decides_nothing_where_newer_ones_go_straight_on():
    """If the system is that old and something does not hold: elsewhere; else read."""
    asks = [static_field("get", 3, "Lm/State;->ready:I"), branch("eqz", 3, "end")]
    of_old = [
        static_field("get", 1, SDK_INT),
        (2 << 8 | 0x13, 15),
        (2 << 12 | 1 << 8 | IF_EQ + 1, "+newer"),  # if-ne v1, v2
        *asks,
        label("newer"),
        READ,
        END,
    ]
    assert asked(*of_old) == []
    # Where newer ones are asked, too, it decides.
    of_all = [part for part in of_old if part not in asks]
    assert asked(*of_all[:-2], *asks, *of_all[-2:]) == [("other", "m.State.ready")]
