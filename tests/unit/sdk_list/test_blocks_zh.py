"""Chinese lists whose blocks change their layout half way, and what looks like them and says something else."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


def said(facts: list[DeclaredSdkFact]) -> list[tuple[str, str, str]]:
    return [(fact.name, fact.company, fact.link) for fact in facts]


LABELLED = (
    "SDK名称：白鹭SDK\n所属机构名称：白鹭（北京）科技有限公司\n使用目的：登录\n隐私政策链接：https://egret.example/p\n"
)


PACKAGES = "（com.bird.core、com.bird.download、com.bird.game、com.bird.web）"


@pytest.mark.parametrize("title", ["青鸟推送SDK", f"青鸟SDK{PACKAGES}"])
def test_a_block_with_a_title_among_blocks_with_labelled_names_is_one_of_its_own(tmp_path, title):
    """What stands below the title belonged to the SDK that the next label named."""
    titled = f"{title}\n开发者:青鸟（上海）科技有限公司\n隐私链接：https://bird.example/p\nSDK用途、功能：推送\n"
    last = "SDK名称：苍鹭SDK\n开发者：苍鹭（深圳）科技有限公司\n隐私政策链接：https://heron.example/p\n"
    assert said(read(tmp_path, "list.txt", f"第三方SDK信息表\n\n{LABELLED}{titled}{last}")) == [
        ("白鹭SDK", "白鹭（北京）科技有限公司", "https://egret.example/p"),
        (title.partition("（")[0], "青鸟（上海）科技有限公司", "https://bird.example/p"),
        ("苍鹭SDK", "苍鹭（深圳）科技有限公司", "https://heron.example/p"),
    ]


def test_a_labelled_name_right_below_a_title_is_the_same_sdk(tmp_path):
    text = "第三方SDK目录\n\n推送SDK\nSDK名称：白鹭推送\n提供方：白鹭（北京）科技有限公司\n使用目的：推送消息\n"
    assert [fact.name for fact in read(tmp_path, "list.txt", text)] == ["白鹭推送"]


def test_a_title_that_ends_like_a_word_of_a_form_is_a_name_where_its_block_is_like_the_others(tmp_path):
    block = "提供方名称：{0}科技有限公司\n个人信息类型：设备标识信息\n使用目的：推送\n隐私政策：https://{1}.example/p\n"
    names = {"白鹭登录SDK": "egret", "青鸟信息流内容": "bird", "苍鹭SDK": "heron"}
    blocks = "".join(f"{name}\n{block.format('大山', host)}" for name, host in names.items())
    facts = read(tmp_path, "list.txt", f"接入第三方SDK目录\n\n{blocks}")
    assert [fact.name for fact in facts] == list(names)
    assert {fact.company for fact in facts} == {"大山科技有限公司"}


def test_items_below_a_label_keep_the_data_that_they_name(tmp_path):
    """Only the kinds of data were read, so that what stands behind them was "disclosed nowhere"."""
    text = (
        "第三方SDK信息\n\nSDK名称：白鹭SDK\n收集设备信息：\n1）设备标识信息：IMEI、OAID、MAC地址；\n"
        "2）网络信息：用于判断连接状态；\n权限获取：读取手机状态\n使用目的：识别异常设备\n"
    )
    (fact,) = read(tmp_path, "list.txt", text)
    assert {"IMEI", "OAID", "MAC地址", "网络信息"} <= set(" ".join(fact.data).replace("：", " ").split())
    assert not any("权限" in item or "连接状态" in item for item in fact.data)


def test_a_package_in_brackets_tells_an_sdk_and_a_number_glued_to_it_is_no_part_of_its_name(tmp_path):
    text = (
        "# 我们收集的信息\n\n## 4.QQ（com.tencent.tauth）\n\n功能：帮助用户分享，收集个人信息类型：设备信息，"
        "隐私权政策链接：https://privacy.qq.com/\n\n"
        "## 5.意见反馈（选填）\n\n功能：提出意见，收集个人信息类型：联系方式\n"
    )
    (fact,) = read(tmp_path, "list.md", text)
    assert (fact.name, fact.data, fact.link) == ("QQ（com.tencent.tauth）", ("设备信息",), "https://privacy.qq.com/")


LINES = "白鹭云 https://egret.example/sdk\n苍鹭 https://heron.example/sdk\n"


@pytest.mark.parametrize(
    ("above", "names"),
    [
        ("我们的应用程序集成了以下推送SDK：", ["白鹭云", "苍鹭"]),
        ("我们的应用程序没有集成以下推送SDK：", []),
        ("您可以在以下网站下载本应用：", []),
    ],
)
def test_names_with_their_addresses_are_those_that_the_line_above_speaks_of(tmp_path, above, names):
    listed = [fact.name for fact in read(tmp_path, "list.html", page(above, *LINES.splitlines()))]
    assert [name for name in listed if name in {"白鹭云", "苍鹭"}] == names


def page(*lines: str) -> str:
    paragraphs = "".join(f"<p>{line}</p>" for line in lines)
    return f"<html><body><h1>隐私政策</h1><h2>推送</h2>{paragraphs}<p>更多请联系我们。</p></body></html>"


def test_a_label_with_its_address_is_no_name(tmp_path):
    lines = ("我们集成了第三方SDK，其网站如下：", "官网 https://egret.example/", "隐私政策 https://egret.example/p")
    assert read(tmp_path, "list.html", page(*lines)) == []


def test_what_is_refused_is_no_purpose(tmp_path):
    text = (
        "# 第三方SDK\n\n- 白鹭推送SDK仅收集设备信息，不会将其用于其他用途。\n"
        "- 青鸟推送SDK收集设备信息，用于推送消息。\n"
    )
    assert {fact.name: fact.purpose for fact in read(tmp_path, "list.md", text)} == {
        "白鹭推送SDK": "",
        "青鸟推送SDK": "推送消息",
    }


@pytest.mark.parametrize(
    ("sentence", "company"),
    [
        ("白鹭SDK由大山（北京）科技有限公司提供，其政策见 https://egret.example/p", "大山（北京）科技有限公司"),
        ("白鹭SDK用于统计，本应用由大山（北京）科技有限公司保留解释权，见 https://egret.example/p", ""),
    ],
)
def test_a_sentence_below_a_name_says_who_provides_it(tmp_path, sentence, company):
    text = f"<html><body><h1>隐私政策</h1><h2>二、第三方SDK说明</h2><h3>白鹭SDK</h3><p>{sentence}</p></body></html>"
    (fact,) = read(tmp_path, "list.html", text)
    assert (fact.name, fact.company, fact.link) == ("白鹭SDK", company, "https://egret.example/p")


SECTION = (
    "<h3>Egret（表单服务）</h3><table><tr><td>项目</td><td>内容</td></tr>"
    "<tr><td>服务提供商</td><td>Egret Inc.</td></tr>"
    "<tr><td>隐私政策</td><td>https://egret.example/privacy</td></tr><tr><td>用途说明</td><td>收集表单</td></tr>"
    "<tr><td>数据存储位置</td><td>海外</td></tr><tr><td>数据类型</td><td>反馈内容、联系方式</td></tr>"
    "<tr><td>用户权利</td><td>随时删除</td></tr><tr><td>服务条款</td><td>https://egret.example/terms</td></tr></table>"
)
SUMMARY = (
    "<h2>第三方服务商清单</h2><table><tr><th>服务商</th><th>用途</th><th>隐私政策</th></tr>"
    "<tr><td>Egret</td><td>表单</td><td>egret.example/privacy</td></tr>"
    "<tr><td>Heron</td><td>托管</td><td>heron.example/privacy</td></tr></table>"
)


def test_a_table_of_labels_below_a_name_and_the_row_that_sums_it_up_are_one(tmp_path):
    text = f"<html><body><h1>第三方服务</h1>{SECTION}{SUMMARY}</body></html>"
    facts = read(tmp_path, "list.html", text)
    assert [(fact.name, fact.purpose, fact.data) for fact in facts] == [
        ("Egret", "收集表单", ("反馈内容", "联系方式")),
        ("Heron", "托管", ()),
    ]


def test_two_sdks_of_one_provider_are_told_apart_by_their_brackets(tmp_path):
    block = "提供方名称：白鹭科技有限公司\n个人信息类型：设备信息\n使用目的：{0}\n"
    text = f"第三方SDK目录\n\n白鹭SDK（统计SDK）\n{block.format('统计')}白鹭SDK（推送SDK）\n{block.format('推送')}"
    assert [fact.purpose for fact in read(tmp_path, "list.txt", text)] == ["统计", "推送"]


COUNTED = (
    "第三方目录\n\n1. 苍木线路查询服务\n   • 服务地址：mail.egret.example\n   • 提供方：白鹭公司\n   • 功能：查询线路\n"
    "   • 发送数据：网络请求\n\n2. 青禾归属地查询服务\n   • 服务地址：api.heron.example\n   • 提供方：苍鹭网络\n"
    "   • 功能：查询归属地\n   • 发送数据：IP地址\n"
)


def test_a_counted_service_is_a_name_above_labels_that_third_parties_have(tmp_path):
    facts = read(tmp_path, "list.txt", COUNTED)
    assert [(fact.name, fact.company, fact.purpose) for fact in facts] == [
        ("苍木线路查询服务", "白鹭公司", "查询线路"),
        ("青禾归属地查询服务", "苍鹭网络", "查询归属地"),
    ]


def test_a_counted_service_of_ones_own_is_no_name(tmp_path):
    own = COUNTED.replace("   • 提供方：白鹭公司\n", "").replace("   • 提供方：苍鹭网络\n", "")
    own = own.replace("第三方目录", "我们的业务功能").replace("服务地址", "入口")
    assert read(tmp_path, "list.txt", own) == []
