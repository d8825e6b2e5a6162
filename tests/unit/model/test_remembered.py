"""What was found of one document is remembered while that is read, and no longer."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

from appaudit.model.remembered import forget, remembered


def test_a_value_is_found_once_for_one_document():
    asked: list[str] = []

    @remembered
    def length(text: str) -> int:
        asked.append(text)
        return len(text)

    assert [length("egret"), length("egret"), length("finch")] == [5, 5, 5]
    assert asked == ["egret", "finch"]
    forget()
    assert length("egret") == 5
    assert asked == ["egret", "finch", "egret"]


def test_nothing_of_a_list_is_kept_when_it_has_been_read(tmp_path):
    asked: list[str] = []

    @remembered
    def note(text: str) -> int:
        asked.append(text)
        return len(asked)

    note("egret")
    reader_of("list.md")(tmp_path, "# Third-party services\n\nWe use:\n\n- Sentry: crash reports\n")
    assert note("egret") == 2
