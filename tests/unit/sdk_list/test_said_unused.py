"""An entry whose own words say that whom it names is not used declares nobody; what says what for, or when, does."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

read = reader_of("list.md")
ENGLISH = "## Third-party services\n\nWe rely on these service providers.\n\n"
CHINESE = "## 第三方SDK\n\n我们接入以下第三方SDK：\n\n"


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        ("We do not use Sentry in this app.", False),
        ("We no longer use it.", False),
        ("It is not used in this app.", False),
        ("Not embedded.", False),
        ("Sentry may be used in a future version.", False),
        ("We plan to use it.", False),
        ("Planned for the next version.", False),
        ("Removed in version 2.", False),
        ("It is used by our other apps.", False),
        ("It may be used to find crashes.", True),
        ("Your name is removed after a day.", True),
        ("We do not use it for advertising.", True),
        ("It is not used until you agree.", True),
        ("We do not use Egret in this app.", True),
        ("Your name is not used.", True),
    ],
)
@pytest.mark.parametrize(
    "entry",
    [
        "- Sentry: crash reports. Receives stack traces. {}\n- Stripe: payments. Receives names.\n",
        "### Sentry\n\nUsed for crash reports.\n\n{}\n\n### Stripe\n\nUsed for payments. Receives names.\n",
    ],
)
def test_english_sentences_on_whom_an_entry_names(tmp_path, entry, said, is_there):
    found = [fact.name for fact in read(tmp_path, ENGLISH + entry.format(said))]
    assert found == (["Sentry", "Stripe"] if is_there else ["Stripe"])


@pytest.mark.parametrize(
    ("said", "is_there"),
    [
        ("我们没有接入极光推送SDK。", False),
        ("我们未使用该SDK。", False),
        ("本版本未集成该SDK。", False),
        ("我们计划在后续版本接入该SDK。", False),
        ("该SDK已下线。", False),
        ("您的账号已停用。", True),
        ("您未使用推送时不会收集。", True),
        ("我们未使用夜鹭SDK。", True),
        ("该SDK不用于广告。", True),
    ],
)
def test_chinese_sentences_in_the_section_of_somebody(tmp_path, said, is_there):
    text = f"### 极光推送SDK\n\n用于消息推送。\n\n{said}\n\n### 友盟统计SDK\n\n用于统计。\n\n收集设备型号。\n"
    found = [fact.name for fact in read(tmp_path, CHINESE + text)]
    assert found == (["极光推送SDK", "友盟统计SDK"] if is_there else ["友盟统计SDK"])


@pytest.mark.parametrize(("use", "names"), [("未使用", []), ("推送", ["白鹭助手", "夜鹭大师"])])
def test_a_use_that_is_none(tmp_path, use, names):
    blocks = (f"组件名称：{name}\n\n用途：{use}\n\n收集信息：设备型号\n" for name in ("白鹭助手", "夜鹭大师"))
    found = [fact.name for fact in read(tmp_path, "## 第三方SDK目录\n\n" + "\n".join(blocks))]
    assert found == names


@pytest.mark.parametrize(("end", "names"), [("，但目前未使用", []), ("", ["白鹭SDK"])])
def test_the_end_of_a_sentence_on_somebody(tmp_path, end, names):
    found = read(tmp_path, f"{CHINESE}- 使用白鹭SDK提供推送服务，涉及设备标识符{end}。\n")
    assert [fact.name for fact in found] == names


def test_what_is_not_used_is_told(tmp_path):
    path = tmp_path / "list.md"
    path.write_text(ENGLISH + "### Sentry\n\nUsed for crash reports.\n\nWe do not use it.\n", encoding="utf-8")
    told = [gap.detail.en for gap in read_sdk_list(path, shipped_lexicons()).gaps if gap.detail is not None]
    assert any("Sentry" in detail and "not in use" in detail for detail in told)
