"""Chinese lists whose blocks begin with a company or have no name, rows of the row above, and their twins."""

from __future__ import annotations

import pytest
from tests.support.pdf_builder import pdf_of, pdf_of_table
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, content: str | bytes):
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_sdk_list(path, shipped_lexicons()).facts


def said(facts):
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


BLOCK = (
    "使用目的：{0}\n收集的个人信息类型：OAID\n使用的敏感权限：位置信息\n第三方公司名称：{1}科技有限公司\n"
    "第三方个人信息处理规则：https://{2}.example/p\n"
)


def test_blocks_without_a_name_end_where_the_next_one_begins(tmp_path):
    """The label of permissions swallowed every block but the first."""
    blocks = BLOCK.format("定位", "白鹭", "egret") + BLOCK.format("推送消息", "青鸟", "bird")
    facts = read(tmp_path, "list.txt", f"本应用接入的第三方SDK收集信息的具体情况：\n{blocks}")
    assert said(facts) == [
        ("白鹭科技有限公司", "白鹭科技有限公司", "定位", ("OAID",), "https://egret.example/p"),
        ("青鸟科技有限公司", "青鸟科技有限公司", "推送消息", ("OAID",), "https://bird.example/p"),
    ]


def test_permissions_with_uses_of_their_own_stay_beside_the_sdk(tmp_path):
    text = (
        "第三方SDK清单\n\nSDK名称：白鹭SDK\n使用目的：统计\n收集信息：OAID\n"
        "权限：相机\n使用目的：扫码\n权限：存储\n使用目的：保存图片\n\nSDK名称：青鸟SDK\n使用目的：推送\n收集信息：OAID\n"
    )
    assert [(fact.name, fact.purpose) for fact in read(tmp_path, "list.txt", text)] == [
        ("白鹭SDK", "统计"),
        ("青鸟SDK", "推送"),
    ]


COMPANY_FIRST = (
    "{label}：{company}科技有限公司\nSDK名称：{name}\n使用场景：结算\n"
    "以下信息由第三方SDK收集，根据第三方隐私政策（https://{host}.example/p），SDK收集个人信息的类型及目的如下：\n"
    "本App收集信息类型：订单号\n使用目的：完成支付\n联系方式：95188\nprivacy@{host}.example（邮箱）\n\n"
)


def test_blocks_that_begin_with_a_company_keep_it(tmp_path):
    """Each company went to the SDK before it, and the system that heads them was an SDK of its own."""
    first = COMPANY_FIRST.format(label="第三方名称", company="白鹭", name="白鹭支付", host="egret")
    second = COMPANY_FIRST.format(label="第三方公司名称", company="青鸟", name="青鸟支付", host="bird")
    facts = read(tmp_path, "list.txt", f"收集个人信息的第三方SDK说明\n\nAndroid操作系统SDK\n\n{first}{second}")
    assert said(facts) == [
        ("白鹭支付", "白鹭科技有限公司", "完成支付", ("订单号",), "https://egret.example/p"),
        ("青鸟支付", "青鸟科技有限公司", "完成支付", ("订单号",), "https://bird.example/p"),
    ]


def test_a_product_named_for_a_system_is_one(tmp_path):
    text = "第三方SDK清单\n\n白鹭Android SDK\n使用目的：统计\n收集信息：OAID\n"
    assert [fact.name for fact in read(tmp_path, "list.txt", text)] == ["白鹭Android SDK"]


def test_a_name_that_ends_in_service_heads_a_block_like_those_above(tmp_path):
    block = "<h4>({0}) {1}</h4><p><b>第三方类别:</b> {2}</p><p><b>{3}:</b> {4}</p><p><b>收集目的:</b> {2}用</p>"
    text = "".join(
        [
            "<html><body><h1>隐私政策</h1><h3>4. 第三方SDK及服务信息</h3>",
            block.format(1, "白鹭统计SDK", "统计", "SDK提供方", "白鹭科技有限公司"),
            block.format(2, "苍鹭数据API服务", "查询", "服务提供方", "苍鹭数据"),
            "<h3>5. 反馈服务</h3><p>类别: 问题</p></body></html>",
        ]
    )
    assert [(fact.name, fact.company, fact.purpose) for fact in read(tmp_path, "list.html", text)] == [
        ("白鹭统计SDK", "白鹭科技有限公司", "统计用"),
        ("苍鹭数据API服务", "苍鹭数据", "查询用"),
    ]


def test_a_remark_inside_a_label_is_no_data(tmp_path):
    line = "第三方主体：{0}科技有限公司 信息收集详情：设备标识、品类 隐私政策（API对接）地址： https://{1}.example/p\n"
    text = (
        f"第三方信息共享清单\n\n白鹭（鹭鸶）\n{line.format('白鹭', 'egret')}青鸟（飞鸟）\n{line.format('青鸟', 'bird')}"
    )
    assert [(fact.name, fact.data, fact.link) for fact in read(tmp_path, "list.txt", text)] == [
        ("白鹭（鹭鸶）", ("设备标识", "品类"), "https://egret.example/p"),
        ("青鸟（飞鸟）", ("设备标识", "品类"), "https://bird.example/p"),
    ]


def test_a_row_with_an_address_alone_is_of_the_row_above(tmp_path):
    text = (
        "# 第三方SDK\n\n| 序号 | 第三方工具名称 | 第三方主体名称 | 共享个人信息字段 |\n|---|---|---|---|\n"
        "| 1 | 白鹭SDK | 白鹭科技有限公司 | 存储 |\n| 白鹭隐私政策链接：https://egret.example/p | | | |\n"
        "| 2 | 青鸟SDK | 个人开发者 | 位置信息 |\n| 其他工具见 https://more.example 的说明 | | | |\n"
    )
    assert [(fact.name, fact.link) for fact in read(tmp_path, "list.md", text)][:2] == [
        ("白鹭SDK", "https://egret.example/p"),
        ("青鸟SDK", ""),
    ]


TABLE = (
    "<html><body><h1>第三方SDK收集个人信息明细</h1><table><tr><th>信息项</th><th>第三方SDK</th></tr>"
    "<tr><td>设备MAC地址</td><td>{0}</td></tr></table></body></html>"
)


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("白鹭统计SDK、及青鸟广告SDK", ["白鹭统计SDK", "青鸟广告SDK"]),
        ("摇一摇功能，及青鸟广告SDK", ["青鸟广告SDK"]),
        # Near twins: a name that nothing parts, and words of functions that are no names.
        ("白鹭推送、统计SDK", ["白鹭推送、统计SDK"]),
        ("白鹭SDK（统计、推送）", ["白鹭SDK（统计、推送）"]),
    ],
)
def test_several_sdks_of_a_cell_are_several(tmp_path, cell, names):
    facts = read(tmp_path, "list.html", TABLE.format(cell))
    assert [fact.name for fact in facts] == names
    assert all(fact.data == ("设备MAC地址",) for fact in facts)


ENTRY = (
    "10. 我们会集成{0}SDK，用于{1}。该SDK主体为：{0}科技有限公司；"
    "收集的个人信息包含：设备信息【用于归因。其中IMEI还用于反作弊。】、位置信息。"
)


def test_an_entry_that_says_all_of_an_sdk_is_one_below_any_heading(tmp_path):
    text = f"# 隐私政策\n\n## 四、如何提供\n\n9. 法律法规规定的其他情形。\n{ENTRY.format('白鹭广告', '投放广告')}\n"
    assert said(read(tmp_path, "list.md", text)) == [
        ("白鹭广告SDK", "白鹭广告科技有限公司", "投放广告", ("设备信息", "位置信息"), "")
    ]


def test_a_kind_of_sdk_is_nobody_and_a_denied_one_is_not_listed(tmp_path):
    text = (
        "# 隐私政策\n\n## 七、第三方服务\n\nSDK名称：白鹭SDK\n使用目的：统计\n\n- 作为典型境外 SDK，关闭广告个性化。\n"
        "10. 我们不会集成青鸟SDK，用于投放广告。该SDK主体为：青鸟科技有限公司；收集的个人信息包含：位置信息。\n"
    )
    assert [fact.name for fact in read(tmp_path, "list.md", text)] == ["白鹭SDK"]


def test_a_remark_behind_an_address_is_no_part_of_it_and_the_agreement_counts_before_the_home_page(tmp_path):
    block = (
        "> SDK 名称：{0}\n公司名称：{1}科技有限公司\nSDK 官网：https://{1}.example(opens new window)\n"
        "使用目的：登录\n{2}> \n\n"
    )
    text = block.format("白鹭开放平台", "egret", "相关协议：https://egret.example/agreement\n") + block.format(
        "青鸟开放平台", "bird", ""
    )
    assert [fact.link for fact in read(tmp_path, "list.md", f"## 第三方SDK\n\n{text}")] == [
        "https://egret.example/agreement",
        "https://bird.example",
    ]


def test_an_address_that_its_cell_breaks_is_whole(tmp_path):
    rows = [
        ["SDK名称", "使用目的", "收集信息", "隐私政策"],
        ["白鹭SDK", "统计", "设备型号", "https://egret.example/policy"],
        ["青鸟SDK", "推送", "设备型号", "https://a.cn/https://b.cn/"],
    ]
    facts = read(tmp_path, "list.pdf", pdf_of_table(rows, borders="boxes", wrap=13))
    assert [(fact.name, fact.link) for fact in facts] == [
        ("白鹭SDK", "https://egret.example/policy"),
        ("青鸟SDK", "https://a.cn/"),
    ]


def test_an_address_that_a_line_of_a_page_breaks_is_whole_and_a_short_one_takes_no_name(tmp_path):
    filler = "我们会对第三方软件开发工具包进行严格的安全检测，并要求合作伙伴采取严格的措施来保护您的个人数据安全。"
    lines = ["第三方SDK清单", *[filler] * 5]
    lines += ["SDK名称：白鹭", "使用目的：登录", "隐私保护说明：https://egret.example/document/preview/of/all/"]
    lines += [
        "bdf936b2477a45ff86da57e3d988bc2b4f0a7c1d9e",
        "SDK名称：Heron5",
        "使用目的：统计",
        "官网：https://heron.example/",
        "Bluebird7",
    ]
    facts = read(tmp_path, "list.pdf", pdf_of([lines]))
    assert [(fact.name, fact.link) for fact in facts] == [
        ("白鹭", "https://egret.example/document/preview/of/all/bdf936b2477a45ff86da57e3d988bc2b4f0a7c1d9e"),
        ("Heron5", "https://heron.example/"),
    ]


PACKAGED = "应用市场的版本会{0}com.egret.push(白鹭;白鹭推送) com.egret.game:core(苍鹭登录)，本SDK不涉及信息的收集。"


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (PACKAGED.format("集成"), ["白鹭推送（com.egret.push）", "苍鹭登录（com.egret.game）"]),
        (PACKAGED.format("检测"), []),
        ("应用会集成com.bird(青鸟)，本SDK不涉及信息的收集。", []),  # the list says more of it
        (PACKAGED.replace("会{0}", "不再集成"), []),
        ("我们使用www.egret.com（白鹭官网）和mail@cn.egret.com（客服）与您联系。", []),
    ],
)
def test_sdks_of_a_sentence_are_named_by_their_packages(tmp_path, sentence, names):
    text = f"# 隐私政策\n\n1. 信息的收集\n\n2. {sentence}\n\nSDK名称：青鸟SDK\n使用目的：统计\n收集信息：OAID\n"
    assert [fact.name for fact in read(tmp_path, "list.md", text)] == [*names, "青鸟SDK"]
