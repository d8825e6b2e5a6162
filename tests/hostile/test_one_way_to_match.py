"""Inputs that an expression could match in many ways, each of which it would try: hundreds of characters took for ever.

Where one of these does not end, a part of an expression that repeats may take the same characters in two ways.
"""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.documents.document import document_from_bytes
from appaudit.model.artifact import Text
from appaudit.model.facts.documents import MentionFact
from appaudit.policy import read_policy
from appaudit.scripts.android import android_program, pages_of

_NAMES = ["腾讯Bugly", "友盟", "高德地图"]
facts = reader_of("list.txt")


@pytest.mark.parametrize("above", ["\r\n" * 400, "\n" * 400, "# \t \n" * 400, " \n" * 400])
def test_many_empty_lines_above_names(tmp_path, above):
    assert [fact.name for fact in facts(tmp_path, above + "\n".join(_NAMES) + "\n")] == _NAMES


@pytest.mark.parametrize("above", ["", "---\n", "\n \n", "# partners\n\n"])
def test_a_list_of_yaml_below_such_lines(tmp_path, above):
    text = f"{above}- name: Sentry\n  purpose: Crash reports\n- name: Mixpanel\n  purpose: Analytics\n"
    assert [(fact.name, fact.purpose) for fact in facts(tmp_path, text)] == [
        ("Sentry", "Crash reports"),
        ("Mixpanel", "Analytics"),
    ]


def _pages(text: str) -> tuple[str, ...]:
    return pages_of([Text(place="assets/www/app-config-service.js", text=text)])


def test_pages_far_apart_that_nothing_closes():
    assert _pages('"pages": [' + '"a"                ' * 200) == ()


@pytest.mark.parametrize("between", [",", ", ", " , ", "  "])
def test_pages_however_they_are_parted(between):
    assert _pages(f'"pages": ["a/b"{between}"c"]') == ("a/b", "c")


def _launched(name: str) -> tuple[str, ...]:
    program = android_program([Text(place=f"assets/www/{name}", text="start();")], shipped_lexicons().scripts)
    return program.launched if program is not None else ()


def test_a_script_in_a_folder_whose_name_is_dashes():
    assert _launched(f"app{'-' * 200}/x.js") == ()


@pytest.mark.parametrize("name", ["app.js", "app-1a2b.js", "index.chunk-3.min.js", "main.js"])
def test_scripts_that_begin_with_the_app(name):
    assert _launched(name) == (f"assets/www/{name}",)


@pytest.mark.parametrize("name", ["apps.js", "application.js", "other.js"])
def test_scripts_that_are_called_otherwise(name):
    assert _launched(name) == ()


@pytest.mark.parametrize("name", ["中" * 200, "\\\\a" * 100, "a-b"])
def test_frames_that_no_brace_opens(name):
    page = f"<html><head><style>@keyframes {name} </style></head><body><p>隐私政策</p></body></html>"
    assert document_from_bytes("policy.html", page.encode()).text.strip() == "隐私政策"


def _purposes(tmp_path, purpose: str) -> list[str]:
    table = f"| SDK名称 | 使用目的 |\n| --- | --- |\n| 白鹭SDK | {purpose} |\n| 苍鹭SDK | 推送 |\n"
    return [fact.purpose for fact in facts(tmp_path, table)]


@pytest.mark.parametrize("purpose", ["MIT " + "1" * 200 + "x", "data " * 40 + "x", "sdk版版版" * 40 + "x"])
def test_uses_that_are_nearly_what_is_none(tmp_path, purpose):
    assert _purposes(tmp_path, purpose) == [purpose, "推送"]


def test_a_licence_is_no_use(tmp_path):
    assert _purposes(tmp_path, "MIT 2.0") == ["", "推送"]


@pytest.mark.parametrize("repeated", ["仅仅仅仅", "等等等信息", "并且而且", "以单独方式"])
def test_clauses_of_words_that_begin_or_end_one(tmp_path, repeated):
    text = f"隐私政策\n\n我们收集{repeated * 60}您的手机号x。\n{repeated * 60}我们收集您的手机号用于登录。\n"
    path = tmp_path / "policy.txt"
    path.write_text(text, encoding="utf-8")
    facts = read_policy([path], shipped_lexicons().policy).facts
    told = {(fact.data_type, fact.polarity) for fact in facts if isinstance(fact, MentionFact)}
    assert ("phone_number", "affirm") in told


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("personal", "从了了" * 60),
        ("data_tail", "等在内信息" * 60 + "x"),
        ("title_of_all", "本平台" * 60 + "x"),
        ("list_title_general", "数据类" * 60 + "x"),
        ("adverb", "以以主动方式" * 60 + "x"),
        ("data_lead", "以下" * 60 + "信"),
    ],
)
def test_words_that_could_be_parted_in_two_ways(form, text):
    assert shipped_lexicons().policy.languages["zh"].form(form).fullmatch(text) is None


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("personal", "从第三方获得的您"),
        ("personal", "从用户处获得的信息"),
        ("personal", "从合作方收集到的数据"),
        ("data_tail", "等在内的信息"),
        ("title_of_all", "本平台用户"),
        ("list_title_general", "附件2：应用类数据目录"),
        ("adverb", "以加密方式主动"),
        ("data_lead", "以下必要的"),
    ],
)
def test_words_that_are_parted_in_one_way(form, text):
    assert shipped_lexicons().policy.languages["zh"].form(form).fullmatch(text) is not None
