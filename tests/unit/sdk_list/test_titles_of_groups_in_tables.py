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


def test_headings_again_are_no_row_where_the_values_tell_what_their_columns_hold(tmp_path):
    # 功能类型 stands above the names of SDKs, 第三方名称 above their companies.
    titles = ("功能类型", "第三方名称", "使用目的", "使用场景", "共享方式", "使用的敏感权限", "收集类型", "官网链接")
    head = "".join(f"<th>{title}</th>" for title in titles)
    row = (
        "<tr><td>{0}SDK</td><td>{0}科技有限公司</td><td>{1}</td><td>{1}时</td><td>SDK本机采集</td><td>存储权限</td>"
        "<td>设备信息</td><td>https://egret.example</td></tr>"
    )
    parts = "".join(
        f"<table><thead><tr><th colspan=8>共享清单（{name}）</th></tr><tr>{head}</tr></thead>"
        f"{row.format(name, use)}{row.format(name * 2, use)}</table>"
        for name, use in (("白鹭", "支付"), ("苍鹭", "登录"), ("青鸟", "推送"))
    )
    path = tmp_path / "list.html"
    path.write_text(f"<html><body>{parts}</body></html>", encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    assert [(fact.name, fact.company, fact.purpose) for fact in facts[::2]] == [
        ("白鹭SDK", "白鹭科技有限公司", "支付"),
        ("苍鹭SDK", "苍鹭科技有限公司", "登录"),
        ("青鸟SDK", "青鸟科技有限公司", "推送"),
    ]
    assert len(facts) == 6
