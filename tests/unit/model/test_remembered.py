"""What was found of one document is remembered while that is read, and no longer."""

from __future__ import annotations

from tests.support.sdk_lists import reader_of

from appaudit.model.remembered import forget, remembered, remembered_of_text


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


def test_what_a_text_is_by_one_table_is_not_what_it_is_by_another():
    asked: list[str] = []

    @remembered_of_text
    def is_listed(text: str, table: list[str]) -> bool:
        asked.append(text)
        return text in table

    birds, bridges = ["egret"], ["arch"]
    assert [is_listed("egret", birds), is_listed("egret", bridges), is_listed("egret", birds)] == [True, False, True]
    assert asked == ["egret", "egret"]
    # A table that is equal may be another one soon: only the same one counts.
    assert is_listed("egret", list(birds))
    assert asked == ["egret"] * 3
    forget()
    assert is_listed("egret", birds)
    assert asked == ["egret"] * 4


def test_what_a_long_text_is_is_not_kept():
    asked: list[int] = []

    @remembered_of_text
    def length(text: str) -> int:
        asked.append(len(text))
        return len(text)

    assert [length("e" * 200), length("e" * 200), length("e" * 201), length("e" * 201)] == [200, 200, 201, 201]
    assert asked == [200, 201, 201]


def test_a_table_that_is_given_by_its_name_is_not_taken_for_another():
    @remembered_of_text
    def is_listed(text: str, table: list[str]) -> bool:
        return text in table

    assert [is_listed("egret", table=["egret"]), is_listed("egret", table=["finch"])] == [True, False]
