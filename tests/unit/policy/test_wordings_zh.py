"""Ways of saying a clause that a first look at unseen policies found unread, in sentences of our own."""

from __future__ import annotations

import pytest

#: A list of rights by name, and one sentence for the way to all of them.
RIGHTS_OF_ONE_ROUTE = """## 您的权利
您享有以下权利：
- 访问权：查询您的个人信息
- 更正权：要求更正不准确的信息
- 删除权：要求删除您的个人信息
- 撤回同意：撤回您之前给予的同意
- 注销账户：删除您的账户
如需行使上述权利，请通过文末的联系方式与我们联系。
"""
WORDINGS = [
    ("breach_notice", "present", "如我们保存的数据安全受到危害，我们会以推送通知、公告等形式告知相关用户。"),
    ("shake_ads", "present", "加速度传感器：您在播放影片时，加速度传感器会把画面在竖屏与横屏间切换。"),
    ("automated_decision", "present", "我们可能仅依据算法作出决定。如这些决定影响您的权益，您可以通过客服反映。"),
    ("breach_notice", "present", "发生个人信息泄露等安全事件的，我们会启动应急预案，并及时发布公告让您了解进展。"),
    ("breach_notice", "weak", "发生个人信息泄露等安全事件的，我们会启动应急预案，并让专家了解进展。"),
    ("complaint_channel", "present", "您对本政策有疑问或进行咨询或投诉时，可以通过如下任一方式与我们联系：在线客服。"),
    ("minors", "absent", "所涉及的个人信息是个人信息主体或监护人自行向社会公众公开的。"),
    ("minors", "present", "未成年人使用本应用前应取得监护人的同意。"),
    ("permission_list", "absent", "我们使用具有有限访问权限的电脑系统保存数据。"),
    ("permission_list", "weak", "我们会申请设备权限。"),
    ("sharing_consent", "weak", "我们不会向第三方提供您的信息，除非事先得到您的许可，或该第三方单独为您提供服务。"),
    ("sharing_consent", "weak", "除本政策另有规定外，未征得您事先许可，我们不会将信息向第三方提供。"),
    ("sharing_consent", "present", "未征得您的明确许可，我们不会将信息向第三方提供。"),
    ("correction", "present", "您有权更正错误的信息，可以通过我们公布的反馈与报错功能提交申请。"),
    ("complaint_channel", "present", "如果我们处理信息的行为损害您的权益，您也可以向有关政府部门进行反映。"),
    (
        "cross_border",
        "present",
        "我们将在境内收集的个人信息存储在中国境内，以下情形除外：\n1. 法律有规定的；\n2. 获得您的明确授权的。",
    ),
    (
        "cross_border",
        "weak",
        (
            "我们将在境内收集的个人信息存储在中国境内，以下情形除外：\n1. 获得您的授权的；\n"
            "2. 服务涉及跨境，我们需要向境外提供的。"
        ),
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
    ("collection_list", "present", "## 我们收集的信息\n- IP 地址（用于账号安全）\n- 崩溃日志"),
    ("sdk_list", "present", "## 第三方服务\n### Firebase Analytics（Google）\n目的：统计使用情况\n数据类型：设备信息"),
    ("automated_decision", "weak", "## 自动化决策与推荐\n我们可能按照您的使用行为排序内容。"),
    (
        "sharing_consent",
        "present",
        "## 信息分享\n我们不会向第三方出售或披露您的个人信息，除非：\n- 获得您的明确同意\n- 法律要求",
    ),
    ("account_cancellation", "present", "您可以通过联系客服申请删除您的账户和个人信息。"),
    ("access_copy", "present", "访问、纠正或删除信息的请求可通过支持工单提交。"),
    ("response_deadline", "present", "如需删除数据请提出申请，我们会在收到请求后的7天内删除您的数据。"),
    ("retention_period", "weak", "我们在实现本政策所述目的的期间内保留您的个人信息。"),
    ("security_measures", "present", "我们对相关信息进行加密处理，不向任何人泄露。"),
    *(
        (clause, "present", RIGHTS_OF_ONE_ROUTE)
        for clause in ("access_copy", "correction", "deletion", "consent_withdrawal", "account_cancellation")
    ),
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
    # What the list says of another right, or of guardians, is no way to this one.
    ("deletion", "## 权利\n- 删除：满足条件时，您可以请求删除相关信息。\n- 账户注销：在“设置-账号与安全”中发起。"),
    ("correction", "隐私政策\n我们重视您的隐私。\n八、变更\n我们可能适时修订条款。\n如有问题请联系客服。"),
    ("cookies", "我们不会使用Cookie技术向合作伙伴透露您的个人信息。"),
    ("correction", "监护人可通过“意见反馈”与我们联系以更正相关信息。"),
    ("policy_change_notice", "我们说明如何为您提供访问、更新和保护这些信息的方式，本政策与您相关。"),
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
