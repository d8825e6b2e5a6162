"""Uses that stand above a group, addresses at the foot of a list, and what several names in a cell share."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


GROUPS = (
    "# 第三方SDK清单\n\n## 一、{first}\n\n| SDK名称 | 运营方 | 收集的个人信息 |\n|---|---|---|\n"
    "| 白鹭SDK | 北京白鹭科技有限公司 | OAID |\n\n## 二、地图定位类\n\n| SDK名称 | 运营方 | 收集的个人信息 |\n"
    "|---|---|---|\n| 青鸟SDK | 上海青鸟科技有限公司 | 位置信息 |\n"
)


@pytest.mark.parametrize(("first", "use"), [("推送类", "推送"), ("消息推送", "消息推送"), ("第三方SDK", "")])
def test_a_heading_may_say_what_the_sdks_below_it_are_for(tmp_path, first, use):
    """A heading that only says whose SDKs they are gives them no use."""
    facts = read(tmp_path, "list.md", GROUPS.format(first=first))
    assert [(fact.name, fact.purpose) for fact in facts] == [("白鹭SDK", use), ("青鸟SDK", "地图定位")]


def test_a_use_of_its_own_goes_before_that_of_the_group(tmp_path):
    text = GROUPS.format(first="推送类").replace("收集的个人信息", "使用目的").replace("OAID", "统计")
    assert [fact.purpose for fact in read(tmp_path, "list.md", text)] == ["统计", "位置信息"]


ROWS = (
    "<h2>第三方SDK目录</h2><table><tr><th>名称</th><th>公司</th><th>信息</th></tr>"
    "<tr><td colspan=3>{group}</td></tr><tr><td>白鹭SDK</td><td>北京白鹭科技有限公司</td><td>OAID</td></tr>"
    "<tr><td colspan=3>统计分析</td></tr><tr><td>青鸟SDK</td><td>上海青鸟科技有限公司</td><td>IP地址</td></tr></table>"
)


@pytest.mark.parametrize(("group", "use"), [("消息推送", "消息推送"), ("Android端", "")])
def test_a_row_across_the_table_may_say_what_those_below_it_are_for(tmp_path, group, use):
    facts = read(tmp_path, "list.html", ROWS.format(group=group))
    assert [(fact.name, fact.purpose) for fact in facts] == [("白鹭SDK", use), ("青鸟SDK", "统计分析")]


NOTES = (
    "# 第三方SDK列表\n\n1. 微信SDK[1]：用于登录，收集设备标识信息。\n2. 支付宝SDK[2]：用于支付，收集网络信息。\n\n"
    "{first}\n[2]: https://bluebird.example.com/p\n"
)


def test_marks_behind_names_lead_to_addresses_at_the_foot(tmp_path):
    facts = read(tmp_path, "list.md", NOTES.format(first="[1]: https://egret.example.com/p"))
    assert [(fact.name, fact.link) for fact in facts] == [
        ("微信SDK", "https://egret.example.com/p"),
        ("支付宝SDK", "https://bluebird.example.com/p"),
    ]


def test_a_mark_without_a_note_leads_nowhere(tmp_path):
    facts = read(tmp_path, "list.md", NOTES.format(first="[3]: https://egret.example.com/p"))
    assert facts[0].link == ""


CELLS = (
    "# 第三方SDK清单\n\n| 第三方SDK | 使用目的 | 收集信息 | 所属机构 |\n|---|---|---|---|\n"
    "| 白鹭SDK、青鸟SDK | 消息推送 | 设备标识符 | {companies} |\n"
    "| 鸬鹚SDK<br>苍鹰SDK | 分享 | 设备信息 | 广州苍鹰科技有限公司 |\n"
)


def test_as_many_companies_as_names_stand_in_their_order(tmp_path):
    facts = read(tmp_path, "list.md", CELLS.format(companies="北京白鹭科技有限公司、上海青鸟科技有限公司"))
    assert [(fact.name, fact.company) for fact in facts] == [
        ("白鹭SDK", "北京白鹭科技有限公司"),
        ("青鸟SDK", "上海青鸟科技有限公司"),
        ("鸬鹚SDK", "广州苍鹰科技有限公司"),
        ("苍鹰SDK", "广州苍鹰科技有限公司"),
    ]


def test_one_company_beside_several_names_is_that_of_all(tmp_path):
    facts = read(tmp_path, "list.md", CELLS.format(companies="北京白鹭科技有限公司"))
    assert [fact.company for fact in facts[:2]] == ["北京白鹭科技有限公司"] * 2


REMARKED = (
    "第三方SDK信息\n\n白鹭开放平台\n公司名称：北京白鹭科技有限公司\n使用目的：登录、分享\n收集信息：设备标识信息\n{remark}\n"
    "隐私政策：\nhttps://egret.example.com/p\n\n公司名称：上海青鸟科技有限公司\n使用目的：支付\n收集信息：网络信息\n"
)


def test_a_remark_in_brackets_between_labels_is_no_name(tmp_path):
    first, second = read(tmp_path, "list.txt", REMARKED.format(remark="（仅在您使用登录时收集）"))
    assert (first.name, first.link) == ("白鹭开放平台", "https://egret.example.com/p")
    assert (second.name, second.link) == ("上海青鸟科技有限公司", "")


def test_a_line_without_brackets_there_may_be_the_next_name(tmp_path):
    facts = read(tmp_path, "list.txt", REMARKED.format(remark="青鸟支付SDK"))
    assert [fact.name for fact in facts[:2]] == ["白鹭开放平台", "青鸟支付SDK"]


LINKED = (
    "<h2>Third-party SDKs</h2><p>Our app uses these third-party SDKs:</p><ul>"
    '<li><a href="https://egret.example.com/p">Egret Crash</a> (Egret LLC): crash reports{more}</li>'
    '<li><a href="https://bluebird.example.com/p">Bluebird Push</a> (Bluebird LLC): push messages</li></ul>'
)


def test_what_an_entry_may_include_is_what_it_takes(tmp_path):
    first, _ = read(tmp_path, "list.html", LINKED.format(more="; may include your device model and stack traces"))
    assert (first.company, first.purpose) == ("Egret LLC", "crash reports")
    assert first.data == ("device model", "stack traces")
    other, _ = read(tmp_path, "list.html", LINKED.format(more="; may include a fee"))
    assert other.data == ()


def test_running_text_says_what_somebody_does_and_takes(tmp_path):
    text = (
        "# Privacy Policy\n\n## Service providers\n\nWe work with a few companies. Sentry "
        "(Functional Software, Inc.) helps us find crashes and {takes} (https://sentry.example.com/p). "
        "Mapbox shows maps.\n"
    )
    told = read(tmp_path, "policy.md", text.format(takes="receives stack traces and your IP address"))[0]
    assert (told.company, told.purpose) == ("Functional Software, Inc.", "helps us find crashes")
    assert told.data == ("stack traces", "IP address")
    assert told.link == "https://sentry.example.com/p"
    other = read(tmp_path, "policy.md", text.format(takes="sends mail to our team"))[0]
    assert other.data == ()
