"""Entries of JSON and scripts whose values stand beside labels, under names, or under keys that nobody knows."""

from __future__ import annotations

import json

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

EGRET, BIRD = "白鹭科技有限公司", "青鸟软件有限公司"


def read(tmp_path, text: str, name: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts]


BOTH = [("白鹭SDK", EGRET, "推送", ("OAID",)), ("青鸟SDK", BIRD, "地图", ("位置信息",))]


def labelled(labels: tuple[str, str, str]) -> list[dict[str, object]]:
    return [
        {"title": name, "list": [{"name": label, "value": value} for label, value in zip(labels, values, strict=True)]}
        for name, values in (("白鹭SDK", (EGRET, "推送", "OAID")), ("青鸟SDK", (BIRD, "地图", "位置信息")))
    ]


@pytest.mark.parametrize("name", ["list.json", "list.ts"])
def test_labels_and_values_below_a_title(tmp_path, name):
    data = json.dumps({"android": labelled(("公司名称", "使用目的", "收集信息"))}, ensure_ascii=False)
    text = data if name.endswith("json") else f"const parties = {data}\nexport default parties\n"
    assert said(read(tmp_path, text, name)) == BOTH


def test_labels_of_something_else_below_a_title(tmp_path):
    text = f"const pages = {json.dumps(labelled(('标题', '作者', '正文')), ensure_ascii=False)}\n"
    assert said(read(tmp_path, text, "list.ts")) == []


def test_entries_under_their_names(tmp_path):
    entries = {name: {"company": company, "purpose": use, "data": list(data)} for name, company, use, data in BOTH}
    assert said(read(tmp_path, json.dumps(entries, ensure_ascii=False), "list.json")) == BOTH


def test_objects_under_keys_that_are_no_names(tmp_path):
    settings = {"theme": {"name": "dark", "description": "推送"}, "window": {"name": "main", "description": "地图"}}
    assert said(read(tmp_path, f"export default {json.dumps(settings, ensure_ascii=False)}\n", "list.ts")) == []


@pytest.mark.parametrize(("key", "company"), [("corp", EGRET), ("owner", EGRET), ("appOwner", ""), ("copyright", "")])
def test_a_company_under_a_key_that_nobody_knows(tmp_path, key, company):
    text = f"export const sdks = [{{ name: '白鹭SDK', {key}: '{EGRET}', purpose: '推送', info: 'OAID' }}]\n"
    assert said(read(tmp_path, text, "list.js")) == [("白鹭SDK", company, "推送", ("OAID",))]


def test_two_companies_under_keys_that_nobody_knows(tmp_path):
    text = f"export const sdks = [{{ name: '白鹭SDK', a: '{EGRET}', b: '{BIRD}', purpose: '推送', info: 'OAID' }}]\n"
    assert said(read(tmp_path, text, "list.js")) == [("白鹭SDK", "", "推送", ("OAID",))]
