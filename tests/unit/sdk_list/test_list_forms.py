"""Lists put together from forms that lists are written in, names that nobody knows among them, are read in full."""

from __future__ import annotations

import itertools

import pytest
from bench.list_forms import cases, is_right, section_cases
from bench.sdk_list_rows import score
from bench.words_of_labels import understood, words_of
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

#: Forms of which a name or a field is read otherwise in some lists.
_NOT_YET = {
    "zh": {
        "{n}\t{c}\t{p}\t{d}\t{l}",
        "{n}—{p}—{l}",
        "{n}隐私政策：{l}",
        "{n}（{p}）",
        "{n}（{p}）：{d}",
        "{n}：{l}",
        "{n}：{p}（{d}）",
        "{p}（{n}）：收集{d}",
        "{p}：\nSDK：{n}\n收集信息：{d}\n隐私政策：{l}",
        "使用{n}（{c}）提供{p}服务，涉及{d}。",
        "我们接入了{n}，用于{p}，{n}会收集{d}。",
    },
    "en": {
        "We use {n} ({c}) to {v}. It processes {d}.",
        "{n}\t{c}\t{p}\t{d}\t{l}",
        "{n}\nUsed for {p}. Collects {d}.\n{l}",
        "{n} ({c}) processes {d} to {v}.",
        "{n} ({c}): {p}",
        "{n} ({p}): {d}",
        "{n} Privacy Policy: {l}",
        "{n} by {c}: {p}",
        "{n} for {p}.",
        "{n} | {p} | {d} | {l}",
        "{n} – {p} ({d})",
        "{n} – {v}. Your {d} are sent to {n}.",
        "{n}: {d}",
        "{n}: {p}",
        "{n}. Used for {p}. Receives {d}. Each user sees their own data.",
        "{p}: {n}",
    },
}
#: Every so many lists are read: all of them take minutes.
_EVERY = 61


def _wrong(folder, made):
    """The texts of lists that are not read in full, each with what was read."""
    wrong = []
    for case in made:
        path = folder / f"list.{case.kind}"
        path.write_text(case.text, encoding="utf-8")
        facts = read_sdk_list(path, shipped_lexicons()).facts
        if not is_right(score(list(case.rows), facts, is_verbose=False, by_items=True)):
            wrong.append((case.text, [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]))
    return wrong


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lists_of_ordinary_forms_are_read_in_full(tmp_path, language):
    made = itertools.islice(cases(language), 0, None, _EVERY)
    assert _wrong(tmp_path, (case for case in made if case.form not in _NOT_YET[language])) == []


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lists_of_sections_are_read_in_full(tmp_path, language):
    assert _wrong(tmp_path, itertools.islice(section_cases(language), 0, None, _EVERY // 2)) == []


#: Words that say something else as often, and are not understood.
_OF_ANYTHING = {"使用范围", "Owner", "Scope"}


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("field", ["name", "company", "purpose", "data", "link"])
def test_words_for_columns_are_understood(language, field):
    words = words_of(language, field)[::4]
    missed = [word for word in words if not understood(language, field, word, shipped_lexicons(), is_table=True)]
    assert set(missed) <= _OF_ANYTHING


facts = reader_of("list.md")


@pytest.mark.parametrize(
    "entry",
    [
        "- {0}：用于统计，收集设备型号。\n- {1}：用于推送，收集设备标识符。\n",
        "- 统计：使用{0}，共享设备型号。\n- 推送：使用{1}，共享设备标识符。\n",
        "1、我们接入了{0}，用于统计，该第三方会收集设备型号。\n2、我们接入了{1}，用于推送，该第三方会收集设备标识符。\n",
        "- 向{0}共享设备型号，用于统计。\n- 向{1}共享设备标识符，用于推送。\n",
    ],
)
def test_names_that_nobody_knows_and_words_for_kinds_of_services(tmp_path, entry):
    page = "## 第三方服务\n\n{}"
    told = [fact.name for fact in facts(tmp_path, page.format(entry.format("白鹭统计", "夜鹭推送")))]
    assert told == ["白鹭统计", "夜鹭推送"]
    assert _named(tmp_path, page.format(entry.format("数据统计", "消息推送"))) == []


def _named(tmp_path, text: str) -> list[str]:
    path = tmp_path / "other.md"
    path.write_text(text, encoding="utf-8")
    return [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_all_that_is_said_stands_in_the_brackets(tmp_path):
    text = (
        "第三方服务及 SDK 清单：我们接入以下第三方服务——\n\n"
        "- 白鹭云（数据存储与云函数，提供方：白鹭有限公司，处理账号与业务数据）；\n"
        "- 微信开放平台（登录、支付，提供方：腾讯科技，处理微信授权与支付信息）；\n"
    )
    assert [(fact.name, fact.company, fact.purpose, fact.data) for fact in facts(tmp_path, text)] == [
        ("白鹭云", "白鹭有限公司", "数据存储与云函数", ("账号与业务数据",)),
        ("微信开放平台", "腾讯科技", "登录、支付", ("微信授权与支付信息",)),
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("消息推送使用极光推送，诊断使用 Google Firebase Crashlytics。", ["极光推送", "Google Firebase Crashlytics"]),
        ("消息推送使用白鹭推送，诊断使用别的工具。", []),
        ("消息推送不使用极光推送，诊断不使用 Google Firebase。", []),
    ],
)
def test_by_whom_each_thing_is_done(tmp_path, text, names):
    assert _named(tmp_path, f"# 隐私政策\n\n## 说明\n\n{text}\n") == names


@pytest.mark.parametrize("article", ["an ", ""])
def test_what_a_service_is_with_an_article_or_without(tmp_path, article):
    text = (
        "Analytics and other service providers\n\n**Adjust**\n\n"
        f"Adjust is {article}analytics service provided by Adjust GmbH (Germany).\n\nPrivacy Policy: https://adjust.com/p\n"
    )
    assert [(fact.company, fact.purpose) for fact in facts(tmp_path, text)] == [("Adjust GmbH", "analytics service")]


def test_cells_between_bars_say_what_for(tmp_path):
    text = (
        "# Third-party services\n\nSupabase | database hosting | email address | https://egret.example/a\n"
        "Sentry | error monitoring | device model | https://egret.example/b\n"
    )
    assert [(fact.name, fact.purpose, fact.data) for fact in facts(tmp_path, text)] == [
        ("Supabase", "database hosting", ("email address",)),
        ("Sentry", "error monitoring", ("device model",)),
    ]
