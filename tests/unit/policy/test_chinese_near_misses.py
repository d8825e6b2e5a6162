"""Words that Chinese policies use for something else than the clause they come near, each beside one that says it."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    ("sharing_consent", "除非事先获得您的授权或本声明另有规定，不会将信息提供给第三方。", "weak"),
    ("sharing_consent", "除非事先获得您的授权，不会将信息提供给第三方。", "present"),
    ("access_copy", "统计商会收集信息，如您查阅的内容、您在访问时跳转的网站。", "absent"),
    ("access_copy", "您可以查阅我们保存的个人信息。", "weak"),
    ("security_measures", "我们以信标和其他类似技术收集信息，协助管理广告程序。", "absent"),
    ("security_measures", "我们以安全技术和其他措施保护信息。", "weak"),
    ("operator_contact", "您可以在【设置】→【使用帮助】→【灯笼计划】中关闭该选项。", "absent"),
    ("operator_contact", "您可以在【设置】→【使用帮助】中联系客服。", "present"),
    ("consent_withdrawal", "您可以在【设置】→【用户体验改进计划】中关闭该选项。", "present"),
    ("consent_withdrawal", "您可以在【设置】→【灯笼亮度】中关闭该选项。", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:12]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    assert statuses(f"灯笼规则\n\n{text}\n\n以上是全部文字。\n").get(clause, "absent") == status
