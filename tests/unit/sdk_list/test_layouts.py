"""SDK lists in the layouts that people write: what is read of each row, and near twins that list nothing."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


class Row(NamedTuple):
    """What a row says: name, company, a part of the purpose, data types, and the address of its policy."""

    name: str
    company: str = ""
    purpose: str = ""
    data: tuple[str, ...] = ()
    link: str = ""


PUSH = Row(
    "青鸟推送SDK", "青鸟（北京）科技有限公司", "推送消息", ("OAID", "设备型号"), "https://push.qingniao.example/privacy"
)
STATISTICS = Row(
    "白鹭统计SDK", "上海白鹭数据有限公司", "统计分析", ("Android ID", "IP地址"), "https://bailu.example/policy"
)
BOTH = [PUSH, STATISTICS]
ENGLISH = [
    Row("Bluebird Push SDK", "Bluebird Technology Ltd.", "push messages", ("OAID", "device model"), PUSH.link),
    Row("Egret Statistics SDK", "Egret Data Inc.", "statistics", ("Android ID", "IP address"), STATISTICS.link),
]
#: One file a layout; each says the same of the same two SDKs.
LAYOUTS = Path(__file__).parent / "layouts"


def read(tmp_path, name: str, text: str | bytes) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_sdk_list(path, shipped_lexicons()).facts


def assert_rows(facts: list[DeclaredSdkFact], expected: list[Row]) -> None:
    assert [(fact.name, fact.company, fact.data, fact.link) for fact in facts] == [
        (row.name, row.company, row.data, row.link) for row in expected
    ]
    for fact, row in zip(facts, expected, strict=True):
        assert row.purpose in fact.purpose
        assert bool(fact.purpose) == bool(row.purpose)


#: What is read of the layouts that say less, or say it in English; all others say BOTH.
OTHERS = {
    "a-page-with-an-empty-cell.html": [PUSH._replace(company=""), STATISTICS._replace(data=())],
    "company-and-data-columns-under-other-names.csv": [PUSH._replace(link=""), STATISTICS._replace(link="")],
    "names-with-systems-in-brackets.txt": [
        PUSH._replace(name="青鸟推送SDK(Android 端,iOS端)", company="青鸟(北京)科技有限公司"),
        STATISTICS._replace(name="白鹭统计SDK (Android 端,iOS端)"),
    ],
    "english-blocks.md": ENGLISH,
    "english-running-text.md": ENGLISH,
}


@pytest.mark.parametrize("path", sorted(LAYOUTS.iterdir()), ids=lambda path: path.stem)
def test_every_row_of_a_layout_is_read(path):
    assert_rows(read_sdk_list(path, shipped_lexicons()).facts, OTHERS.get(path.name, BOTH))


def test_rows_of_one_company_stay_apart(tmp_path):
    text = (
        "# 第三方\n\n| 公司名称 | 使用目的 | 收集信息 |\n|---|---|---|\n"
        "| 青鸟（北京）科技有限公司 | 推送消息 | OAID |\n| 青鸟（北京）科技有限公司 | 用于定位和修复问题 | 设备型号 |\n"
    )
    facts = read(tmp_path, "sdks.md", text)
    assert [(fact.company, fact.purpose, fact.data) for fact in facts] == [
        ("青鸟（北京）科技有限公司", "推送消息", ("OAID",)),
        ("青鸟（北京）科技有限公司", "用于定位和修复问题", ("设备型号",)),
    ]


POLICY = """隐私政策

更新日期：2026年1月1日
生效日期：2026年1月8日

我们是青山科技有限公司，注册地址：北京市海淀区。

一、我们收集的信息
业务功能：注册登录
收集的信息：手机号
使用目的：创建账号
注册登录
收集的信息：手机号、昵称
使用目的：识别您的身份
目的：为您提供服务

二、您的权利
联系方式：privacy@qingshan.example
公司名称：青山科技有限公司
"""


def test_a_policy_is_no_list_of_sdks(tmp_path):
    reading_of = tmp_path / "privacy.txt"
    reading_of.write_text(POLICY, encoding="utf-8")
    reading = read_sdk_list(reading_of, shipped_lexicons())
    assert reading.facts == []
    assert [gap.kind for gap in reading.gaps] == ["declared_sdk"]


def test_a_text_of_one_name_a_line_is_a_list(tmp_path):
    facts = read(tmp_path, "sdks.txt", "青鸟推送SDK\n白鹭统计SDK\n")
    assert [fact.name for fact in facts] == ["青鸟推送SDK", "白鹭统计SDK"]
