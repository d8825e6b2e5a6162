"""SDK lists in the layouts that people write: what is read of each row, and near twins that list nothing."""

from __future__ import annotations

from typing import NamedTuple

import pytest

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


def read(tmp_path, name: str, text: str | bytes) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_sdk_list(path).facts


def assert_rows(facts: list[DeclaredSdkFact], expected: list[Row]) -> None:
    assert [(fact.name, fact.company, fact.data, fact.link) for fact in facts] == [
        (row.name, row.company, row.data, row.link) for row in expected
    ]
    for fact, row in zip(facts, expected, strict=True):
        assert row.purpose in fact.purpose
        assert bool(fact.purpose) == bool(row.purpose)


LAYOUTS = {
    "labels run on in one line": (
        "sdks.txt",
        "第三方SDK目录\n"
        "第三方SDK名称：青鸟推送SDK 公司全称：青鸟（北京）科技有限公司 使用目的：用于推送消息 收集的个人信息：OAID、设备型号 "
        "隐私政策链接：https://push.qingniao.example/privacy\n"
        "第三方SDK名称：白鹭统计SDK 公司全称：上海白鹭数据有限公司 使用目的：统计分析 收集的个人信息：Android ID、IP地址 "
        "隐私政策链接：https://bailu.example/policy\n",
        BOTH,
    ),
    "labels run on between semicolons": (
        "sdks.md",
        "## 第三方SDK清单\n\n"
        "1. SDK名称：青鸟推送SDK；所属公司：青鸟（北京）科技有限公司；用途：推送消息；收集信息：OAID、设备型号；"
        "隐私政策：https://push.qingniao.example/privacy\n"
        "2. SDK名称：白鹭统计SDK；所属公司：上海白鹭数据有限公司；用途：统计分析；收集信息：Android ID、IP地址；"
        "隐私政策：https://bailu.example/policy\n",
        BOTH,
    ),
    "columns that name neither SDK nor company": (
        "sdks.md",
        "# 第三方共享清单\n\n"
        "| 类目 | 合作方 | 接收方 | 用来做什么 | 提供的个人信息 | 规则 |\n|---|---|---|---|---|---|\n"
        "| 消息 | 青鸟推送SDK | 青鸟（北京）科技有限公司 | 推送消息 | OAID、设备型号 | https://push.qingniao.example/privacy |\n"
        "| 数据 | 白鹭统计SDK | 上海白鹭数据有限公司 | 统计分析 | Android ID、IP地址 | https://bailu.example/policy |\n",
        BOTH,
    ),
    "name and company told apart by their values": (
        "sdks.md",
        "# 第三方SDK\n\n"
        "| 第三方名称 | 第三方 | 使用目的 | 收集信息 | 链接 |\n|---|---|---|---|---|\n"
        "| 青鸟（北京）科技有限公司 | 青鸟推送SDK | 推送消息 | OAID、设备型号 | https://push.qingniao.example/privacy |\n"
        "| 上海白鹭数据有限公司 | 白鹭统计SDK | 统计分析 | Android ID、IP地址 | https://bailu.example/policy |\n",
        BOTH,
    ),
    "a header that is longer than its cells, settled by the line below it": (
        "sdks.md",
        "# SDK\n\n"
        "| SDK服务 | 第三方SDK提供方的公司名称（运营主体全称） | 使用目的及使用场景的说明（含频次） | 收集的个人信息类型及字段明细说明 "
        "| 第三方个人信息保护规则链接地址 |\n|:--|:--|:--|:--|:--|\n"
        "| 青鸟推送SDK | 青鸟（北京）科技有限公司 | 推送消息 | OAID、设备型号 | https://push.qingniao.example/privacy |\n"
        "| 白鹭统计SDK | 上海白鹭数据有限公司 | 统计分析 | Android ID、IP地址 | https://bailu.example/policy |\n",
        BOTH,
    ),
    "cells that go on in the rows below": (
        "sdks.md",
        "# 第三方SDK\n\n"
        "| SDK名称 | 公司名称 | 使用目的 | 收集信息 | 隐私政策 |\n|---|---|---|---|---|\n"
        "| 青鸟推送SDK | 青鸟（北京） | 推送 | OAID、 | https://push.qingniao.example/privacy |\n"
        "| | 科技有限公司 | 消息 | 设备型号 | |\n"
        "| 白鹭统计SDK | 上海白鹭数据有限公司 | 统计分析 | Android ID、IP地址 | https://bailu.example/policy |\n",
        BOTH,
    ),
    "empty first cells below a category": (
        "sdks.md",
        "# 第三方SDK\n\n"
        "| 类别 | SDK名称 | 公司名称 | 使用目的 | 收集信息 | 隐私政策 |\n|---|---|---|---|---|---|\n"
        "| 基础 | 青鸟推送SDK | 青鸟（北京）科技有限公司 | 推送消息 | OAID、设备型号 | https://push.qingniao.example/privacy |\n"
        "| | 白鹭统计SDK | 上海白鹭数据有限公司 | 统计分析 | Android ID、IP地址 | https://bailu.example/policy |\n",
        BOTH,
    ),
    "cells of a page that span rows": (
        "sdks.html",
        "<!doctype html><html><body><h1>第三方SDK</h1><table>"
        "<tr><td>类别</td><td>SDK名称</td><td>公司名称</td><td>使用目的</td><td>收集的个人信息类型</td><td>链接</td></tr>"
        "<tr><td rowspan=2>基础</td><td>青鸟推送SDK</td><td>青鸟（北京）科技有限公司</td><td>推送消息</td><td>OAID、设备型号</td>"
        "<td>https://push.qingniao.example/privacy</td></tr>"
        "<tr><td>白鹭统计SDK</td><td>上海白鹭数据有限公司</td><td>统计分析</td><td>Android ID、IP地址</td>"
        "<td>https://bailu.example/policy</td></tr></table></body></html>",
        BOTH,
    ),
    "a page with an empty cell": (
        "sdks.html",
        "<!doctype html><html><body><h1>第三方SDK</h1><table>"
        "<tr><td>SDK名称</td><td>公司名称</td><td>使用目的</td><td>收集的个人信息</td><td>隐私政策</td></tr>"
        "<tr><td>青鸟推送SDK</td><td></td><td>推送消息</td><td>OAID、设备型号</td>"
        "<td>https://push.qingniao.example/privacy</td></tr>"
        "<tr><td>白鹭统计SDK</td><td>上海白鹭数据有限公司</td><td>统计分析</td><td></td><td>https://bailu.example/policy</td></tr>"
        "</table></body></html>",
        [PUSH._replace(company=""), STATISTICS._replace(data=())],
    ),
    "nested bullets under a bold name": (
        "sdks.md",
        "# 第三方SDK\n\n"
        "- **青鸟推送SDK**\n  - 公司：青鸟（北京）科技有限公司\n  - 目的：推送消息\n  - 个人信息：\n    - OAID\n    - 设备型号\n"
        "  - 隐私政策：[查看](https://push.qingniao.example/privacy)\n"
        "- **白鹭统计SDK**\n  - 公司：上海白鹭数据有限公司\n  - 目的：统计分析\n  - 个人信息：\n    - Android ID\n    - IP地址\n"
        "  - 隐私政策：[查看](https://bailu.example/policy)\n",
        BOTH,
    ),
    "bold labels in bullets below a heading": (
        "sdks.md",
        "# 第三方SDK目录\n\n### 青鸟推送SDK\n\n* **第三方名称**：青鸟（北京）科技有限公司\n* **使用目的**：推送消息\n"
        "* **收集信息**：OAID、设备型号\n* **隐私政策链接**：https://push.qingniao.example/privacy\n\n"
        "### 白鹭统计SDK\n\n* **第三方名称**：上海白鹭数据有限公司\n* **使用目的**：统计分析\n"
        "* **收集信息**：Android ID、IP地址\n* **隐私政策链接**：https://bailu.example/policy\n",
        BOTH,
    ),
    "labels in bold around the colon too": (
        "sdks.md",
        "# 第三方SDK目录\n\n**SDK名称：** 青鸟推送SDK\n\n**公司名称：** 青鸟（北京）科技有限公司\n\n**使用目的：** 推送消息\n\n"
        "**收集信息：** OAID、设备型号\n\n**链接：** https://push.qingniao.example/privacy\n\n"
        "**SDK名称：** ** 白鹭统计SDK **\n\n**公司名称：** 上海白鹭数据有限公司\n\n**使用目的：** 统计分析\n\n"
        "**收集信息：** Android ID、IP地址\n\n**链接：** https://bailu.example/policy\n",
        BOTH,
    ),
    "the address on the line after its label": (
        "sdks.md",
        "# 第三方sdk信息收集说明\n\n1、青鸟推送SDK\n\nSDK用途：用于推送消息\n\n收集个人信息类型：OAID、设备型号\n\n收集方式：SDK采集\n\n"
        "第三方机构名称：青鸟（北京）科技有限公司\n\n第三方隐私政策链接，仅供参考：\n\nhttps://push.qingniao.example/privacy\n\n"
        "2、白鹭统计SDK\n\nSDK用途：用于统计分析\n\n收集个人信息类型：Android ID、IP地址\n\n收集方式：SDK采集\n\n"
        "第三方机构名称：上海白鹭数据有限公司\n\n第三方隐私政策链接，仅供参考：\n\nhttps://bailu.example/policy\n",
        BOTH,
    ),
    "blocks that name the SDK after what it is for": (
        "sdks.txt",
        "第三方SDK目录\n\n使用目的：推送消息\n第三方SDK名称：青鸟推送SDK\n第三方公司名称：青鸟（北京）科技有限公司\n"
        "收集信息：OAID、设备型号\n隐私政策：https://push.qingniao.example/privacy\n\n"
        "使用目的：统计分析\n第三方SDK名称：白鹭统计SDK\n第三方公司名称：上海白鹭数据有限公司\n"
        "收集信息：Android ID、IP地址\n隐私政策：https://bailu.example/policy\n",
        BOTH,
    ),
    "ratio signs for colons": (
        "sdks.txt",
        "第三方SDK目录\n\nSDK名称∶青鸟推送SDK\n公司名称∶青鸟（北京）科技有限公司\n使用目的∶推送消息\n收集信息∶OAID、设备型号\n"
        "隐私政策∶https://push.qingniao.example/privacy\n\n"
        "SDK名称∶白鹭统计SDK\n公司名称∶上海白鹭数据有限公司\n使用目的∶统计分析\n收集信息∶Android ID、IP地址\n"
        "隐私政策∶https://bailu.example/policy\n",
        BOTH,
    ),
    "labels of a page between line breaks": (
        "sdks.html",
        "<!doctype html><html><body><h3>第三方SDK清单</h3><h5>青鸟推送SDK</h5><p>涉及个人信息：OAID、设备型号<br />使用目的：推送消息<br />"
        "使用场景：应用运行时使用<br />收集方式：SDK收集<br />合作方主体：青鸟（北京）科技有限公司<br />"
        "合作方官网链接：https://www.qingniao.example/<br />合作方隐私链接：https://push.qingniao.example/privacy</p>"
        "<h5>白鹭统计SDK</h5><p>涉及个人信息：Android ID、IP地址<br />使用目的：统计分析<br />收集方式：SDK采集<br />"
        "合作方主体：上海白鹭数据有限公司<br />合作方官网链接：https://www.bailu.example/<br />"
        "合作方隐私链接：https://bailu.example/policy</p></body></html>",
        BOTH,
    ),
    "numbered sentences": (
        "sdks.txt",
        "第三方SDK目录\n\n"
        "1、我们使用青鸟推送SDK（由青鸟（北京）科技有限公司提供）向您推送消息，该SDK会收集您的OAID、设备型号。"
        "隐私政策：https://push.qingniao.example/privacy\n"
        "2、为了统计分析，我们接入了上海白鹭数据有限公司的白鹭统计SDK，其会收集Android ID、IP地址，"
        "隐私政策见https://bailu.example/policy\n",
        BOTH,
    ),
    "a name, its company in brackets, and clauses": (
        "sdks.txt",
        "我们接入的第三方SDK如下：\n"
        "1. 青鸟推送SDK（青鸟（北京）科技有限公司）：用于推送消息，收集OAID、设备型号，隐私政策：https://push.qingniao.example/privacy\n"
        "2. 白鹭统计SDK（上海白鹭数据有限公司）：用于统计分析，收集Android ID、IP地址，隐私政策：https://bailu.example/policy\n",
        BOTH,
    ),
    "English blocks": (
        "sdks.md",
        "# Third-party SDKs\n\n## Bluebird Push SDK\n\nProvider: Bluebird Technology Ltd.\nPurpose: push messages\n"
        "Data collected: OAID, device model\nPrivacy policy: https://push.qingniao.example/privacy\n\n"
        "## Egret Statistics SDK\n\nProvider: Egret Data Inc.\nPurpose: statistics\nData collected: Android ID, IP address\n"
        "Privacy policy: https://bailu.example/policy\n",
        [
            Row("Bluebird Push SDK", "Bluebird Technology Ltd.", "push messages", ("OAID", "device model"), PUSH.link),
            Row("Egret Statistics SDK", "Egret Data Inc.", "statistics", ("Android ID", "IP address"), STATISTICS.link),
        ],
    ),
    "English running text": (
        "sdks.md",
        "# Third-party SDKs\n\n"
        "- We use Bluebird Push SDK, provided by Bluebird Technology Ltd., to send push messages. It collects OAID and device "
        "model. See https://push.qingniao.example/privacy.\n"
        "- Egret Statistics SDK (Egret Data Inc.) is used for statistics and collects Android ID and IP address. "
        "Privacy policy: https://bailu.example/policy\n",
        [
            Row("Bluebird Push SDK", "Bluebird Technology Ltd.", "push messages", ("OAID", "device model"), PUSH.link),
            Row("Egret Statistics SDK", "Egret Data Inc.", "statistics", ("Android ID", "IP address"), STATISTICS.link),
        ],
    ),
    "company and data columns under other names": (
        "sdks.csv",
        "接收方,产品,提供的个人信息,处理目的\n青鸟（北京）科技有限公司,青鸟推送SDK,OAID、设备型号,推送消息\n"
        "上海白鹭数据有限公司,白鹭统计SDK,Android ID、IP地址,统计分析\n",
        [PUSH._replace(link=""), STATISTICS._replace(link="")],
    ),
    "a table that stands on its side": (
        "sdks.md",
        "# 第三方SDK\n\n"
        "| SDK名称 | 青鸟推送SDK | 白鹭统计SDK |\n|---|---|---|\n| 公司名称 | 青鸟（北京）科技有限公司 | 上海白鹭数据有限公司 |\n"
        "| 使用目的 | 推送消息 | 统计分析 |\n| 收集的个人信息 | OAID、设备型号 | Android ID、IP地址 |\n"
        "| 隐私政策链接 | https://push.qingniao.example/privacy | https://bailu.example/policy |\n",
        BOTH,
    ),
    "a table of two columns for each SDK": (
        "sdks.html",
        "<!doctype html><html><body><h1>第三方SDK</h1><table>"
        "<tr><td>SDK名称</td><td>青鸟推送SDK</td></tr><tr><td>公司名称</td><td>青鸟（北京）科技有限公司</td></tr>"
        "<tr><td>使用目的</td><td>推送消息</td></tr><tr><td>收集的个人信息</td><td>OAID、设备型号</td></tr>"
        "<tr><td>隐私政策链接</td><td>https://push.qingniao.example/privacy</td></tr></table><table>"
        "<tr><td>SDK名称</td><td>白鹭统计SDK</td></tr><tr><td>公司名称</td><td>上海白鹭数据有限公司</td></tr>"
        "<tr><td>使用目的</td><td>统计分析</td></tr><tr><td>收集的个人信息</td><td>Android ID、IP地址</td></tr>"
        "<tr><td>隐私政策链接</td><td>https://bailu.example/policy</td></tr></table></body></html>",
        BOTH,
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_row_of_a_layout_is_read(tmp_path, layout):
    name, text, expected = LAYOUTS[layout]
    assert_rows(read(tmp_path, name, text), expected)


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
    reading = read_sdk_list(reading_of)
    assert reading.facts == []
    assert [gap.kind for gap in reading.gaps] == ["declared_sdk"]


def test_a_text_of_one_name_a_line_is_a_list(tmp_path):
    facts = read(tmp_path, "sdks.txt", "青鸟推送SDK\n白鹭统计SDK\n")
    assert [fact.name for fact in facts] == ["青鸟推送SDK", "白鹭统计SDK"]
