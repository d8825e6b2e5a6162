"""Lists put together from forms that lists are written in, names that nobody knows among them, are read in full."""

from __future__ import annotations

import itertools

import pytest
from bench.list_forms import cases, is_right
from bench.sdk_list_rows import score
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

#: Forms of which a name or a field is read otherwise in some lists.
_NOT_YET = {
    "zh": {
        "{n}\n我们使用该SDK实现{p}，它会收集{d}。\n隐私政策：{l}",
        "{n}\n用于{p}，收集{d}。\n{l}",
        "{n}\t{c}\t{p}\t{d}\t{l}",
        "{n}隐私政策：{l}",
        "{n}（{p}）",
        "{n}（用于{p}）",
        "{n}，{p}，隐私政策：{l}",
        "{n}：{l}",
        "{n}：{p}",
        "{p}：\nSDK：{n}\n收集信息：{d}\n隐私政策：{l}",
        "我们接入了{n}，用于{p}，{n}会收集{d}。",
    },
    "en": {
        "Name: {n}; Purpose: {p}; Data: {d}; Privacy policy: {l}",
        "We use {n} ({c}) to {v}. It processes {d}.",
        "We use {n} for {p}. {n} collects {d}.",
        "{n} ({c}): {p}",
        "{n} ({p})",
        "{n} ({p})\nWe use {n} to {v}. It collects {d}.\nPrivacy policy: {l}",
        "{n} Privacy Policy: {l}",
        "{n} by {c}: {p}",
        "{n} for {p}.",
        "{n} | {p} | {d} | {l}",
        "{n}: used for {p}. Collects {d}.",
        "{n}: {p}",
        "{n}\nUsed for {p}. Collects {d}.\n{l}",
        "{n}\nWe use {n} to {v}. {n} may collect {d}.\n{l}",
        "{n}\t{c}\t{p}\t{d}\t{l}",
        "{p}: {n}",
        "{p}: {n}\nData: {d}\nPrivacy policy: {l}",
    },
}
#: Every so many lists are read: all of them take minutes.
_EVERY = 61


@pytest.mark.parametrize("language", ["zh", "en"])
def test_lists_of_ordinary_forms_are_read_in_full(tmp_path, language):
    wrong = []
    for case in itertools.islice(cases(language), 0, None, _EVERY):
        if case.form in _NOT_YET[language]:
            continue
        path = tmp_path / f"list.{case.kind}"
        path.write_text(case.text, encoding="utf-8")
        facts = read_sdk_list(path, shipped_lexicons()).facts
        if not is_right(score(list(case.rows), facts, is_verbose=False, by_items=True)):
            wrong.append((case.text, [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]))
    assert wrong == []


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
