"""Texts of cells by their names: headings decide what they are, and rows of one kind of data each are one SDK."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEADINGS = "SDK,Data Types,Shared,Purposes,Source\n"
ROWS = (
    "Egret SDK: Login,User IDs,Yes,Signing in,https://egret.example/data\n"
    "Egret SDK: Login,Device IDs,Yes,Signing in,\n"
    "Egret SDK: Login,Device IDs,Yes,Signing in,\n"
    "Bird Ads: Banner,Approximate location,Yes,Advertising,\n"
)


def read(tmp_path, text: str, name: str = "sdks.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def rows(reading) -> list[tuple[str, tuple[str, ...]]]:
    return [(fact.name, fact.data) for fact in reading.facts]


def test_names_with_colons_are_cells_below_headings(tmp_path):
    assert rows(read(tmp_path, HEADINGS + ROWS)) == [
        ("Egret SDK: Login", ("User IDs", "Device IDs")),
        ("Bird Ads: Banner", ("Approximate location",)),
    ]


@pytest.mark.parametrize("name", ["sdks.csv", "sdks.tsv"])
def test_a_labelled_list_in_such_a_file_is_one(tmp_path, name):
    text = "SDK名称：白鹭推送SDK\n公司名称：白鹭科技有限公司\n使用目的：推送\n收集信息：OAID\n"
    assert rows(read(tmp_path, text, name)) == [("白鹭推送SDK", ("OAID",))]


def test_rows_that_differ_in_more_than_data_are_several(tmp_path):
    several = "SDK,Data,Purpose\nEgret SDK,OAID,push\nEgret SDK,IMEI,statistics\n"
    assert rows(read(tmp_path, several)) == [("Egret SDK", ("OAID",)), ("Egret SDK", ("IMEI",))]
    apart = "SDK,Data,Purpose\nEgret SDK,OAID,push\nBird SDK,MAC,push\nEgret SDK,IMEI,push\n"
    assert [name for name, _ in rows(read(tmp_path, apart))] == ["Egret SDK", "Bird SDK", "Egret SDK"]
