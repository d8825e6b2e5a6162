"""Lists in parts of pages made of components, which no page stands around; near twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of

facts = reader_of("list.md")


PART = (
    "<TypoText level={3}>第三方SDK列表：</TypoText>\n<TypoText level={4}>\n1. SDK名称：白鹭推送SDK\n</TypoText>\n"
    "<TypoText>SDK厂家：白鹭科技有限公司</TypoText>\n<TypoText>\n及个人信息：OAID\n</TypoText>\n"
    "<TypoText>隐私链接：https://egret.example/p</TypoText>\n"
)


@pytest.mark.parametrize("name", ["list.html", "list.txt", "list.tsx"])
def test_a_part_of_a_page_of_components(tmp_path, name):
    text = f"export default () => (<div>{PART}</div>)" if name == "list.tsx" else PART
    found = [(fact.name, fact.company, fact.data, fact.link) for fact in facts(tmp_path, text, name)]
    assert found == [("白鹭推送SDK", "白鹭科技有限公司", ("OAID",), "https://egret.example/p")]


def test_components_in_markdown_leave_it_markdown(tmp_path):
    """Twin: what stands between the components is read by its own form."""
    table = "\n\n| SDK名称 | 公司 | 用途 |\n| --- | --- | --- |\n| 白鹭推送SDK | 白鹭科技有限公司 | 推送 |\n\n"
    text = f"<Note>第三方SDK列表</Note>\n<Note>一</Note>\n<Note>二</Note>\n<Note>三</Note>{table}"
    found = [(fact.name, fact.company, fact.purpose) for fact in facts(tmp_path, text)]
    assert found == [("白鹭推送SDK", "白鹭科技有限公司", "推送")]
