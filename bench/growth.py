"""How the time of readers grows with what they read: once as much, twice as much, and how many times longer.

    python bench/growth.py [WORD...]

With words, only inputs whose names have one of them. Nothing here should take more than about twice as long for
twice as much; the texts are those that patterns fear.
"""

from __future__ import annotations

import re
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from tests.support.axml_builder import ConfigEntries, resource_table
from tests.support.report_builder import shop_report

from appaudit.artifacts.apk.arsc import ResourceTable
from appaudit.catalog import load_catalog
from appaudit.documents.document import document_from_bytes, document_from_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.policy import Lexicon
from appaudit.model.artifact import Text
from appaudit.policy import read_documents
from appaudit.report.renderers import render
from appaudit.sdk_list import read_sdk_list
from appaudit.texts.ui_texts import classify

PARAGRAPH = (
    "当您注册账号时，我们会收集您的手机号码、昵称和设备标识符，用于创建账号、验证身份和保障安全。"
    "未经您的单独同意，我们不会向任何第三方共享您的个人信息。您可以在“设置”-“隐私”中撤回同意。"
)
ENGLISH = (
    "We collect your email address to create your account and do not share it with third parties without your consent. "
    "You may access, correct or delete your data in Settings > Account, and we reply within 15 days. "
)
_NAMES = re.compile("青鸟|白鹭|苍鹭|Egret|Bluebird|egret")
SDK_HEADING = "| SDK名称 | 公司 | 目的 | 收集的个人信息 |\n|---|---|---|---|\n"


def sdk_row(number: int) -> str:
    """A row of a table of SDKs."""
    return f"| 示例{number}SDK | 示例{number}科技有限公司 | 用于推送消息 | 设备信息、IMEI、位置信息 |\n"


def each_another(text: str) -> str:
    """The text with another name each time where it has one name again and again."""
    numbers = count()
    return _NAMES.sub(lambda found: found.group() + _letters(next(numbers), found.group().isascii()), text)


def _letters(number: int, is_latin: bool) -> str:
    letters = "abcdefghijklmnopqrstuvwx" if is_latin else "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥"
    return "".join(letters[number // len(letters) ** place % len(letters)] for place in range(4))


#: Text of a size by what it consists of.
TEXTS: dict[str, Callable[[int], str]] = {
    "policy of n paragraphs": lambda n: "".join(f"{i}. 第{i}项说明\n{PARAGRAPH}\n" for i in range(n // 50)),
    "one word": lambda n: "注销" * n,
    "one clause": lambda n: "您可以" * n + "，",
    "nested brackets": lambda n: "（" * n + "）" * n,
    "table rows": lambda n: "a | b | c\n" * n,
    "numbered headings": lambda n: "一、\n" * n,
    "blanks": lambda n: " " * n + "\n" * n,
    "commas": lambda n: "，、" * n,
    "one letter": lambda n: "a" * n,
    "one verb": lambda n: "收集" * n,
    "verbs before data": lambda n: ("收集" * 400 + "信息。") * (n // 400),
    "one verb of sharing in English": lambda n: "share with " * (n // 5),
    "a menu without end": lambda n: "设置->" * n,
    "names with addresses": lambda n: "集成了以下SDK：\n" + "白鹭 https://egret.example/a\n" * (n // 10),
    "titles of one label": lambda n: "第三方SDK信息表\n" + "青鸟SDK\n开发者：青鸟\n" * (n // 10),
    "party words": lambda n: "第三方SDK合作方" * n,
    "one line": lambda n: PARAGRAPH.replace("。", "，") * (n // 50),
    "an SDK table": lambda n: SDK_HEADING + "".join(map(sdk_row, range(n // 50))),
    "English on one line": lambda n: ENGLISH.replace(".", ",") * (n // 50),
    "denials in English": lambda n: "we do not collect " * (n // 4),
    "denying lists in English": lambda n: "we do not use:\n- Bird Ads (for ads)\n- Bird Maps\n" * (n // 10),
    "rights in English": lambda n: "request access, correct or delete your data " * (n // 10),
    "companies in English": lambda n: "example co., ltd. " * (n // 4),
    "entries with brackets": lambda n: "- Bird (for a) " * (n // 4),
    "labels above values": lambda n: "用途\n推送\n收集信息\n设备信息\n" * (n // 16),
    "one label above values": lambda n: "用途\n推送\n" * (n // 6),
    "labels beside values": lambda n: "Third-party SDKs\n" + "Provider Bird Ltd\nPurpose Ads\n" * (n // 30),
    "entries that begin with a company": lambda n: "Sub-processors\n" + "- Bird, Inc. (Maps). Shows maps\n" * (n // 30),
    "names that end in service": lambda n: "第三方SDK\n" + "青鸟推送服务\n用途：推送\n" * (n // 14),
    "companies in brackets": lambda n: "第三方SDK\n" + "• 青鸟（青鸟有限公司）：推送，收集IMEI\n" * (n // 22),
    "brackets in brackets behind a name": lambda n: "第三方SDK\n青鸟" + "（有限公司" * (n // 5),
    "headings of columns again and again": lambda n: "SDK名称\n公司\n目的\n收集信息\n青鸟\n推送\n" * (n // 22),
    "a cell a line": lambda n: "SDK名称\n公司\n目的\n" + "青鸟SDK\n青鸟有限公司\n推送消息、\n统计\n" * (n // 22),
    "names in brackets behind a kind": lambda n: "第三方SDK：\n" + "推送服务（极光推送、小米推送）、" * (n // 18),
    "companies behind names before a dash": lambda n: "第三方SDK\n" + "• " + "青鸟（青鸟）、" * (n // 7),
    "labels on one line": lambda n: "第三方SDK\n青鸟SDK：" + "Data: model; " * (n // 13),
    "labels that dots part": lambda n: "## SDK\n\n### Egret\n\n" + "Data: model · " * (n // 14),
    "headings before each value": lambda n: (
        "Sub-Processor\nLocation\n" + "Sub-ProcessorEgret\nLocationUSA\n" * (n // 31)
    ),
    "labels in brackets": lambda n: "第三方SDK\n" + "【SDK名称】青鸟\n【用途】推送\n" * (n // 20),
    "rows of bars that never end": lambda n: "| SDK | 用途 |\n|---|---|\n" + "| 青鸟\n推送\n" * (n // 8),
    "tabs that never end": lambda n: "SDK\t用途\t公司\n" + "青鸟、\n推送\t" * (n // 7),
    "links without end": lambda n: "[a](" * (n // 4),
    "gaps": lambda n: "SDK名称   用途\n" + "青鸟SDK   推送\n" * (n // 12),
    "cells a line without headings": lambda n: "第三方SDK\n" + "青鸟SDK\n青鸟有限公司\n推送\n" * (n // 15),
    "companies above SDKs": lambda n: "第三方SDK\n" + "一、青鸟有限公司\n1. 青鸟SDK\n用途：推送\n" * (n // 26),
    "companies of nothing": lambda n: "第三方SDK\n" + "青鸟有限公司\n" * (n // 7),
    "companies before SDKs": lambda n: "第三方SDK\n" + "接入由青鸟有限公司提供的青鸟SDK，用于推送\n" * (n // 22),
    "companies with short names": lambda n: "第三方SDK\n" + "第三方（青鸟公司，以下称青鸟）" * (n // 15),
    "English labels that run on": lambda n: "SDKs\n" + "Bird SDKService Provider: Bird LtdPurpose: ads\n" * (n // 46),
    "companies in English brackets": lambda n: (
        "SDKs\n" + "We use Bird (Bird, Inc.) to send ads. It reads it. " * (n // 50)
    ),
    "many names a line": lambda n: (
        "Third-party services\n\n" + ("- " + "Bird (payments), Sentry (crashes), " * 45 + "Finch.\n") * (n // 1_584)
    ),
    "a name a line, each another": lambda n: (
        "Third-party services\n\n" + "".join(f"- Stripe{number}: payments\n" for number in range(n // 24))
    ),
    "names below kinds": lambda n: "第三方SDK\n" + "推送类\n极光推送\n个推\n" * (n // 12),
    "entries of one form": lambda n: "第三方SDK\n" + "- 青鸟推送：用于消息推送，收集设备标识符。\n" * (n // 24),
    "brackets behind names": lambda n: "第三方SDK\n" + "- 青鸟推送（消息推送）\n" * (n // 13),
    "names that sentences introduce": lambda n: (
        "Third parties\n\n" + "We use Bird for maps and Finch for ads, Wren Two and " * (n // 50)
    ),
    "lines that introduce names": lambda n: (
        "Third parties\n\n" + "Payments are handled by Wren Pay, a provider.\n" * (n // 45)
    ),
    "kinds in English": lambda n: "Third-party SDKs\n" + "Analytics and crash reporting, ads/maps and " * (n // 44),
    "clauses that deny in part": lambda n: (
        "Third parties\n\n- Bird: maps" + ", and it does not collect, but when not" * (n // 40)
    ),
    "entries behind commas": lambda n: (
        "We use these services:\n" + "Wren, to find crashes\nBird Ltd, Street 1, " * (n // 44)
    ),
    "sections of names in bold": lambda n: (
        "We use third-party services.\n"
        + "- **Wren**\n\n  Wren is provided by Bird Inc. and we use these\n" * (n // 60)
    ),
    "uses behind data": lambda n: "| SDK | 收集信息 |\n|---|---|\n| 青鸟SDK | " + "IMEI用于推送" * (n // 8) + " |\n",
    "denials that never end": lambda n: (
        "What we do not collect:\n\n- " + "no photos, not your location data, " * (n // 35)
    ),
    "crosses": lambda n: "We do not:\n" + "- ❌ Location data\nIs your email taken: no\n" * (n // 42),
    "functions of an app": lambda n: "我们不会收集：" + "日历、录音、备忘录、不需要位置信息、若未来" * (n // 22),
    "an SDK list on one line": lambda n: "".join(map(sdk_row, range(n // 50))).replace("\n", ""),
}


#: Files of other kinds, by their endings.
FILES: dict[str, tuple[str, Callable[[int], str]]] = {
    "entries of JSON": ("json", lambda n: "[" + '{"name":"青鸟SDK","company":"青鸟有限公司"},' * (n // 37) + "{}]"),
    "labels and values": ("json", lambda n: "[" + '{"label":"SDK名称","value":"青鸟SDK"},' * (n // 34) + "{}]"),
    "lists in blocks of code": ("md", lambda n: "### SDK 列表\n\n```\n青鸟推送\ncom.bird\n用于推送\n```\n" * (n // 42)),
    "a script": (
        "js",
        lambda n: "const sdks = [" + "{ name: '青鸟SDK', company: '青鸟有限公司' },\n" * (n // 40) + "]",
    ),
    "texts of an app": (
        "xml",
        lambda n: "<resources>" + '<string name="a">青鸟SDK\\n用途：推送</string>\n' * (n // 40) + "</resources>",
    ),
}


def sdk_table(number: int) -> str:
    """A page with one table of SDKs of so many rows."""
    cells = "".join(
        f"<tr><td>示例{row}SDK</td><td>示例{row}有限公司</td><td>推送消息</td><td>IMEI</td></tr>"
        for row in range(number)
    )
    return f"<h2>第三方SDK</h2><table><tr><th>SDK名称</th><th>公司</th><th>目的</th><th>信息</th></tr>{cells}</table>"


#: Pages by what they consist of.
PAGES: dict[str, Callable[[int], str]] = {
    "a table of n / 4 rows": lambda n: sdk_table(n // 4),
    "tables in tables": lambda n: "<table><tr><td>" * (n // 10) + "a",
    "lists in lists": lambda n: "<ul><li>a:" * (n // 10),
    "titles of links": lambda n: '<p>SDK名称：鸟SDK</p><p>隐私政策：<a href="https://a.example">看</a></p>' * (n // 20),
    "ends of pages": lambda n: "<p>a</p></body></html>" * (n // 20),
    "templates in templates": lambda n: "<p>a</p>" + "<template>a" * (n // 10),
    "menus in menus": lambda n: "<div class=menu>some text here" * (n // 10),
    "layers in layers": lambda n: "<div style='position:fixed;background:#fff'>" * (n // 10),
    "pages of buttons in buttons": lambda n: ("<button>" * 1000 + "</button>" * 1000) * (n // 10_000),
    "buttons in buttons": lambda n: "<button>" * (n // 10) + "a" * 20,
    "headings and entries": lambda n: "<h3>Bird</h3><ul><li>Purpose: ads</li><li>Data Sent: IMEI</li></ul>" * (n // 20),
}


def readers() -> Iterator[tuple[str, Callable[[int], object], Callable[[Any], object]]]:
    """What is read: its name, how one of size n is made, and how it is read."""
    lexicons = load_catalog().lexicons
    lexicon, words = lexicons.policy, lexicons.ui
    for name, text in TEXTS.items():
        yield f"policy: {name}", partial(_document, text), lambda document: read_documents([document], lexicon)
    for name, page in PAGES.items():
        yield f"page: {name}", partial(_page, page), partial(_read_file, "page.html", lexicon)
    for name, (suffix, text) in FILES.items():
        yield f"file: {name}", partial(_bytes, text), partial(_read_file, f"list.{suffix}", lexicon)
    for name, text in TEXTS.items():
        yield f"list: {name}", partial(_list_file, text), lambda path: read_sdk_list(path, lexicons)
    for name, text in TEXTS.items():
        yield f"UI text: {name}", partial(_texts, text), lambda texts: classify(texts, words)
    yield "UI texts: n labels", _labels, lambda texts: classify(texts, words)
    yield "resource table", _table, lambda data: list(ResourceTable(data).string_values())


def _document(text: Callable[[int], str], n: int) -> object:
    return document_from_text(text(n))


def _page(page: Callable[[int], str], n: int) -> bytes:
    return f"<!doctype html><html><body>{page(n)}</body></html>".encode()


def _bytes(text: Callable[[int], str], n: int) -> bytes:
    return text(n).encode()


def _read_file(name: str, lexicon: Lexicon, data: bytes) -> object:
    try:
        return read_documents([document_from_bytes(name, data)], lexicon)
    except ExtractionError as error:
        return error


def _list_file(text: Callable[[int], str], n: int) -> Path:
    path = Path(tempfile.gettempdir()) / "appaudit-growth.txt"
    path.write_text(text(n), encoding="utf-8")
    return path


def _texts(text: Callable[[int], str], n: int) -> list[Text]:
    return [Text(place="p", text=text(n))]


def _labels(n: int) -> list[Text]:
    return [Text(place="p", text=f"Loading {number}") for number in range(n)]


def _table(n: int) -> bytes:
    entries = {number: (f"key_{number}", f"text number {number}") for number in range(n)}
    return resource_table({"string": [ConfigEntries(entries)]})


def seconds(function: Callable[[], object]) -> float:
    """The best of three, of the processor."""
    times = []
    for _ in range(3):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return min(times)


def main() -> None:
    chosen = sys.argv[1:]
    start = time.process_time()
    load_catalog()
    print(f"{'load the catalogue':42} {time.process_time() - start:8.3f} s")
    print(f"{'render HTML':42} {seconds(lambda: render('html', shop_report(), 'zh')):8.3f} s")
    print(f"{'':42} {'n = 10,000':>10} {'20,000':>10} {'times':>6}")
    for name, made, read in readers():
        if chosen and not any(word in name for word in chosen):
            continue
        once, twice = (seconds(partial(read, made(n))) for n in (10_000, 20_000))
        print(f"{name:42} {once:10.3f} {twice:10.3f} {twice / max(once, 0.0005):6.1f}")


if __name__ == "__main__":
    main()
