"""Sentences that seem to say a clause and do not, each beside one that does, Chinese and English.

Written on 2026-11-25 before any of them was read by appaudit.
"""

from __future__ import annotations

import pytest

#: Clause, what does not say it as a user could act on, and what does.
PAIRS_ZH = [
    # something else is cancelled
    ("account_cancellation", "您可以在“设置-会员中心”中取消自动续费。", "您可以在“设置-账号中心”中注销账号。"),
    ("account_cancellation", "您可以在“我的-订单”中申请取消订单。", "您可以在“我的-设置”中申请注销账号。"),
    # announced, not open
    (
        "account_cancellation",
        "账号注销入口即将上线，届时您可在“设置-注销账号”中申请。",
        "您可在“设置-注销账号”中申请注销账号。",
    ),
    (
        "account_cancellation",
        "在线注销账号的功能正在开发中，预计下一版本提供。",
        "您可在“设置-账号安全”中在线注销账号。",
    ),
    # an unfilled template
    ("account_cancellation", "您可以通过【请填写注销路径】注销您的账号。", "您可以通过“设置-账号安全”注销您的账号。"),
    ("account_cancellation", "您可以通过XXX-XXX注销您的账号。", "您可以通过我的-设置-注销账号注销您的账号。"),
    # another company's account
    (
        "account_cancellation",
        "如需注销微信账号，请在微信的“设置-账号与安全”中办理。",
        "如需注销本应用账号，请在“设置-账号与安全”中办理。",
    ),
    # the app is deleted, not the account
    (
        "account_cancellation",
        "如您不再使用，可以在手机桌面长按图标卸载本应用。",
        "如您不再使用，可以在“我的-设置”中注销账号。",
    ),
    ("deletion", "您可以在手机“设置-应用管理”中删除本应用。", "您可以在“设置-隐私”中删除您的个人信息。"),
    # the way belongs to another matter
    (
        "account_cancellation",
        "您有权注销账号。您可以在“设置-通知”中关闭推送。",
        "您有权注销账号。您可以在“设置-账号与安全”中办理。",
    ),
    (
        "deletion",
        "您有权删除个人信息。您可以在“设置-字体大小”中调整字号。",
        "您有权删除个人信息。您可以在“设置-隐私”中办理。",
    ),
    # a way that is only said to be listed somewhere
    (
        "access_copy",
        "您可以通过本政策所列途径查阅、复制您的个人信息。",
        "您可以通过“我的-个人资料”查阅、复制您的个人信息。",
    ),
    ("correction", "您可通过上述途径更正您的个人信息。", "您可通过“我的-个人资料”更正您的个人信息。"),
    (
        "deletion",
        "您可以通过所述方式要求删除您的个人信息。",
        "您可以发送邮件至privacy@notes.example要求删除您的个人信息。",
    ),
    ("access_copy", "您可以在“我的-订单”中查询物流信息。", "您可以在“我的-账号”中查询您的个人信息。"),
    # the name of a system permission in quotation marks
    (
        "correction",
        "我们申请“修改/删除SD卡内容权限”，以便您编辑、修改头像。",
        "您可以在“我的/个人资料”中编辑、修改头像和个人信息。",
    ),
    # the phone's own settings
    (
        "correction",
        "您可以从设备设置中修改您位置信息的准确性。",
        "您可以从“我的-设置”中修改您的个人信息。",
    ),
    # a link is a way
    (
        "access_copy",
        "登录账号后，您能够访问自己的个人信息。",
        "点击https://a.notes.example登录账号后，您能够访问自己的个人信息。",
    ),
    # what is not promised
    (
        "cross_border",
        "我们不承诺已完成向境外提供个人信息的手续，也不承诺不会向境外提供。",
        "我们承诺不会向境外提供个人信息。",
    ),
    # who one signs in with sends data; an address of mail names nobody
    (
        "sharing_recipients",
        "您使用微信账号登录时，我们会收集您授权共享的昵称。",
        "您使用支付功能时，我们会向微信共享您的订单信息。",
    ),
    (
        "sharing_recipients",
        "您可以将问题发送至notes@tencent.com，以便我们提供、共享个人信息的说明。",
        "我们会将问题和您的个人信息提供给腾讯，以便解决问题。",
    ),
    # another kind of personalisation
    ("personalization_optout", "您可以在“设置-外观”中关闭个性化皮肤。", "您可以在“设置-隐私”中关闭个性化推荐。"),
    ("personalization_optout", "您可以在“设置-铃声”中关闭个性化铃声。", "您可以在“设置-广告”中关闭个性化广告。"),
    # consent to another act
    (
        "sharing_consent",
        "未经您的明确同意，我们不会向您发送商业短信。",
        "未经您的明确同意，我们不会向第三方共享您的个人信息。",
    ),
    (
        "sharing_consent",
        "收集您的人脸信息前，我们会取得您的单独同意。",
        "向第三方提供您的人脸信息前，我们会取得您的单独同意。",
    ),
    # notice of a transfer is no notice of changes of the policy
    (
        "policy_change_notice",
        "如发生合并或分立，我们会以弹窗告知您接收方的名称。",
        "如本政策发生变更，我们会以弹窗告知您。",
    ),
    ("policy_change_notice", "商品价格变更时，我们会在首页公告。", "本隐私政策变更时，我们会在首页公告。"),
    # brands without sharing
    ("sharing_recipients", "本应用可以在华为、小米手机上运行。", "我们向华为、小米共享您的设备信息，用于推送消息。"),
    ("sharing_recipients", "关注我们的微博和微信公众号，了解更多活动。", "我们向微博共享您的昵称，用于分享内容。"),
    # SDKs named to deny them, or no longer used
    (
        "sharing_recipients",
        "我们没有接入友盟SDK，也不会向其提供您的设备信息。",
        "我们接入友盟SDK，并向其提供您的设备信息，用于统计。",
    ),
    (
        "sdk_list",
        "自3.0版本起，我们已停用友盟统计SDK，不再收集设备信息。",
        "自3.0版本起，我们接入友盟统计SDK，收集设备信息，用于统计。",
    ),
    # a complaint is data or a purpose
    ("complaint_channel", "我们会收集您的投诉记录，用于改进服务质量。", "您可以拨打400-100-2000投诉举报。"),
    ("complaint_channel", "客服会使用您的手机号处理订单投诉。", "如对个人信息处理不满，您可以向网信部门投诉。"),
    # an address is no encryption
    ("security_measures", "您可以访问https://www.notes.example了解我们的产品。", "我们使用https加密传输您的个人信息。"),
    # other deadlines, dates, notices
    ("response_deadline", "我们会在15个工作日内为您发货。", "我们会在15个工作日内答复您的请求。"),
    ("effective_date", "根据2021年11月1日起施行的个人信息保护法，我们制定本政策。", "本政策更新日期：2025年11月1日。"),
    ("breach_notice", "订单发生异常时，我们会以短信告知您。", "发生个人信息安全事件时，我们会以短信告知您。"),
    ("retention_period", "优惠券的有效期为30天，请及时使用。", "个人信息的保存期限为30天，到期后删除。"),
    # somebody else's address
    ("operator_contact", "友盟SDK的联系邮箱：privacy@umeng.example。", "如有疑问请联系我们：privacy@notes.example。"),
    (
        "operator_contact",
        "第三方服务商个推的投诉邮箱为report@getui.example。",
        "您可以通过邮箱report@notes.example联系我们。",
    ),
]
PAIRS_EN = [
    (
        "account_cancellation",
        "You can cancel your subscription in Settings > Membership.",
        "You can delete your account in Settings > Account.",
    ),
    (
        "account_cancellation",
        "Account deletion will be available soon in Settings > Account.",
        "Account deletion is available in Settings > Account.",
    ),
    (
        "account_cancellation",
        "To delete your Google account, visit the settings of Google.",
        "To delete your account, visit Settings > Account.",
    ),
    (
        "deletion",
        "You can uninstall the app to remove it from your device.",
        "You can delete your personal data in Settings > Privacy.",
    ),
    (
        "personalization_optout",
        "You can turn off personalized themes in Settings > Display.",
        "You can turn off personalized ads in Settings > Privacy.",
    ),
    (
        "sharing_consent",
        "We will not send you marketing messages without your consent.",
        "We will not share your personal data with third parties without your explicit consent.",
    ),
    # plain consent, also before the act, is not express
    (
        "sharing_consent",
        "We do not share your personal data with third parties without your prior consent.",
        "We do not share your personal data with third parties without your prior written consent.",
    ),
    # the next sentence leads to another matter
    (
        "account_cancellation",
        "You can request deletion of your account. You can manage your subscription in the settings of the store.",
        "You can request deletion of your account. You can do so in the settings of the app.",
    ),
    (
        "correction",
        "You can modify your personal data at any time. If you think a law is broken, contact us for resolution.",
        "You can modify your personal data at any time. If you need help with that, contact us at a@notes.example.",
    ),
    # an account that is gone, as an occasion
    (
        "account_cancellation",
        "When your account is deleted, ask us for a download through the usual channels.",
        "When you delete your account, do so through the usual channels.",
    ),
    # somebody else is told
    (
        "deletion",
        "After deletion of your personal data, the receiver will notify the sender that this was done.",
        "For deletion of your personal data, notify us of what is to be done.",
    ),
    # a contact left blank
    (
        "complaint_channel",
        "Contact our grievance officer for complaints on your privacy at: [Insert]",
        "Contact our grievance officer for complaints on your privacy at: a@notes.example",
    ),
    # told where the policy stands, or perhaps not at all
    (
        "policy_change_notice",
        "If we change this policy, we will notify you here that it was updated.",
        "If we change this policy, we will notify you by mail that it was updated.",
    ),
    (
        "policy_change_notice",
        "If we change this policy, we will make best efforts to notify you.",
        "If we change this policy, we will make sure to notify you.",
    ),
    # what is collected without names is no safeguard
    (
        "security_measures",
        "We protect our service: we also collect de-identified logs of usage.",
        "We protect our service: personal data are de-identified before storage.",
    ),
    # who one signs in with sends data
    (
        "sharing_recipients",
        "You can sign in with Facebook to share your nickname with friends.",
        "We share your nickname with Facebook to find friends.",
    ),
    (
        "policy_change_notice",
        "If we merge with another company, we will notify you by email of the new owner.",
        "If we change this policy, we will notify you by email.",
    ),
    (
        "security_measures",
        "Please visit https://www.notes.example for details of our products.",
        "We encrypt your data in transit with HTTPS.",
    ),
    (
        "storage_location",
        "You must reside in the United States to enter the contest.",
        "Your data is stored in the United States.",
    ),
    (
        "retention_period",
        "Coupons are valid for 30 days and in limited quantities.",
        "We keep your personal data for 30 days and then delete it.",
    ),
    (
        "breach_notice",
        "We will notify you by email when your order ships.",
        "We will notify you by email of any data breach.",
    ),
    ("response_deadline", "We ship your order within 15 days.", "We respond to your request within 15 days."),
    (
        "complaint_channel",
        "We use your complaints to improve our service.",
        "You may lodge a complaint with a supervisory authority.",
    ),
    (
        "sharing_recipients",
        "Our app runs on Samsung and Google phones.",
        "We share your device identifiers with Google for analytics.",
    ),
]


def text(clause: str, sentence: str, language: str) -> str:
    heading = "隐私政策" if language == "zh" else "Privacy Policy"
    return f"{heading}\n\n{sentence}\n"


@pytest.mark.parametrize(("clause", "deceiver", "twin"), PAIRS_ZH, ids=[pair[1][:18] for pair in PAIRS_ZH])
def test_a_chinese_deceiver_is_not_believed_and_its_twin_is(statuses, clause, deceiver, twin):
    assert statuses(text(clause, deceiver, "zh")).get(clause, "absent") != "present"
    assert statuses(text(clause, twin, "zh")).get(clause, "absent") == "present"


@pytest.mark.parametrize(("clause", "deceiver", "twin"), PAIRS_EN, ids=[pair[1][:30] for pair in PAIRS_EN])
def test_an_english_deceiver_is_not_believed_and_its_twin_is(statuses, clause, deceiver, twin):
    assert statuses(text(clause, deceiver, "en"), "en").get(clause, "absent") != "present"
    assert statuses(text(clause, twin, "en"), "en").get(clause, "absent") == "present"


@pytest.mark.parametrize(
    "sentence",
    ["我们不会未经您同意将您的个人信息与第三方共享。", "未经您的同意，我们不会与任何第三方共享您的个人信息。"],
)
def test_not_without_your_consent_is_never_a_refusal(statuses, sentence):
    assert statuses(text("", sentence, "zh")).get("sharing_consent") in {"present", "weak"}
