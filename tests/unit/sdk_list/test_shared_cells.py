"""Cells that hold more than one thing: a name with its company, a company with its address, headings that join two."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import SdkListReading, read_sdk_list

PRIVACY = "https://egret.example.cn/privacy"


def read(tmp_path, name: str, text: str) -> SdkListReading:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def page(*rows: tuple[str, ...]) -> str:
    lines = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<html><head><meta charset='utf-8'></head><body><h1>第三方SDK清单</h1><table>{lines}</table></body></html>"


def of(reading: SdkListReading) -> list[tuple[str, str, str, str]]:
    return [(fact.name, fact.company, fact.purpose, fact.link) for fact in reading.facts]


def test_a_company_with_its_website(tmp_path):
    rows = [
        ("第三方SDK", "用途", "隐私链接", "所属机构及官网"),
        ("白鹭统计SDK", "统计使用情况", PRIVACY, "北京白鹭科技有限公司 https://www.egret.example.cn/"),
        ("青鸟推送SDK", "推送消息", "", "青鸟（上海）有限公司 官网：https://www.bluebird.example.cn/"),
    ]
    assert of(read(tmp_path, "list.html", page(*rows))) == [
        ("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", PRIVACY),
        ("青鸟推送SDK", "青鸟（上海）有限公司", "推送消息", "https://www.bluebird.example.cn/"),
    ]


@pytest.mark.parametrize("between", ["，", "/", "<br>", " - ", " "])
def test_a_name_with_its_company(tmp_path, between):
    rows = [("第三方SDK名称及开发者", "使用目的"), (f"白鹭统计SDK{between}北京白鹭科技有限公司", "统计使用情况")]
    assert of(read(tmp_path, "list.html", page(*rows))) == [("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", "")]


def test_a_name_with_a_mark_in_it_stays_whole(tmp_path):
    rows = [("SDK名称", "使用目的"), ("白鹭/青鸟统计SDK", "统计使用情况")]
    assert of(read(tmp_path, "list.html", page(*rows))) == [("白鹭/青鸟统计SDK", "", "统计使用情况", "")]


def test_a_purpose_with_the_title_of_a_link(tmp_path):
    rows = [
        ("SDK 名称", "使用说明与隐私政策"),
        (
            "<strong>白鹭统计 SDK</strong><p>北京白鹭科技有限公司</p>",
            f"<strong>用于统计使用情况。</strong><ul><li><a href='{PRIVACY}'>白鹭隐私政策</a></li></ul>",
        ),
    ]
    read_rows = of(read(tmp_path, "list.html", page(*rows)))
    assert read_rows == [("白鹭统计 SDK", "北京白鹭科技有限公司", "用于统计使用情况", PRIVACY)]


def test_a_column_of_sdks_alone(tmp_path):
    rows = [("SDK名称", "备注"), ("白鹭统计SDK", "按需"), ("青鸟推送SDK", "按需")]
    assert [fact.name for fact in read(tmp_path, "list.html", page(*rows)).facts] == ["白鹭统计SDK", "青鸟推送SDK"]


def test_a_column_of_something_else_lists_nobody(tmp_path):
    rows = [("名称", "备注"), ("昵称", "可修改"), ("头像", "可修改")]
    assert not read(tmp_path, "list.html", page(*rows)).facts


@pytest.mark.parametrize(
    "headings",
    [
        ("Processor", "Company", "Purpose", "Privacy Policy"),
        ("Vendor", "Legal entity", "Why we use it", "Link"),
        ("Third-party SDK", "Provider", "Functionality", "Website"),
    ],
)
def test_who_is_listed_beside_the_company(tmp_path, headings):
    text = "# Third-party SDKs\n\n" + "\n".join(
        f"| {' | '.join(cells)} |"
        for cells in (headings, ("---",) * 4, ("Egret Analytics", "Egret Inc.", "measure usage", PRIVACY))
    )
    assert of(read(tmp_path, "list.md", text)) == [("Egret Analytics", "Egret Inc.", "measure usage", PRIVACY)]


def test_a_vendor_alone_is_the_company(tmp_path):
    text = "# Third-party SDKs\n\n| Vendor | Purpose |\n|---|---|\n| Egret Inc. | measure usage |\n"
    assert of(read(tmp_path, "list.md", text)) == [("Egret Inc.", "Egret Inc.", "measure usage", "")]


def test_headings_in_two_languages_a_cell_each(tmp_path):
    rows = [
        ("SDK名称", "SDK name", "包名", "package", "使用目的", "purpose of usage"),
        ("白鹭统计SDK", "cn.egret", "统计使用情况"),
        ("青鸟图库", "cn.bluebird", "显示图片"),
    ]
    found = [(fact.name, fact.purpose) for fact in read(tmp_path, "list.html", page(*rows)).facts]
    assert found == [("白鹭统计SDK", "统计使用情况"), ("青鸟图库", "显示图片")]


def test_a_company_with_the_title_of_its_policy(tmp_path):
    text = "SDK名称：白鹭统计SDK\n使用目的：统计使用情况\n第三方主体：北京白鹭科技有限公司 《白鹭SDK隐私政策》\n"
    assert of(read(tmp_path, "list.txt", text))[0][1] == "北京白鹭科技有限公司"


LABELS = "功能：加载网页\n收集个人信息字段：OAID、IP地址\n所属机构：深圳白鹭有限公司\n"


def test_the_service_of_somebody_known_is_a_name_above_its_labels(tmp_path):
    assert read(tmp_path, "list.md", f"腾讯浏览服务\n{LABELS}").facts[0].name == "腾讯浏览服务"


def test_a_service_of_nobody_is_the_heading_of_what_stands_below(tmp_path):
    assert read(tmp_path, "list.md", f"基础服务\n{LABELS}").facts[0].name == "深圳白鹭有限公司"


def test_a_document_that_begins_with_a_link_is_no_json(tmp_path):
    facts = read(tmp_path, "list.md", f"[返回](https://egret.example.cn/)\n\n## 第三方SDK\n\n白鹭SDK\n{LABELS}").facts
    assert [fact.name for fact in facts] == ["白鹭SDK"]


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("我们接入了上海青鸟有限公司提供的青鸟推送SDK，用于推送消息，该SDK会收集Android ID。", ["青鸟推送SDK"]),
        ("为向您推送消息，我们使用了上海青鸟有限公司的青鸟推送SDK，该SDK会收集Android ID。", ["青鸟推送SDK"]),
        ("您可以使用上海青鸟有限公司提供的青鸟推送SDK接收消息，该公司会收集Android ID。", []),
        ("我们不会使用上海青鸟有限公司提供的青鸟推送SDK推送消息。", []),
    ],
)
def test_an_sdk_that_we_embed_behind_its_company(tmp_path, sentence, name):
    facts = read(tmp_path, "policy.md", f"# 隐私政策\n\n{sentence}\n").facts
    assert [fact.name for fact in facts] == name
    assert all(fact.company == "上海青鸟有限公司" for fact in facts)


def test_data_under_a_heading_of_taiwan(tmp_path):
    rows = [("SDK名稱", "蒐集個人資訊"), ("白鷺統計SDK", "行動電話號碼")]
    assert [fact.data for fact in read(tmp_path, "list.html", page(*rows)).facts] == [("行動電話號碼",)]
