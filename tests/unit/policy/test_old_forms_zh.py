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
    # 时间不是时机；只说使用网络服务，没有说出功能
    ("collection_list", "weak", "我们自动记录浏览器的类型、使用的语言、访问日期和时间，以及IP地址。"),
    ("collection_list", "present", "您使用扫码登录时，我们会收集您的IP地址。"),
    ("collection_list", "weak", "在您使用本应用网络服务，或访问平台网页时，本应用自动接收并记录IP地址。"),
    ("response_deadline", "absent", "账号注销后，我们将在法定期限届满后尽快删除或采用去标识化处理。"),
    ("complaint_channel", "absent", "当您与我们联系时，为了验证您的身份，我们会记录解决问题所需的信息。"),
    ("minors", "weak", "共享之前已经取得您或您的监护人的授权或同意。"),
    ("policy_change_notice", "absent", "我们收集您的电话号码（如因政策规定变化，需提供的内容可能同步变更）。"),
    ("policy_change_notice", "present", "本政策变更时，我们会打电话通知您。"),
    (
        "policy_change_notice",
        "absent",
        "或出于商业策略的变化，要将信息用于本隐私政策未载明的其他用途时，我们会通知您。",
    ),
    ("access_copy", "absent", "因此不涉及访问、更正、删除个人信息或注销账号等操作。您可以在“设置”中重置存档。"),
    ("correction", "absent", "因此不涉及访问、更正、删除个人信息或注销账号等操作。您可以在“设置”中重置存档。"),
    (
        "account_cancellation",
        "absent",
        "因此不涉及访问、更正、删除个人信息或注销账号等操作。您可以在“设置”中重置存档。",
    ),
    ("account_cancellation", "present", "访问、更正、删除个人信息或注销账号，您可以在“设置”中办理。"),
    ("access_copy", "absent", "为使您能够在客户端查看您的使用历史记录，我们会收集搜索记录。"),
    ("access_copy", "present", "您可以在客户端查看您的个人信息。"),
    ("access_copy", "absent", "用户可以通过网址访问Google的隐私权政策。"),
    ("personalization_optout", "present", "本游戏不包含任何定向推送、广告展示或个性化推荐功能。"),
    ("personalization_optout", "absent", "本游戏不包含任何关卡编辑、多人对战或皮肤商店功能。"),
    ("personalization_optout", "present", "如用户不愿意收到类似邮件，可点击邮件中的退订链接。"),
    ("personalization_optout", "absent", "用户不得使用未经许可的方式屏蔽、过滤广告信息。"),
    ("permission_list", "weak", "您可以关闭手机的GPS定位功能，这样我们将不会获得您的位置。"),
    ("permission_list", "absent", "您可以关闭手机的夜间模式，这样画面会更亮。"),
    ("sharing_recipients", "weak", "我们仅允许有必要知晓这些信息的员工、合作伙伴访问个人信息。"),
    ("sharing_recipients", "absent", "我们仅允许有必要知晓这些信息的员工访问个人信息。"),
    (
        "sharing_consent",
        "present",
        "我们不会在除以下任何情况之外与任何第三方分享您的信息。\n\n我们获得您明确同意我们分享信息\n\n因支付所必需的分享",
    ),
    (
        "sharing_consent",
        "weak",
        "除以下情形外，未经您同意，我们不会共享您的信息。\n\n共享信息时事先征得授权同意的例外\n\n与国家安全有关的",
    ),
    ("cross_border", "weak", "未经您同意不会分享，但可能与服务商分享（他们可能并非位于您所在的法域），用于提供服务。"),
    ("cross_border", "present", "经您同意后，我们会将信息传输至境外。"),
    ("consent_withdrawal", "weak", "用户也可以随时取消其的地理位置信息授权。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), PAIRS)
def test_chinese(status_in_policy, clause, status, text):
    assert status_in_policy(clause, text, "zh") == status
