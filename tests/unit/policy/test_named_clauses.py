"""Who is listed with what for tells who receives what, in any words; denials and the system itself tell nothing."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.documents import ClauseFact
from appaudit.policy import read_policy


def statuses(tmp_path, text: str) -> dict[str, str]:
    path = tmp_path / "policy.md"
    path.write_text(text, encoding="utf-8")
    facts = read_policy([path], shipped_lexicons().policy).facts
    found = {fact.id: fact.status for fact in facts if isinstance(fact, ClauseFact)}
    return {clause: found.get(clause, "absent") for clause in ("sdk_list", "sharing_recipients")}


ROWS = "| 服务 | 用途 |\n|---|---|\n| Supabase | 账号鉴权、任务数据存储 |\n| Sentry | 崩溃日志 |\n"
TABLE = f"# 青苗记事隐私政策\n\n## 涉及的第三方服务\n\n{ROWS}"


@pytest.mark.parametrize(
    "text",
    [
        TABLE,
        "# 青苗记事隐私政策\n\n## 存储\n\n您的任务记录存储在 Supabase，由 Sentry 收集崩溃日志。\n",
        "# Green Notes privacy policy\n\n## Data\n\nCrash reports are collected through Sentry and keep the model.\n",
    ],
)
def test_who_is_listed_is_told(tmp_path, text):
    assert statuses(tmp_path, text) == {"sdk_list": "present", "sharing_recipients": "present"}


@pytest.mark.parametrize(
    "text",
    [
        "# 青苗记事隐私政策\n\n## 存储\n\n您的任务记录保存在设备上，我们没有使用 Supabase。\n",
        "# Green Notes privacy policy\n\n## Data\n\nWe use Apple's App Store for app purchases.\n",
        "# Green Notes privacy policy\n\n## Data\n\nThis policy is prepared from modules provided by Iubenda.\n",
    ],
)
def test_a_near_twin_tells_nothing(tmp_path, text):
    assert "present" not in statuses(tmp_path, text).values()


def test_a_company_that_gets_data_is_no_list_of_sdks(tmp_path):
    text = "# 青苗记事隐私政策\n\n## 支付\n\n我们会向青禾（杭州）信息技术有限公司提供您的订单信息，用于完成支付。\n"
    assert statuses(tmp_path, text)["sdk_list"] != "present"
    assert statuses(tmp_path, text)["sharing_recipients"] == "present"


@pytest.mark.parametrize(
    "sentence",
    [
        "In the future we may use Sentry to collect crash reports.",
        "Crash reports are not collected through Sentry.",
        "We do not use Sentry to collect crash reports.",
        "We plan to integrate Sentry for crash reports.",
        "The app does not contain Firebase Analytics.",
        "We never share data with Google Analytics.",
    ],
)
def test_whom_an_app_does_without_is_not_told(tmp_path, sentence):
    text = f"# Green Notes privacy policy\n\n## Data\n\n{sentence}\n"
    assert "present" not in statuses(tmp_path, text).values()


@pytest.mark.parametrize(
    "sentence",
    [
        "We use Sentry to collect crash reports.",
        "We do not share your data, except with Google Analytics to measure use.",
        "We do not store your card number, which Stripe collects to process the payment.",
        "We do not sell data. Firebase Analytics collects your device identifier.",
    ],
)
def test_whom_it_uses_beside_what_it_does_not_do_is_told(tmp_path, sentence):
    text = f"# Green Notes privacy policy\n\n## Data\n\n{sentence}\n"
    assert statuses(tmp_path, text)["sharing_recipients"] == "present"


def test_what_an_app_may_come_to_use_is_not_told(tmp_path):
    later = "# 青苗记事隐私政策\n\n## 第三方\n\n我们未来可能接入友盟SDK用于统计。\n"
    now = "# 青苗记事隐私政策\n\n## 第三方\n\n我们接入友盟SDK用于统计，收集设备信息。\n"
    assert "present" not in statuses(tmp_path, later).values()
    assert statuses(tmp_path, now) == {"sdk_list": "present", "sharing_recipients": "present"}


@pytest.mark.parametrize(("act", "status"), [("sign in", "absent"), ("pay", "present")])
def test_who_one_signs_in_with_sends_data_and_gets_none(tmp_path, act: str, status: str) -> None:
    said = f"We keep the nickname if you {act} via WeChat, which is used for your profile."
    text = f"# Green Notes privacy policy\n\n## Data\n\n{said}\n"
    assert statuses(tmp_path, text)["sharing_recipients"] == status
