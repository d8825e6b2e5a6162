"""Clauses that a Chinese sentence only touches: who cannot see, when something is collected, and where users are."""

from __future__ import annotations

import pytest

SAID = [
    ("access_copy", "present", "您可以随时在“设置-我的数据”中访问或查看您同步的任何数据。"),
    ("access_copy", "present", "您有权联系我们了解我们持有的关于您的数据。"),
    ("account_cancellation", "present", "## 您的权利\n\n注销账号：在“设置-账号”中即可办理。"),
    ("automated_decision", "weak", "这些数据用于用户画像分析。"),
    ("complaint_channel", "present", "您可以向我们投诉，请拨打 400-123-4567。"),
    ("consent_withdrawal", "present", "您可以随时在设备设置中关闭云同步。"),
    ("consent_withdrawal", "present", "您可以自主选择关闭定位，但这会影响部分功能。"),
    ("cross_border", "weak", "您的信息可能传输到欧盟。"),
    ("sensitive_pi", "present", "您的人脸信息、身份证号属于敏感个人信息，我们仅在征得您同意后收集。"),
]
IN_PASSING = [
    ("access_copy", "我们作为开发者无法访问或查看您同步的任何数据，您可以随时在“设置-我的数据”中关闭同步。"),
    ("access_copy", "您有权联系我们了解关于产品的动态。"),
    ("account_cancellation", "## 您的权利\n\n注销数据：在“设置-存储”中即可清除。"),
    ("automated_decision", "这些数据不用于广告投放、用户画像分析。"),
    ("complaint_channel", "当您创建账户、向我们投诉或者参加其他互动时，我们会要求您提供姓名。"),
    ("consent_withdrawal", "您可以随时在设备设置中关闭铃声。"),
    ("cross_border", "如果您位于欧盟，根据当地法律，您享有以下权利。"),
    ("sensitive_pi", "其中，“存储权限”、“定位权限”属于敏感权限，我们仅在征得您同意后申请。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), SAID)
def test_said(statuses, clause, status, text):
    assert statuses(text).get(clause) == status


@pytest.mark.parametrize(("clause", "text"), IN_PASSING)
def test_touched_in_passing_is_not_said(statuses, clause, text):
    assert statuses(text).get(clause, "absent") == "absent"
