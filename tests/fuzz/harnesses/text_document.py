"""Policies as text and Markdown, and what the policy room makes of them."""

from __future__ import annotations

from lxml import html
from tests.fuzz.documents import read_as
from tests.fuzz.seeds import SAMPLES
from tests.fuzz.text_mutations import text_mutation
from tests.support.shipped import shipped_lexicons

from appaudit.policy import read_documents

DICTIONARY = (
    b"# ", b"---\n", b"| a | b |\n|---|---|\n", b"|", b"- ", b"1. ", b"> ", b"```\n", b"[a](http://x)", b"<!-- ",
    b"-->", b"    ", "（一）".encode(), "第一条".encode(), "：".encode(), "。".encode(), "、".encode(), "《".encode(),
    "SDK名称：".encode(), "不会".encode(), "手机号码".encode(), "第三方".encode(), "注销账号".encode(),
    b"we collect ", b"https://[a]/", b"\xfe\xff", b"\xef\xbb\xbf",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)
_MARKDOWN = """---
title: x
---
# 隐私政策

更新日期：2026年1月1日

## 一、我们收集的信息
- 手机号码：用于注册账号
- 位置信息

| SDK名称 | 公司 | 目的 |
|---|---|---|
| 甲推送SDK | 甲科技有限公司 | 消息推送 |

您可以注销账号。联系邮箱：privacy@example.com，电话 010-12345678。<!-- 隐藏 -->
[第三方清单](https://a.example/list)
"""
_ENGLISH = "Privacy Policy\n\nWe collect your phone number and location. We do not share it with third parties.\n"


def seeds() -> list[bytes]:
    page = html.document_fromstring((SAMPLES / "planted-shop" / "privacy.html").read_bytes().decode())
    text = page.text_content()[:1500]
    return [
        _MARKDOWN.encode(),
        _MARKDOWN.encode("gb18030"),
        _MARKDOWN.encode("utf-16"),
        _ENGLISH.encode(),
        text.encode(),
    ]


def fuzz(data: bytes) -> None:
    documents = [document for name in ("policy.md", "policy.txt") if (document := read_as(name, data[:4000]))]
    if documents:
        read_documents(documents[:1], shipped_lexicons().policy)
