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
