"""Colours can be read: text has a contrast of at least 4.5 to 1 on what it stands on, light and dark."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import appaudit.report.renderers as package

STYLE = (Path(package.__file__).parent / "templates" / "styles.css").read_text(encoding="utf-8")
BLOCKS = re.findall(r":root[^{]*\{([^}]*)\}", STYLE)
THEMES = {
    name: dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block))
    for name, block in zip(("light", "dark", "chosen dark"), BLOCKS, strict=True)
}
PAIRS = [
    *((ink, paper) for ink in ("ink", "ink-2", "ink-3", "accent") for paper in ("paper", "wash")),
    *((grade, "paper") for grade in ("critical", "high", "medium", "low", "info")),
    *((grade, "paper") for grade in ("fail", "suspected", "review", "pass", "idle")),
    *((grade, f"{grade}-wash") for grade in ("fail", "suspected", "review", "pass", "idle")),
    *(("on-fill", fill) for fill in ("critical-fill", "high-fill", "fail-fill")),
    ("ink", "mark"),
    ("ink", "accent-wash"),
]


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.1."""
    channels = [int(colour[index : index + 2], 16) / 255 for index in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("theme", THEMES)
def test_text_stands_out_from_its_ground(theme: str) -> None:
    colours = THEMES[theme]
    weak = {pair: round(contrast(colours[pair[0]], colours[pair[1]]), 2) for pair in PAIRS}
    assert {pair: value for pair, value in weak.items() if value < 4.5} == {}


def test_both_ways_to_darkness_look_the_same() -> None:
    assert THEMES["dark"] == THEMES["chosen dark"]
