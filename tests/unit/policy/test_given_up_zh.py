"""Chinese text that discloses nothing: what a law means, old versions, templates, functions gone or to come."""

# ruff: noqa: E501  # pages stay on one line

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_bytes
from appaudit.model.facts.documents import MentionFact
from appaudit.policy import read_documents

SAID = "<p>我们会收集您的通讯录，用于向您推荐好友。</p>"
TABLE = "<table><tr><th>功能</th><th>收集的个人信息</th><th>备注</th></tr><tr><td>推荐好友</td><td>通讯录</td><td>{}</td></tr></table>"

#: What is not in force, and its twin that is.
PAIRS = [
    (f"<h2>附：隐私政策模板（仅供参考，不构成本政策内容）</h2>{SAID}", f"<h2>附：推荐好友功能（与本政策一并适用）</h2>{SAID}"),
    (
        f"<details><summary>查看旧版政策（2023年，已失效）</summary>{SAID}</details>",
        f"<details><summary>查看完整政策（2026年，现行有效）</summary>{SAID}</details>",
    ),
    (f"<div>2023年版（已废止）</div><div>{SAID}</div>", f"<div>2026年版（已生效）</div><div>{SAID}</div>"),
    (
        f"<h2>五、推荐好友</h2>{SAID}<p>本条已于2025年12月删除，自该日起不再适用。</p>",
        f"<h2>五、推荐好友</h2>{SAID}<h2>六、找回密码</h2><p>本条已于2025年12月删除，自该日起不再适用。</p>",
    ),
    (f"<h2>五、推荐好友</h2>{SAID}<p>本节内容不再适用。</p>", f"<h2>五、推荐好友</h2>{SAID}<p>本节所述信息删除后，本条不再适用于该信息。</p>"),
    (
        "<p>个人信息，是指以电子或者其他方式记录的与自然人有关的各种信息，包括姓名、通讯录、短信等。</p>",
        "<p>我们会收集您的个人信息，包括姓名、通讯录、短信等。</p>",
    ),
    (
        "<p>个人信息是指以电子或者其他方式记录的各种信息，包括通讯录等。我们重视这些信息。</p>",
        "<p>个人信息是指以电子或者其他方式记录的各种信息，包括通讯录等。此类信息会在您使用我们的服务时被收集。</p>",
    ),
    ("<p>个人信息是指以电子方式记录的信息，包括姓名、通讯录等。</p>", "<p>我们以电子方式记录您的通讯录，用于推荐好友。</p>"),
    (TABLE.format("该功能已下线，不再收集"), TABLE.format("该功能已关闭时，不收集")),
    (TABLE.format("本服务已于2025年停用，现已停止收集"), TABLE.format("可在设置中关闭，关闭后不再收集")),
    (
        "<p>后续版本上线“推荐好友”功能后，我们才会收集您的通讯录，目前尚未上线。</p>",
        "<p>您开启“推荐好友”功能后，我们才会收集您的通讯录。</p>",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("without", "told"), PAIRS)
def test_what_is_not_in_force_discloses_nothing(lexicon, without: str, told: str) -> None:
    def affirmed(body: str) -> bool:
        page = f"<!doctype html><meta charset='utf-8'><h1>青禾商城隐私政策</h1><p>我们重视您的隐私。</p>{body}"
        found = read_documents([document_from_bytes("privacy.html", page.encode())], lexicon).facts
        return any(
            isinstance(fact, MentionFact) and fact.data_type == "contacts" and fact.polarity == "affirm"
            for fact in found
        )

    assert (affirmed(without), affirmed(told)) == (False, True)
