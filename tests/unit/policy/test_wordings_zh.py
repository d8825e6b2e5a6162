"""Ways of saying a clause that a first look at unseen policies found unread, in sentences of our own."""

from __future__ import annotations

import pytest

WORDINGS = [
    ("breach_notice", "present", "如我们保存的数据安全受到危害，我们会以推送通知、公告等形式告知相关用户。"),
    ("shake_ads", "present", "加速度传感器：您在播放影片时，加速度传感器会把画面在竖屏与横屏间切换。"),
    ("automated_decision", "present", "我们可能仅依据算法作出决定。如这些决定影响您的权益，您可以通过客服反映。"),
    ("complaint_channel", "present", "如果我们处理信息的行为损害您的权益，您也可以向有关政府部门进行反映。"),
    (
        "cross_border",
        "present",
        "我们将在境内收集的个人信息存储在中国境内，以下情形除外：\n1. 法律有规定的；\n2. 获得您的明确授权的。",
    ),
    (
        "cross_border",
        "weak",
        "我们将在境内收集的个人信息存储在中国境内，以下情形除外：\n1. 获得您的授权的；\n"
        "2. 服务涉及跨境，我们需要向境外提供的。",
    ),
    (
        "collection_list",
        "present",
        "## 基本资料\n收集的信息：\n- 昵称\n- 头像\n使用目的：\n- 识别用户身份\n- 展示个人主页",
    ),
    (
        "sdk_list",
        "present",
        "## 第三方服务\n### 云开发\n- 服务提供方：星河示例云计算有限责任公司\n- 使用目的：提供云存储\n- 数据类型：图片",
    ),
    (
        "sharing_recipients",
        "present",
        "## 第三方服务\n### 云开发\n- 服务提供方：星河示例云计算有限责任公司\n- 使用目的：提供云存储\n- 数据类型：图片",
    ),
    ("minors", "weak", "请确认您为18岁以上人士。"),
    ("sensitive_pi", "weak", "指一旦泄露、非法提供或滥用可能危害人身和财产安全的个人信息。"),
    ("personalization_optout", "weak", "您可以在手机设置中关闭推送通知。"),
    ("account_cancellation", "present", "您可以通过以下方式注销账户：\n发送邮件至 help@example.org。"),
]
#: What was taken for a clause, or for more than it says.
NOT_SO = [
    ("operator_identity", "- 服务提供方：星河示例云计算有限责任公司\n- 使用目的：提供云存储"),
    ("operator_identity", "我们会向为本商城提供物流系统的星河示例供应链管理有限公司披露配送信息。"),
    ("permission_list", "我们可能收集与服务相关的设备信息或申请设备权限，以便您使用搜索功能。"),
    ("security_measures", "共享、转让经去标识化处理的个人信息，不属于对外共享行为，我们会保护您。"),
    ("security_measures", "我们有权采取限制使用、回收账号等措施。"),
    ("access_copy", "您可通过设置控制有权浏览您共享信息的用户范围。"),
    ("correction", "## 修改\n如果本协议有任何变更，我们将通过电子邮件来通知您。"),
    ("retention_period", "我们可能需要在期限到期后保留您存档的信息，并且无法按您的要求删除。"),
    # A template whose ways were left blank.
    ("account_cancellation", "您可以通过以下方式注销账户：\n在您注销账户之后，我们将停止为您提供服务。"),
    ("consent_withdrawal", "您可以通过以下方式收回授权同意：\n当您收回同意后，我们不再处理相应的信息。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), WORDINGS)
def test_wording_has_its_status(statuses, clause, status, text):
    assert statuses(text).get(clause, "absent") == status


@pytest.mark.parametrize(("clause", "text"), NOT_SO)
def test_text_does_not_meet_the_bar_of_the_clause(statuses, clause, text):
    assert statuses(text).get(clause, "absent") in ("weak", "absent")
