"""`appaudit policy --format html`: the clauses beside the text, in one file that asks for nothing."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from pathlib import Path

import pytest
from lxml import html
from tests.support.html_page import select, words
from tests.support.shipped import knowledge

from appaudit.cli import exit_code_of

POLICY = """# 青禾记账隐私政策

更新日期：2026年3月1日　生效日期：2026年3月8日

## 一、我们收集的信息

您注册账号时，我们会收集您的手机号码，用于创建账号和验证身份。我们不会收集您的通讯录。

## 二、您的权利

您可以通过“我的-设置-账号与安全-注销账号”申请注销账号，我们将在十五个工作日内完成。
您对个人信息处理的同意一经作出不得撤回。

临江市青禾科技有限公司，客服邮箱 privacy@qinghe.example，电话 400-100-2000。
您使用本应用即视为同意本政策的全部内容。
"""
HOSTILE = POLICY + "\n<script>alert(1)</script>&lt;img src=x onerror=alert(2)&gt;{{ 7*7 }}\u202etxt.exe\n"


@pytest.fixture
def make(tmp_path: Path, capsysbinary):
    def page(text: str = POLICY, *options: str, name: str = "policy.md") -> str:
        path = tmp_path / name
        path.write_text(text, "utf-8")
        assert exit_code_of(["policy", str(path), "--format", "html", *options]) == 0
        return capsysbinary.readouterr().out.decode()

    return page


def clause_count() -> int:
    """The clauses that every policy owes; those for some apps are shown where they are found."""
    return sum(not term.is_for_some for term in knowledge().clauses.values())


def test_clauses_stand_beside_the_text_with_their_quotes_marked(make) -> None:
    page = html.document_fromstring(make())
    clauses = {words(select(item, "b")[0]): item for item in select(page, "li.clause")}
    assert len(clauses) == clause_count()
    assert "clause-negated" in clauses["撤回同意"].get("class")
    (link,) = select(clauses["撤回同意"], "p.clause-quote a")[:1]
    (place,) = page.xpath(f"//span[@id='{link.get('href')[1:]}']")
    assert place.getnext().tag == "mark"
    assert words(place.getnext()).startswith("您对个人信息处理的同意一经作出不得撤回")
    assert "mark-negated" in place.getnext().get("class")
    text = select(page, ".document-text")[0]
    for number in select(text, "a.mark-link"):
        number.drop_tree()
    assert re.sub(r"\s", "", text.text_content()) == re.sub(r"\s", "", POLICY)


def test_findings_on_the_policy_are_listed_and_linked_from_their_clauses(make) -> None:
    page = html.document_fromstring(make())
    titles = [words(item) for item in select(page, "#findings .headline")]
    assert "隐私政策把使用当作同意" in titles
    links = [item.get("href") for item in select(page, "li.clause a.finding-link")]
    assert links
    assert {link[1:] for link in links} <= {item.get("id") for item in select(page, "[data-finding]")}


def test_data_and_denials_are_named_once(make) -> None:
    page = html.document_fromstring(make(POLICY + "\n我们也会收集您的手机号码以便发送通知。\n"))
    rows = [words(item) for item in select(page, "#named td.row-title")]
    assert len([row for row in rows if "手机号" in row]) == 1
    assert [row for row in rows if "通讯录" in row] == ["通讯录称不收集"]


def test_a_long_text_is_shown_whole(make) -> None:
    filler = "本段说明产品的使用方法，不涉及任何条款内容。\n\n" * 3000
    page = html.document_fromstring(make(POLICY + filler))
    assert not select(page, ".skipped")
    assert select(page, ".document-text")[0].text_content().count("本段说明产品") == 3000


def test_both_languages_are_inside_and_one_is_chosen(make) -> None:
    page = html.document_fromstring(make(POLICY, "--lang", "en"))
    assert page.get("lang") == "en"
    verdict = select(page, ".verdict")[0]
    count = clause_count()
    assert words(verdict, "en").startswith(f"Of {count} clauses: 1 denied, ")
    assert words(verdict, "zh").startswith(f"对照{count}项条款：1项")


def test_every_link_has_its_target_and_ids_are_unique(make) -> None:
    page = html.document_fromstring(make())
    ids = [element.get("id") for element in page.iter() if isinstance(element.tag, str) and element.get("id")]
    assert len(ids) == len(set(ids))
    assert {element.get("href")[1:] for element in select(page, "a[href^='#']")} <= set(ids)


def test_the_page_asks_for_nothing_and_allows_only_its_own_script_and_style(make) -> None:
    text = make(HOSTILE)
    page = html.document_fromstring(text)
    (policy,) = [item.get("content") for item in select(page, "meta") if item.get("http-equiv")]
    for tag in ("style", "script"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", text, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    for element in page.iter():
        if isinstance(element.tag, str):
            assert element.get("src") is None
            assert element.get("style") is None
            assert not [name for name in element.attrib if name.startswith("on")]
    assert "\u202e" not in text
    assert "{{ 7*7 }}" in text


def test_the_page_is_open_without_its_script(make) -> None:
    page = html.document_fromstring(make())
    assert all(item.get("open") is not None for item in select(page, "details"))


def test_what_could_not_be_read_is_said_before_the_clauses(tmp_path: Path, capsysbinary) -> None:
    (tmp_path / "policy.md").write_text(POLICY, "utf-8")
    (tmp_path / "sdk.pdf").write_bytes(b"%PDF-1.4 broken")
    paths = [str(tmp_path / "policy.md"), str(tmp_path / "sdk.pdf")]
    assert exit_code_of(["policy", *paths, "--format", "html"]) == 3
    page = html.document_fromstring(capsysbinary.readouterr().out.decode())
    sections = [item.get("id") for item in select(page, "main > section")]
    assert sections[1:3] == ["unseen", "policy"]
    assert "sdk.pdf" in words(select(page, "#unseen")[0])


def test_the_same_policy_gives_the_same_bytes(make) -> None:
    assert make() == make()


def test_what_the_text_says_is_done_stands_in_a_table_and_leads_to_its_place(make) -> None:
    text = POLICY + "\n我们会向顺丰速运有限公司提供您的收货地址，用于配送商品。\n"
    page = html.document_fromstring(make(text))
    rows = [[words(cell) for cell in select(row, "td")] for row in select(page, "#acts tbody tr")]
    (shared,) = [row for row in rows if row[0] == "向他人提供"]
    assert "收货地址" in shared[2]
    assert "顺丰速运有限公司" in shared[3]
    assert "配送商品" in shared[4]
    assert "称不收集" in {row[0] for row in rows}
    for link in select(page, "#acts td a"):
        assert len(page.xpath(f"//div[@class='document-text']//span[@id='{link.get('href')[1:]}']")) == 1


def test_the_text_lists_clauses_what_is_missing_first_and_what_is_named(tmp_path: Path, capsysbinary) -> None:
    path = tmp_path / "policy.md"
    path.write_text(POLICY, "utf-8")
    assert exit_code_of(["policy", str(path), "--lang", "zh"]) == 0
    said = capsysbinary.readouterr().out.decode()
    lines = said.splitlines()
    assert lines[0] == f"policy.md  {len(POLICY)} 字"
    assert lines[2].startswith("条款 (明确不提供 1 · 没有写明 ")
    assert lines[3] == "  [明确不提供] 撤回同意  “您对个人信息处理的同意一经作出不得撤回。”"
    assert "称不收集的个人信息 (1): 通讯录" in lines
    assert next(line for line in lines if line.startswith("提到的个人信息")).endswith("手机号码")


def test_the_answer_goes_to_a_file_when_one_is_named(tmp_path: Path, capsysbinary) -> None:
    path, output = tmp_path / "policy.md", tmp_path / "answer.json"
    path.write_text(POLICY, "utf-8")
    assert exit_code_of(["policy", str(path), "--format", "json", "--output", str(output)]) == 0
    assert capsysbinary.readouterr().out == b""
    assert len(json.loads(output.read_text("utf-8"))["policy"]["clauses"]) == clause_count()
