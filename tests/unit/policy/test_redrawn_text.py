"""What a font that nobody can tell draws in a policy concerns what is set in it, and nothing else of the policy."""

from __future__ import annotations

import pytest
from tests.support.font_builder import address
from tests.support.shipped import shipped_lexicons
from tests.support.word_builder import SPACES, paragraph, run, word

from appaudit.documents.document import document_from_bytes
from appaudit.model.facts.documents import MentionFact
from appaudit.policy import read_documents

_FACE = f"@font-face{{font-family:odd;src:url({address(b'OTTO' + bytes(60))})}} .o{{font-family:odd}}"
_SAID = "<p>注册账号时，我们收集您的手机号码，用于创建账号。</p>"


def reading(body, title="<h1>青禾商城隐私政策</h1>"):
    page = f"<!doctype html><html><head><style>{_FACE}</style></head><body>{title}{_SAID}{body}</body>"
    found = read_documents([document_from_bytes("privacy.html", page.encode())], shipped_lexicons().policy)
    types = {fact.data_type for fact in found.facts if isinstance(fact, MentionFact)}
    return types, {gap.kind for gap in found.gaps if gap.reason == "unreadable"}


_ALL = {"clause", "mention", "declared_sdk"}


@pytest.mark.parametrize(
    "body",
    [
        "<p class=o>我们会收集您的位置信息和通讯录。</p>",
        "<p>我们会收集您的<b class=o>通讯录</b>，用于查找好友。</p>",
        "<table><tr><th>信息</th></tr><tr><td>我们收集的<i class=o>通讯录</i></td></tr></table>",
        "<p class=o>本页所载的是青禾商城为您准备的说明</p>",
        "<p class=o>This is what the shop has for its visitors to read</p>",
        "<p><b class=o>本页所载的</b> <i class=o>是青禾商城的说明</i></p>",
    ],
)
def test_what_is_said_in_such_a_font_or_may_be_is_told(body):
    types, kinds = reading(body)
    assert ("phone_number" in types, kinds) == (True, _ALL)


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("<p>本政策适用于示例应用。</p>", "<h1 class=o>青禾商城隐私政策（二〇二六年版）</h1>"),
        ("<p>商城<i class=o>全天</i>开放。</p>", "<h1>青禾商城隐私政策</h1>"),
        ("<p><i class=o>arrow_back</i> 返回</p>", "<h1>青禾商城隐私政策</h1>"),
        ("<p><i class=o>\ue001\ue002\ue003</i> 返回</p>", "<h1>青禾商城隐私政策</h1>"),
        ("<p class=o>Shop</p><p>一</p><p class=o>News</p>", "<h1>青禾商城隐私政策</h1>"),
    ],
)
def test_a_title_or_a_word_in_such_a_font_leaves_the_rest_of_the_policy_as_it_is(body, title):
    assert reading(body, title) == ({"phone_number"}, set())


def kinds_in_word(*body: str) -> set[str]:
    """The kinds of fact that a Word document leaves untold which brings along a font that nobody can read."""
    entry = f'<w:font {SPACES} w:name="Odd"><w:embedRegular r:id="rId1"/></w:font></w:fonts>'

    def edit(name, data):
        return data.replace(b"</w:fonts>", entry.encode()) if "fontTable" in name else data

    found = read_documents([word(*body, edit=edit)], shipped_lexicons().policy)
    return {gap.kind for gap in found.gaps if gap.reason == "unreadable"}


_ODD = '<w:rFonts w:ascii="Odd" w:eastAsia="Odd"/>'
_TITLE = "青禾商城隐私政策（二〇二六年版）"


@pytest.mark.parametrize(
    ("body", "kinds"),
    [
        ((paragraph(run(_ODD, _TITLE), '<w:outlineLvl w:val="0"/>'), paragraph(run())), set()),
        ((paragraph(run("", "商城") + run(_ODD, "全天") + run("", "开放。")), paragraph(run())), set()),
        ((paragraph(run(_ODD, _TITLE)), paragraph(run())), _ALL),
        ((paragraph(run(_ODD)),), _ALL),
        ((paragraph(run()),), set()),
    ],
    ids=["a heading", "a word", "a line that is no heading", "a sentence", "no text"],
)
def test_a_font_inside_a_word_file_concerns_what_is_set_in_it(body, kinds):
    assert kinds_in_word(*body) == kinds
