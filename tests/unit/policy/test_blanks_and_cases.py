"""Blanks that tell nobody a way, cases in which data are shared, and where they go; each beside what comes near it."""

from __future__ import annotations

from tests.support.clause_pairs import status_tests

CONTACT = "## 联系我们\n\n客服电话：{phone}\n电子邮箱：{mail}\n"
BLANK = CONTACT.format(phone="【电话号码】", mail="____")
GIVEN = CONTACT.format(phone="【电话号码】", mail="kf@qinghe.cn")

#: Clause, the status that it has, and the text: what was read wrongly, and its twin.
PAIRS_ZH = [
    ("account_cancellation", "weak", "您可以通过【   】-【   】路径注销您的账号。"),
    ("account_cancellation", "present", "您可以通过【我的】-【设置】路径注销您的账号。"),
    ("access_copy", "weak", "## 访问您的个人信息\n\n您可以通过【   】-【   】访问您的个人信息。"),
    ("correction", "weak", "## 更正\n\n您有权更正您的个人信息，路径：【  】-【  】。"),
    ("correction", "present", "## 更正\n\n您有权更正您的个人信息，路径：【我的】-【资料】。"),
    ("account_cancellation", "weak", f"您可以按照本政策载明的联系方式与我们联系，注销您的账号。\n\n{BLANK}"),
    ("account_cancellation", "present", f"您可以按照本政策载明的联系方式与我们联系，注销您的账号。\n\n{GIVEN}"),
    ("access_copy", "weak", f"您有权访问您的个人信息，您可以通过本政策载明的联系方式与我们联系。\n\n{BLANK}"),
    ("access_copy", "present", f"您有权访问您的个人信息，您可以通过本政策载明的联系方式与我们联系。\n\n{GIVEN}"),
    ("operator_contact", "weak", "## 联系我们\n\n邮箱：your@email.com"),
    ("operator_contact", "weak", "## 联系我们\n\n邮箱：support@example.com（发布前请替换为真实邮箱）"),
    ("operator_contact", "weak", "## 联系我们\n\n发布前请替换为真实邮箱：kf@qinghe.cn"),
    ("operator_contact", "present", "## 联系我们\n\n邮箱：kf@qinghe.cn（2024年上线）"),
    ("policy_change_notice", "present", "如对本政策作出重大更改，本公司会通过网站或APP应用通知的形式告知。"),
    ("policy_change_notice", "present", "如对本政策作出重大更改，本公司会通过网站、通知的形式告知。"),
    ("policy_change_notice", "weak", "如对本政策作出更改，本公司会以适当的通知方式告知。"),
    ("policy_change_notice", "weak", "如对本政策作出更改，我们会在本政策中发布这些更改。"),
    ("sharing_consent", "weak", "我们不会出售或出租您的个人信息。我们可能在以下情况下共享您的信息：\n- 遵守法律；"),
    ("sharing_consent", "weak", "我们仅在合法、正当、必要的前提下，与以下第三方共享您的信息：\n- 甲公司；"),
    ("sharing_consent", "absent", "我们不会出售门票。您可以在以下情况下分享您的信息：\n- 聊天；"),
    ("sharing_consent", "absent", "我们仅在以下情况下收集您的信息：\n- 注册；"),
    ("sharing_recipients", "weak", "## 信息共享\n\n- 服务提供商：我们可能聘请受信任的第三方公司和个人协助我们。"),
    ("sharing_recipients", "weak", "## 数据共享\n\n服务提供商：可能使用可信赖的第三方公司与个人来提供服务。"),
    ("sharing_recipients", "absent", "## 服务说明\n\n- 服务提供商：我们可能聘请律师。"),
    ("cross_border", "weak", "您的信息可能会在我们的CDN或公司内部进行国际传输。"),
    ("cross_border", "weak", "您的信息可能被传输到并在您居住国以外的地方进行处理。"),
    ("cross_border", "present", "## 国际用户\n\n您的数据不会离开您的设备或您自己的iCloud区域。"),
    ("cross_border", "absent", "## 数据\n\n您的数据不会离开您的设备。"),
    ("cross_border", "absent", "如涉及合并，您的信息可能会被转移给新的主体。"),
    ("storage_location", "present", "| 第三方 | 用途 | 服务器位置 |\n| --- | --- | --- |\n| 甲 | 统计 | 欧盟 |"),
    ("storage_location", "absent", "| 第三方 | 用途 | 总部 |\n| --- | --- | --- |\n| 甲 | 统计 | 欧盟 |"),
    ("response_deadline", "present", "如需注销账号，请发送邮件至 kf@qinghe.cn，我们将在1-3个工作日内为您处理。"),
    ("response_deadline", "absent", "我们将在1-3个工作日内为您处理订单发货。"),
]
PAIRS_EN = [
    ("account_cancellation", "weak", "You may delete your account by contacting us.\n\n## Help\n\nEmail: [your email]"),
    (
        "account_cancellation",
        "present",
        "You may delete your account by contacting us.\n\n## Help\n\nEmail: a@egret.io",
    ),
    ("operator_contact", "weak", "## Contact\n\nReplace before publishing: support@example.com"),
    ("operator_contact", "weak", "## Contact Us\n\nEmail: your@email.com"),
    ("operator_contact", "present", "## Contact Us\n\nEmail: support@egret.io"),
    ("sharing_consent", "weak", "We do not sell data. We may share it in the following cases:\n\n- to comply;"),
    ("sharing_consent", "absent", "We sell boats. We may share it in the following situations:\n\n- to comply;"),
    ("sharing_consent", "weak", "Your data is shared only when you choose to share it."),
    ("sharing_recipients", "weak", "## Sharing\n\nWe may engage trusted third-party companies and individuals."),
    ("sharing_recipients", "absent", "## Our team\n\nWe may engage trusted colleagues and individuals."),
    ("cross_border", "weak", "Your information may be transferred internationally within our CDN or company."),
    ("cross_border", "present", "## International users\n\nData does not leave your device or iCloud region."),
    ("cross_border", "absent", "## Data\n\nYour data does not leave your device."),
    ("cross_border", "absent", "We do not transfer your data to these third-party vendors."),
    ("response_deadline", "present", "## Contact\n\nEmail: a@egret.io\n\nUsually within 1-3 business days."),
    ("response_deadline", "absent", "## Parcels\n\nUsually within 1-3 business days."),
    (
        "policy_change_notice",
        "absent",
        "If a standard for tracking is adopted, we will inform you about that practice in a revised version.",
    ),
    ("policy_change_notice", "present", "We will inform you about changes to this policy by e-mail."),
]

test_chinese = status_tests(PAIRS_ZH, "zh")
test_english = status_tests(PAIRS_EN, "en")
