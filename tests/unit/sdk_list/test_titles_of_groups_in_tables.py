"""Rows of a table that name a kind of SDKs and nobody, and rows that name an SDK alone."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEAD = "# 第三方清单\n\n| 名称 | 公司 | 目的 | 信息 |\n|---|---|---|---|\n"
ROWS = "| 友盟 | 友盟同欣（北京）科技有限公司 | 统计 | OAID |\n"


def names(tmp_path, text: str) -> list[str]:
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    return [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_a_kind_of_sdks_alone_is_no_row(tmp_path):
    kinds = f"| 一、统计类SDK | | | |\n{ROWS}| 二、推送类 SDK（安卓） | | | |\n"
    last = "| 极光 | 深圳市和讯华谷信息技术有限公司 | 推送 | OAID |\n"
    assert names(tmp_path, HEAD + kinds + last) == ["友盟", "极光"]


def test_an_sdk_alone_and_a_kind_with_values_are_rows(tmp_path):
    alone = f"{ROWS}| 白鹭SDK | | | |\n| 支付类SDK | 青鸟有限公司 | 支付 | OAID |\n"
    assert names(tmp_path, HEAD + alone) == ["友盟", "白鹭SDK", "支付类SDK"]
