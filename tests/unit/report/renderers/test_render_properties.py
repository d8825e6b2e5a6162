"""Whatever characters an app or a document puts into a report, no text for people has one that acts."""

from __future__ import annotations

import dataclasses
import unicodedata
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from tests.support.printed import ACTIVE_CATEGORIES, active_characters
from tests.support.report_builder import shop_report

from appaudit.report.renderers import is_binary, names, render
from appaudit.report.renderers.plain import safe_line, safe_text

#: Formats in which a text is data, and is given as it is.
FOR_MACHINES = ("json", "sarif")
FOR_PEOPLE = [name for name in names() if name not in FOR_MACHINES and not is_binary(name)]
HOSTILE = st.text(
    st.characters(categories=["Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Mn"]) | st.sampled_from("|`<>&\"'[](){}\\*_#-:"),
    min_size=1,
    max_size=6,
)


def with_everywhere(value: Any, hint: Any, addition: str) -> Any:
    """A copy of a record with `addition` at the end of every text that is free: words of closed lists stay."""
    if hint is str:
        return value + addition
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        hints = get_type_hints(type(value))
        changed = {
            item.name: with_everywhere(getattr(value, item.name), hints[item.name], addition)
            for item in dataclasses.fields(value)
            if item.init
        }
        return dataclasses.replace(value, **changed)
    if isinstance(value, tuple) and get_origin(hint) is tuple:
        return tuple(with_everywhere(item, get_args(hint)[0], addition) for item in value)
    if value is not None and type(None) in get_args(hint):
        return with_everywhere(value, get_args(hint)[0], addition)
    return value


@settings(max_examples=200, deadline=None, database=None, derandomize=True)
@given(st.text(st.characters(), max_size=20))
def test_safe_text_has_no_active_character_and_keeps_all_others(text: str) -> None:
    assert active_characters(safe_text(text)) == set()
    assert active_characters(safe_line(text)) | (set("\n\t") & set(safe_line(text))) == set()
    if not any(unicodedata.category(character) in ACTIVE_CATEGORIES for character in text):
        assert safe_line(text) == safe_text(text) == text


@pytest.mark.parametrize("name", FOR_PEOPLE)
def test_no_format_for_people_has_an_active_character(name: str) -> None:
    report = shop_report()

    @settings(max_examples=3, deadline=None, database=None, derandomize=True, phases=(Phase.explicit, Phase.generate))
    @given(HOSTILE, st.sampled_from(["zh", "en"]))
    @example("\ufeff", "en")
    @example("\x85\u202e", "zh")
    def holds(addition: str, language: Any) -> None:
        shown = render(name, with_everywhere(report, type(report), addition), language)
        assert isinstance(shown, str)
        assert active_characters(shown) == set()

    holds()
