"""Items are cited as the texts count them."""

from __future__ import annotations

import pytest

from appaudit.report.renderers.citations import chinese_number, cited_item


@pytest.mark.parametrize(
    ("numbering", "item", "zh", "en"),
    [
        ("article", "47", "第四十七条", "Art. 47"),
        ("article", "17.1.2", "第十七条第一款第二项", "Art. 17(1)(2)"),
        ("article", "21.2-lists", "第二十一条第二款", "Art. 21(2)"),
        ("article", "1.2.3.4", "1.2.3.4", "1.2.3.4"),
        ("section", "6.1", "六（一）", "6.1"),
        ("section", "3", "3", "3"),
        ("order", "4.8", "4号令第八条", "Order 4, Art. 8"),
        ("order", "766.24.3", "766号令第二十四条第三款", "Order 766, Art. 24(3)"),
        ("item", "5.24", "第五条第二十四项", "Art. 5(24)"),
        ("item", "4", "第四条", "Art. 4"),
        ("order", "20", "20号令", "Order 20"),
        ("", "N02", "N02", "N02"),
        ("article", "sdk.1", "sdk.1", "sdk.1"),
        ("", "2.1", "2.1", "2.1"),
    ],
)
def test_an_item_is_cited_as_its_text_counts(numbering: str, item: str, zh: str, en: str) -> None:
    cited = cited_item(numbering, item)
    assert (cited.zh, cited.en) == (zh, en)


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (99, "九十九"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1000, "1000"),
        (0, "0"),
    ],
)
def test_numbers_as_statutes_write_them(number: int, text: str) -> None:
    assert chinese_number(number) == text
