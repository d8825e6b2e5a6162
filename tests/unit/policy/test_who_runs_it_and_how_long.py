"""Who runs an app by name or by kind only, periods that are none, ways that lead elsewhere; and near twins."""

from __future__ import annotations

import pytest


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("This app is made by an individual developer.", "weak"),
        ("The app is operated by an independent developer based in Canada.", "weak"),
        ("This app is developed by Jane Doe, an individual developer.", "present"),
    ],
)
def test_a_developer_without_a_name_is_no_identity(statuses, text, status):
    assert statuses(text, "en")["operator_identity"] == status


@pytest.mark.parametrize(
    ("line", "status"),
    [
        ("某某省养老服务协会", "present"),
        ("江海市信息技术中心", "present"),
        ("客户服务管理中心", "absent"),
    ],
)
def test_an_association_may_be_named_in_the_contact_section(statuses, line, status):
    assert statuses(f"# 联系我们\n{line}\n电话：010-12345678").get("operator_identity", "absent") == status


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("注销账号后，我们将删除或匿名化处理您的个人信息。", "weak"),
        ("我们在您使用服务期间保存您的个人信息，注销后删除。", "present"),
    ],
)
def test_deletion_after_cancellation_is_no_period_by_itself(statuses, text, status):
    assert statuses(text)["retention_period"] == status


def test_a_path_to_cancellation_is_no_access(statuses):
    assert statuses("# 访问您的个人信息\n您可以在设置中注销账户。").get("access_copy") != "present"
    assert statuses("# 访问您的个人信息\n您可以在“我的-设置-个人资料”中查看。")["access_copy"] == "present"


def test_settings_that_may_be_offered_are_no_way(statuses):
    assert statuses("我们可能提供撤回同意的设置，您可按照指引操作。")["consent_withdrawal"] == "weak"
    assert statuses("您可以在设置-隐私中撤回同意，按照指引操作。")["consent_withdrawal"] == "present"


def test_how_long_data_of_children_are_kept_is_no_period_of_all(statuses):
    told = "If we learn that a child under 13 has given us data, we delete it within 30 days."
    assert statuses(f"# Children\n{told}", "en").get("retention_period", "absent") != "present"
    assert statuses("# Retention\nWe keep your data for 30 days.", "en")["retention_period"] == "present"
