"""Chinese: forms of older and smaller policies, each beside a near twin that says something else."""

from __future__ import annotations

import pytest

PAIRS = [
    ("effective_date", "present", "本隐私声明自2019年3月5日上线。"),
    ("effective_date", "absent", "本游戏于2018年6月14日上线，欢迎体验。"),
    ("permission_list", "weak", "为您搜索附近蓝牙时我们需要获取定位权限。我们可能会获取定位权限来发现附近蓝牙设备。"),
    ("permission_list", "present", "蓝牙权限：用于搜索手环。定位权限：用于发现附近的蓝牙设备。"),
    (
        "permission_list",
        "weak",
        "位置信息，指您开启设备定位功能并使用相关服务时，收集的有关您位置的信息。",
    ),
    ("permission_list", "absent", "位置信息，指您填写的所在城市。"),
    ("personalization_optout", "present", "我们发出的每封营销邮件都带有退订链接，点击即可不再接收。"),
    ("personalization_optout", "absent", "服务邮件不含退订链接。"),
    ("personalization_optout", "present", "如果您不想再收到某一类邮件，请发邮件到kf@qinghe.cn取消订阅。"),
    ("minors", "weak", "家长如果有理由相信孩子未经其同意就向我们提供了资料，可联系我们删除。"),
    ("minors", "present", "未成年人应在监护人同意后使用本应用；家长发现孩子未经同意使用的，请联系我们。"),
    ("breach_notice", "weak", "如发生数据泄露事件，我们将尽快处理并配合主管部门。"),
    ("breach_notice", "absent", "为防止发生安全事件，您应妥善保管密码。"),
    ("cookies", "absent", "您可以在设置里清理应用缓存数据。"),
    ("cookies", "weak", "我们会在您的浏览器中放置缓存数据。"),
    ("access_copy", "weak", "您可以在任何时候要求我们：\n- 向您发送一份我们保留的您的个人信息；"),
    ("access_copy", "absent", "我们会给每位新用户发送一份使用说明。"),
    ("cross_border", "weak", "处理您资料的系统可能位于您的本国之外。"),
    ("cross_border", "absent", "您的本国语言可在设置中选择。"),
    ("consent_withdrawal", "weak", "您也可以随时取消授权我们合作的平台获取您的地理位置信息。"),
    ("consent_withdrawal", "present", "您可以随时在手机系统设置中取消授权我们获取您的地理位置信息。"),
    ("retention_period", "present", "笔记只保存在手机本地，随应用卸载一并删除。"),
    ("retention_period", "weak", "卸载本应用后，您的数据会被删除。"),
    ("retention_period", "present", "- 设置信息将保留在您的设备上，直到您：\n- 清除数据；\n- 卸载应用。"),
    ("account_cancellation", "weak", "通过联运渠道注册的用户，请向渠道方申请注销账号。"),
    ("account_cancellation", "present", "您可以通过客服渠道申请注销账号。"),
    ("automated_decision", "absent", "我们会共享您的行为偏好，以便推荐同类商品。"),
    ("automated_decision", "weak", "我们会分析您的行为偏好，形成用户画像。"),
    ("sharing_recipients", "absent", "我们向您的手机号、微信等第三方社交账号，自行或委托第三方发送商业信息。"),
    ("sharing_recipients", "present", "登录时我们会向微信共享您的头像。"),
    ("sharing_consent", "present", "除法律法规另有规定外，未经您的同意，我们不会向第三方提供您的信息。"),
    ("sharing_consent", "weak", "除为您提供服务外，未经您的同意，我们不会向第三方提供您的信息。"),
    ("collection_list", "present", "启动时我们会获取系统版本，用于适配界面。"),
    ("collection_list", "absent", "本应用支持多种版本。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), PAIRS)
def test_chinese(status_in_policy, clause, status, text):
    assert status_in_policy(clause, text, "zh") == status
