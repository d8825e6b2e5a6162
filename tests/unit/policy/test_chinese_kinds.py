"""Kinds of wording of Chinese policies, translated and Taiwanese ones among them, each beside one that comes near."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    ("operator_identity", "李小山将灯泡助手应用程序构建为免费应用。", "present"),
    ("operator_identity", "我们将灯泡助手应用程序构建为免费应用。", "weak"),
    ("operator_identity", "本应用由山川农业大学学生独立开发。", "absent"),
    ("operator_identity", "本应用由山川农业大学开发。", "present"),
    ("sharing_consent", "除本隐私政策中所述外，我不会与任何人共享您的信息。", "weak"),
    ("sharing_consent", "除本隐私政策中所述外，我不会与任何人谈论天气。", "absent"),
    ("sharing_consent", "除非出于您自己的意愿，我们不会将您的信息提供给任何第三方。", "weak"),
    ("sharing_recipients", "我会雇用第三方公司，这些第三方有权访问您的个人信息。", "weak"),
    ("sharing_recipients", "我会雇用第三方公司，这些公司在山上办公。", "absent"),
    ("policy_change_notice", "我会通过在此页面上发布新的隐私政策来通知您任何更改。", "weak"),
    ("policy_change_notice", "我会在隐私政策更改时通过弹窗通知您。", "present"),
    ("cross_border", "我们可能将您的信息转至我们开展业务的国家或地区。", "weak"),
    ("cross_border", "我们可能将您的信息转至我们开展业务的部门。", "absent"),
    ("account_cancellation", "如您注销账号或认为存储不必要，可向我们提交删除请求。", "weak"),
    ("account_cancellation", "如您需要注销账号，请联系客服。", "present"),
    ("account_cancellation", "於「會員中心」點選「刪除帳號」即可。", "present"),
    ("account_cancellation", "於「會員中心」點選「刪除訂單」即可。", "absent"),
    ("correction", "更正：顯示名稱可於「會員中心」自行修改。", "present"),
    ("correction", "音樂：顯示名稱可於「會員中心」自行欣賞。", "absent"),
    ("response_deadline", "我們將於收到您的請求後 5 個工作日內回覆。", "present"),
    ("response_deadline", "我們將於收到您的禮物後 5 個工作日內出發。", "absent"),
    ("storage_location", "您的偏好设置仅保存在应用私有目录的本地存储中。", "weak"),
    ("storage_location", "您的雨伞仅保存在门口的柜子里。", "absent"),
    ("retention_period", "卸载应用时，上述本地数据将一并被删除。", "weak"),
    ("retention_period", "卸载货物时，车上的箱子将一并被搬走。", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:12]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    assert statuses(f"隐私政策\n\n{text}\n\n这里是应用所说的话。\n").get(clause, "absent") == status


def test_a_heading_on_questions_is_no_right_of_access(statuses):
    text = "# 隐私政策\n\n## {}\n\n您可以通过客服电话与我们联系。\n"
    assert "access_copy" not in statuses(text.format("关于隐私的问题和访问"))
    assert statuses(text.format("个人信息的访问"))["access_copy"] == "present"


PERMISSIONS = "# 隐私政策\n\n三、权限说明\n\n我们会申请以下系统权限：\n\n{}\n\n四、其他\n\n我们会保护您的信息。\n"


def test_a_table_of_permissions_whose_copy_has_a_cell_a_line(statuses):
    told = "权限名称\n用途\n相机\n拍摄头像和扫码\n麦克风\n录制语音消息"
    constants = "权限\n场景\nCAMERA\n扫码登录\nRECORD_AUDIO\n语音聊天"
    assert statuses(PERMISSIONS.format(told))["permission_list"] == "present"
    assert statuses(PERMISSIONS.format(constants))["permission_list"] == "present"
    assert statuses(PERMISSIONS.format("相机\n麦克风\n存储\n通讯录"))["permission_list"] == "weak"


@pytest.mark.parametrize(
    ("elsewhere", "status"),
    [
        ("如需行使上述各项权利，请发送邮件至 privacy@egret.example。", "present"),
        ("如需了解上述各项服务，请发送邮件至 privacy@egret.example。", "weak"),
    ],
)
def test_the_way_to_all_rights_stands_in_a_section_of_its_own(statuses, elsewhere, status):
    rights = "三、您的权利\n\n您有权撤回同意。\n\n四、其他\n\n本政策适用于本应用。"
    text = f"隐私政策\n\n{rights}\n\n七、行使权利\n\n{elsewhere}\n"
    assert statuses(text)["consent_withdrawal"] == status
