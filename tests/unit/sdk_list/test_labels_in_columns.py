"""Labels in a column of their own, behind dots, and values that go on with what belongs to other fields."""

from __future__ import annotations

import json

import pytest
from tests.support.sdk_lists import reader_of

read = reader_of("list.md")

Row = tuple[str, str, str, tuple[str, ...], str]


def rows(folder, text: str, name: str = "list.md") -> list[Row]:
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in read(folder, text, name)]


EGRET = ("白鹭SDK", "白鹭科技有限公司", "登录", ("昵称", "头像"), "https://egret.example/p")
HERON = ("青鸟SDK", "青鸟科技有限公司", "推送", ("设备标识",), "https://heron.example/p")


@pytest.mark.parametrize("headings", ["", "<tr><td>SDK名称</td><td>项目</td><td>内容</td></tr>"])
def test_a_name_beside_several_labels_with_their_values(tmp_path, headings):
    def of(row: Row) -> str:
        name, company, use, data, link = row
        said = {"公司名称": company, "使用目的": use, "收集信息": "、".join(data), "收集方式": "SDK", "隐私政策": link}
        cells = [f"<td>{label}</td><td>{value}</td></tr>" for label, value in said.items()]
        return f'<tr><td rowspan="{len(cells)}">{name}</td>' + "<tr>".join(cells)

    assert rows(tmp_path, f"<table>{headings}{of(EGRET)}{of(HERON)}</table>", "list.html") == [EGRET, HERON]


def test_a_table_of_three_columns_whose_second_names_no_labels_stays_as_it_is(tmp_path):
    lines = ("| SDK | 公司 | 用途 |", "|---|---|---|", *(f"| {' | '.join(row[:3])} |" for row in (EGRET, HERON)))
    table = "\n".join(lines)
    assert [row[:3] for row in rows(tmp_path, table)] == [EGRET[:3], HERON[:3]]


def test_dots_lead_from_a_label_to_its_value(tmp_path):
    block = (
        "[{number}] {name} SDK\n    Provider .... {name} Ltd.\n    Purpose ..... {use}\n    Data ........ IP address\n"
        "    Policy ...... https://egret.example/{number}\n"
    )
    text = (
        "Third-party SDK list\n====================\n"
        + block.format(number=1, name="Egret", use="maps")
        + block.format(number=2, name="Heron", use="advertising")
    )
    assert rows(tmp_path, text, "list.txt") == [
        ("Egret SDK", "Egret Ltd.", "maps", ("IP address",), "https://egret.example/1"),
        ("Heron SDK", "Heron Ltd.", "advertising", ("IP address",), "https://egret.example/2"),
    ]


def test_behind_what_is_taken_a_sentence_says_who_provides_it_and_where_its_policy_is(tmp_path):
    entry = "**{}**：{}。收集：录音、设备信息。由{}有限公司提供，[隐私政策](https://egret.example/{})。\n\n"
    text = (
        "### 第三方合作方\n\n"
        + entry.format("科大讯飞", "语音识别", "白鹭", 1)
        + entry.format("声网", "实时音视频", "青鸟", 2)
    )
    assert rows(tmp_path, text) == [
        ("科大讯飞", "白鹭有限公司", "语音识别", ("录音", "设备信息"), "https://egret.example/1"),
        ("声网", "青鸟有限公司", "实时音视频", ("录音", "设备信息"), "https://egret.example/2"),
    ]


def test_a_column_that_asks_whether_something_is_taken(tmp_path):
    text = (
        "## 三方库\n\n| 库 | 用来做什么 | 会不会收集个人信息 |\n|---|---|---|\n"
        "| 友盟统计 | 统计活跃 | 会：设备标识、网络信息 |\n"
        "| Glide | 图片加载 | 不会 |\n"
    )
    assert [(row[0], row[3]) for row in rows(tmp_path, text)] == [("友盟统计", ("设备标识", "网络信息")), ("Glide", ())]


def test_the_title_of_a_policy_in_brackets_behind_a_name_and_the_operator_at_the_end(tmp_path):
    entry = "{}. **{}** ([privacy policy]({})): {}. Data sent: {}. Operated by {}, USA.\n"
    sentry = ("Sentry", "Functional Software, Inc.", "Reports crashes", ("stack traces", "device model"))
    supabase = ("Supabase", "Supabase, Inc.", "Stores your account", ("email address",))
    text = "".join(
        entry.format(number, name, f"https://egret.example/{number}", use, ", ".join(data), company)
        for number, (name, company, use, data) in enumerate((sentry, supabase), 1)
    )
    assert rows(tmp_path, text) == [
        (*sentry, "https://egret.example/1"),
        (*supabase, "https://egret.example/2"),
    ]


def test_a_third_party_below_the_title_of_an_object_is_its_company(tmp_path):
    def entry(name: str, company: str) -> dict[str, object]:
        said = {"使用目的": "统计分析", "收集信息": "设备信息", "第三方": company}
        return {"title": name, "content": [{"k": label, "v": value} for label, value in said.items()]}

    text = json.dumps(
        {"sdkList": {"android": [entry("友盟统计SDK", "友盟有限公司"), entry("白鹭SDK", "白鹭有限公司")]}}
    )
    assert [row[:4] for row in rows(tmp_path, text, "list.json")] == [
        ("友盟统计SDK", "友盟有限公司", "统计分析", ("设备信息",)),
        ("白鹭SDK", "白鹭有限公司", "统计分析", ("设备信息",)),
    ]


def test_further_sentences_of_a_card_say_what_is_shared(tmp_path):
    card = (
        '<div class="partner"><p>{name}</p><p>{name} sends {what}. We share your {data} with {name}. '
        'See <a href="https://egret.example/{name}">its notice</a>.</p></div>'
    )
    page = "<html><body><h1>Third-Party Partners</h1>{}{}</body></html>".format(
        card.format(name="Twilio", what="codes by SMS", data="phone number"),
        card.format(name="Mapbox", what="maps to the app", data="approximate location"),
    )
    assert [(row[0], row[2], row[3]) for row in rows(tmp_path, page, "list.html")] == [
        ("Twilio", "Twilio sends codes by SMS.", ("phone number",)),
        ("Mapbox", "Mapbox sends maps to the app.", ("approximate location",)),
    ]
