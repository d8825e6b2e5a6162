"""SDK lists in the shapes that people save them in."""

from __future__ import annotations

import io
import json
import re

import openpyxl
import pytest
from tests.support.shipped import shipped_lexicons

from appaudit import sdk_list
from appaudit.errors import ConfigError
from appaudit.model.coverage import CoverageLevel

ROWS = [
    {
        "name": "甲推送SDK",
        "company": "甲科技有限公司",
        "purpose": "消息推送",
        "data": ["IMEI", "OAID"],
        "url": "https://a.example.org/privacy",
        "package": "com.alpha.push",
        "version": "3.2.1",
    },
    {"name": "乙统计"},
]


def save(folder, name, data):
    path = folder / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    return path


def read_sdk_list(path):
    return sdk_list.read_sdk_list(path, shipped_lexicons())


def test_json_list(tmp_path):
    reading = read_sdk_list(save(tmp_path, "sdks.json", json.dumps(ROWS, ensure_ascii=False)))
    first, second = reading.facts
    assert (first.name, first.company, first.purpose) == ("甲推送SDK", "甲科技有限公司", "消息推送")
    assert (first.data, first.link) == (("IMEI", "OAID"), "https://a.example.org/privacy")
    assert (first.source, first.reason) == ("sdk_list", "package com.alpha.push")
    assert (second.name, second.company, second.data, second.reason) == ("乙统计", "", (), "")
    assert (first.location.path, first.location.symbol) == ("sdks.json", "entry 1")
    assert reading.gaps == []


@pytest.mark.parametrize(
    "document",
    [
        {"sdks": ROWS},
        [{"SDK名称": "甲推送SDK", "公司名称": "甲科技有限公司", "收集信息": "IMEI、OAID"}, "乙统计"],
        [{"Name": "甲推送SDK", "Vendor": "甲科技有限公司", "Data": "IMEI, OAID"}, {"sdk_name": "乙统计"}],
    ],
)
def test_json_variants(tmp_path, document):
    reading = read_sdk_list(save(tmp_path, "sdks.json", json.dumps(document, ensure_ascii=False)))
    assert [fact.name for fact in reading.facts] == ["甲推送SDK", "乙统计"]
    assert reading.facts[0].company == "甲科技有限公司"
    assert reading.facts[0].data == ("IMEI", "OAID")


def test_json_entry_without_name_is_a_partial_gap(tmp_path):
    reading = read_sdk_list(save(tmp_path, "sdks.json", json.dumps([{"name": "甲"}, {"purpose": "推送"}, 3])))
    assert [fact.name for fact in reading.facts] == ["甲"]
    assert [(gap.level, gap.kind) for gap in reading.gaps] == [(CoverageLevel.PARTIAL, "declared_sdk")] * 2
    assert "entry 2" in reading.gaps[0].detail.en


CSV = "SDK名称,公司名称,使用目的,收集信息,隐私政策链接\n甲推送SDK,甲科技有限公司,消息推送,IMEI、OAID,https://a.example.org\n乙统计,,统计,,\n"


@pytest.mark.parametrize(
    "data",
    [
        CSV.encode(),
        b"\xef\xbb\xbf" + CSV.encode(),
        CSV.encode("gbk"),
        CSV.encode("utf-16"),
        CSV.replace("\n", "\r\n").encode(),
        CSV.replace(",", ";").encode(),
        CSV.replace(",", "\t").encode(),
        ("第三方SDK清单\n更新：2025年\n\n" + CSV).encode(),
    ],
    ids=["utf8", "bom", "gbk", "utf16", "crlf", "semicolon", "tab", "title-rows"],
)
def test_csv_variants(tmp_path, data):
    reading = read_sdk_list(save(tmp_path, "sdks.csv", data))
    first, second = reading.facts
    assert (first.name, first.company, first.purpose) == ("甲推送SDK", "甲科技有限公司", "消息推送")
    assert (first.data, first.link) == (("IMEI", "OAID"), "https://a.example.org")
    assert (second.name, second.company, second.purpose) == ("乙统计", "", "统计")
    assert reading.gaps == []


def test_csv_columns_in_any_order_and_english(tmp_path):
    text = (
        "version,Privacy Policy,Purpose,Company,SDK Name,Package\n"
        '1.0,https://a.example.org,"push, messages",Alpha,Alpha Push,com.alpha\n'
    )
    [fact] = read_sdk_list(save(tmp_path, "sdks.csv", text)).facts
    assert (fact.name, fact.company, fact.purpose) == ("Alpha Push", "Alpha", "push, messages")
    assert (fact.link, fact.reason) == ("https://a.example.org", "package com.alpha")


def test_csv_cell_may_hold_newlines_and_quotes(tmp_path):
    text = 'SDK名称,使用目的\n"甲""推""送","第一行\n第二行"\n'
    [fact] = read_sdk_list(save(tmp_path, "sdks.csv", text)).facts
    assert fact.name == '甲"推"送'
    assert fact.purpose == "第一行 第二行"


def test_csv_without_the_name_column_uses_the_company(tmp_path):
    [fact] = read_sdk_list(save(tmp_path, "sdks.csv", "公司名称,使用目的\n甲科技有限公司,推送\n")).facts
    assert fact.name == "甲科技有限公司"


def test_bare_list_of_names(tmp_path):
    reading = read_sdk_list(save(tmp_path, "sdks.txt", "甲推送SDK\n乙统计\n"))
    assert [fact.name for fact in reading.facts] == ["甲推送SDK", "乙统计"]


def test_row_without_name_is_a_partial_gap(tmp_path):
    reading = read_sdk_list(save(tmp_path, "sdks.csv", "SDK名称,使用目的\n甲,推送\n,统计\n\n乙,支付\n"))
    assert [fact.name for fact in reading.facts] == ["甲", "乙"]
    [gap] = reading.gaps
    assert gap.level is CoverageLevel.PARTIAL
    assert "row 3" in gap.detail.en


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("sdks.json", "{not json", r"sdks\.json:1:2: not valid JSON"),
        ("sdks.json", "3", "must be a list"),
        ("sdks.json", "[]", "no SDK found"),
        ("sdks.json", "[" * 100_000, "JSON|nested"),
        ("sdks.csv", "", "empty"),
        ("sdks.csv", "颜色,大小\n红,1\n", "no column of SDK names"),
        ("sdks.csv", bytes(range(256)) * 8, "binary|encoding|format"),
        ("sdks.xlsx", b"PK\x03\x04" + b"\x00" * 50, "cannot be opened"),
        ("sdks.png", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "not a format"),
    ],
)
def test_unreadable_list_is_a_gap_with_a_reason(tmp_path, name, data, words):
    reading = read_sdk_list(save(tmp_path, name, data))
    assert reading.facts == []
    [gap] = reading.gaps[:1]
    assert (gap.kind, gap.level, gap.part) == ("declared_sdk", CoverageLevel.NONE, name)
    assert re.search(words, gap.detail.en), gap.detail.en


def test_missing_list_is_a_configuration_error(tmp_path):
    with pytest.raises(ConfigError, match="no such SDK list"):
        read_sdk_list(tmp_path / "none.csv")


def test_control_characters_do_not_survive(tmp_path):
    [fact] = read_sdk_list(save(tmp_path, "sdks.json", json.dumps([{"name": "甲\u202e\x1b[31m推送"}]))).facts
    assert "\x1b" not in fact.name
    assert "\u202e" not in fact.name


def workbook_of(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


HEADINGS = ("SDK名称", "公司", "使用目的", "收集的个人信息", "隐私政策链接")


@pytest.mark.parametrize("name", ["sdks.csv", "sdks.xlsx"])
def test_headings_with_nothing_below_list_no_sdk_and_leave_nothing_open(tmp_path, name):
    data = workbook_of(HEADINGS) if name.endswith("xlsx") else ",".join(HEADINGS) + "\r\n"
    reading = read_sdk_list(save(tmp_path, name, data))
    assert (reading.facts, reading.gaps, reading.lists_nothing) == ([], [], True)


@pytest.mark.parametrize("name", ["sdks.csv", "sdks.xlsx"])
def test_a_row_that_names_nothing_is_still_a_gap(tmp_path, name):
    row = ("", "", "消息推送", "OAID", "")
    data = workbook_of(HEADINGS, row) if name.endswith("xlsx") else f"{','.join(HEADINGS)}\r\n{','.join(row)}\r\n"
    reading = read_sdk_list(save(tmp_path, name, data))
    assert reading.facts == []
    assert [gap.level for gap in reading.gaps] == [CoverageLevel.NONE]
