"""What looks like a list of third parties and names nobody, beside what is one: prose, menus, forms, feet of pages."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list import read_sdk_list


def read(tmp_path, name: str, text: str) -> list[DeclaredSdkFact]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons()).facts


#: What stands below the list of a page about sub-processors, after its one entry.
BESIDE_THE_LIST = {
    "how they are held to it": "## Security measures\n\n- Access controls: providers use controls to protect data.\n",
    "what may be asked for": "## Your rights\n\n- Object: you may stop using the service to object to a provider.\n",
    "what is agreed with them": "## Details\n\n**Data Processing Agreement:** Yes\n\n**Transfer Mechanism:** SCC\n",
    "what is told of changes": "## Changes to sub-processors\n\n- Heron Maps was added to provide maps in May.\n",
    "a form": "## Book a demo\n\n- Firm (optional)\n- Work email (required)\n",
    "a menu": "## Pages\n\n- Home\n- Egret\n- Privacy policy\n",
    "running text about any SDK": (
        "## Principles\n\nSome SDKs may rely on permissions, for example for maps. "
        "We do not allow third-party SDKs to use data for other purposes.\n"
    ),
    "the title of a link": "## More\n\n- [heron.example/privacy](https://heron.example/privacy)\n",
}


@pytest.mark.parametrize("text", BESIDE_THE_LIST.values(), ids=BESIDE_THE_LIST)
def test_what_stands_beside_a_list_is_no_entry_of_it(tmp_path, text):
    entry = "# Sub-processors\n\n## Current sub-processors\n\n- **Bluebird** — used to send push messages\n\n"
    assert [fact.name for fact in read(tmp_path, "list.md", entry + text)] == ["Bluebird"]


BESIDE_THE_LIST_ZH = {
    "permissions": "## 权限使用说明\n\n- 相机权限：用于拍照发送图片\n- 存储权限：用于保存图片\n",
    "promises": "## 数据安全承诺\n\n- 所有SDK均为成熟组件\n- 传输加密：用于保护数据\n",
    "what happens when consent is withdrawn": "## 你的权利\n\n撤回后，我们将停止通过青鸟SDK收集你的设备信息。\n",
}


@pytest.mark.parametrize("text", BESIDE_THE_LIST_ZH.values(), ids=BESIDE_THE_LIST_ZH)
def test_what_stands_beside_a_chinese_list_is_no_entry_of_it(tmp_path, text):
    entry = "# 第三方SDK清单\n\nSDK名称：白鹭统计SDK\n使用目的：统计分析\n收集信息：IP地址\n\n"
    assert [fact.name for fact in read(tmp_path, "list.md", entry + text)] == ["白鹭统计SDK"]


def test_the_foot_of_a_page_is_no_row_of_its_table(tmp_path):
    text = (
        "<html><body><h1>第三方信息共享清单</h1><table><tr><th>SDK名称</th><th>第三方SDK提供方</th><th>功能</th></tr>"
        "<tr><td>青鸟SDK</td><td>青鸟（北京）科技有限公司</td><td>登录</td></tr></table>"
        "<p>© 2026 青山工作室 | 用户协议 | 第三方信息共享清单</p></body></html>"
    )
    assert [fact.name for fact in read(tmp_path, "list.html", text)] == ["青鸟SDK"]


@pytest.mark.parametrize(
    ("said", "data"), [("无（仅本地存储）", ()), ("OAID（可选）", ("OAID",)), ("None (local)", ())]
)
def test_a_remark_in_brackets_is_no_data(tmp_path, said, data):
    text = f"第三方SDK\n\nSDK名称：青鸟SDK\n使用目的：推送消息\n收集信息：{said}\n"
    assert [fact.data for fact in read(tmp_path, "list.txt", text)] == [data]


@pytest.mark.parametrize("name", ["58同城SDK", "9游SDK", "360加固SDK"])
def test_the_number_that_a_name_begins_with_belongs_to_it(tmp_path, name):
    text = f"# 第三方SDK\n\n| SDK名称 | 使用目的 |\n|---|---|\n| {name} | 登录 |\n"
    assert [fact.name for fact in read(tmp_path, "list.md", text)] == [name]


def test_the_number_of_a_row_does_not(tmp_path):
    text = "# 第三方SDK\n\n| SDK名称 | 使用目的 |\n|---|---|\n| 1. 青鸟SDK | 登录 |\n| 2 白鹭SDK | 登录 |\n"
    assert [fact.name for fact in read(tmp_path, "list.md", text)] == ["青鸟SDK", "白鹭SDK"]


def test_lines_that_begin_with_a_word_for_a_label_are_no_cards(tmp_path):
    text = (
        "# Our service\n\nPurpose We help people.\nProvider Terms apply to all.\n\n"
        "## More\n\nPurpose Built for people.\nProvider Notes are public.\n"
    )
    assert read(tmp_path, "list.md", text) == []
