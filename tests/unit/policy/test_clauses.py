"""One present and one weak text for each clause, in the words of nobody."""

from __future__ import annotations

import pytest

PRESENT = {
    "operator_identity": "本应用由星河示例科技有限公司（以下简称“我们”）运营。",
    "operator_contact": "如有疑问，请发送邮件至 privacy@example.org 与我们联系。",
    "effective_date": "更新日期：2025年3月1日",
    "collection_list": "当您注册账号时，我们会收集您的手机号码，用于创建账号并验证身份。",
    "permission_list": "相机权限：用于扫描二维码。\n麦克风权限：用于发送语音消息。",
    "sdk_list": "我们接入了友盟统计SDK，用于统计应用崩溃情况，会收集设备标识。",
    "sharing_recipients": "为完成支付，我们会向支付宝（中国）网络技术有限公司提供您的订单信息。",
    "sharing_consent": "未经您的单独同意，我们不会向任何第三方共享您的个人信息。",
    "sensitive_pi": "您的身份证号码属于敏感个人信息，我们会在取得您的单独同意后处理。",
    "access_copy": "您可以在“我的”-“设置”-“个人信息”中查询您的个人信息。",
    "correction": "您可以在“我的”-“编辑资料”中更正您的个人信息。",
    "deletion": "在以下情形中，您可以向我们提出删除个人信息的请求：一、处理目的已实现。",
    "account_cancellation": "您可以通过“我的”-“设置”-“账号与安全”-“注销账号”提交注销申请。",
    "consent_withdrawal": "您可以在“设置”-“隐私”中关闭相应权限，撤回您的同意。",
    "response_deadline": "我们会在收到您的请求后15个工作日内答复。",
    "complaint_channel": "您可以拨打投诉举报电话向我们投诉，也可以向网信部门举报。",
    "personalization_optout": "您可以在“设置”-“隐私”-“个性化推荐”中关闭个性化推荐。",
    "minors": "未满十四周岁的用户应事先取得监护人的同意。",
    "retention_period": "我们会保存您的订单信息三年，超出期限后删除或匿名化处理。",
    "storage_location": "您的个人信息存储于中华人民共和国境内。",
    "cross_border": "我们不会向境外提供您的个人信息。",
    "security_measures": "我们采用SSL加密传输等措施保护您的信息安全。",
    "breach_notice": "发生个人信息安全事件后，我们会以短信、推送等方式及时告知您。",
    "policy_change_notice": "本政策发生重大变更时，我们会以弹窗方式通知您。",
    "automated_decision": "对仅通过自动化决策作出的决定，您有权要求我们解释并拒绝。",
    "deceased": "用户去世后，其近亲属可以通过上述邮箱申请查阅其个人信息。",
    "cookies": "您可以在浏览器设置中清除或拒绝Cookie。",
    "shake_ads": "当您使用摇一摇功能时，我们会调用加速度传感器以识别设备是否摇动。",
}
WEAK = {
    "operator_identity": "我们深知个人信息的重要性。",
    "operator_contact": "如有疑问请联系我们的客服人员。",
    "effective_date": "版本号：V2.3.1",
    "collection_list": "我们可能会收集必要的信息。",
    "permission_list": "使用本应用可能需要开启相关权限。",
    "sdk_list": "我们可能接入第三方SDK。",
    "sharing_recipients": "我们可能与合作伙伴共享您的信息。",
    "sharing_consent": "除为提供服务所必需外，未经您同意，我们不会与第三方共享信息。",
    "sensitive_pi": "我们重视敏感个人信息的保护。",
    "access_copy": "您有权查阅您的个人信息。",
    "correction": "您有权更正您的个人信息。",
    "deletion": "您有权要求我们删除您的个人信息。",
    "account_cancellation": "您有权注销您的账号。",
    "consent_withdrawal": "您有权撤回您的同意。",
    "response_deadline": "我们会尽快答复您的请求。",
    "complaint_channel": "如有疑问、意见或建议，请联系我们。",
    "personalization_optout": "您可以拒绝我们向您推送商业广告。",
    "minors": "我们重视未成年人的保护。",
    "retention_period": "我们仅在法律法规规定的期限内保存您的信息。",
    "storage_location": "您的信息保存在我们的服务器上。",
    "cross_border": "您的信息可能会传输至境外。",
    "security_measures": "我们会采取合理的安全措施保护信息。",
    "breach_notice": "发生安全事件时，我们会启动应急预案。",
    "policy_change_notice": "我们可能会适时修订本政策。",
    "automated_decision": "我们会形成用户画像。",
    "deceased": "用户去世后，其近亲属可行使相关权利，处理其信息。",
    "cookies": "我们会使用Cookie。",
    "shake_ads": "我们收集的设备信息包括陀螺仪、加速度。",
}
PRESENT_EN = {
    "operator_identity": "This app is operated by Starfield Example Co., Ltd., located in Hangzhou.",
    "operator_contact": "Contact us at privacy@example.org.",
    "effective_date": "Last updated: March 1, 2025",
    "collection_list": "When you register, we collect your phone number to create your account.",
    "sdk_list": "We integrate the Umeng SDK for analytics; it collects device identifiers.",
    "sharing_recipients": "We share your device identifier with Google Analytics to measure usage.",
    "sharing_consent": "We do not share your information without your explicit consent.",
    "access_copy": "You can access your information under Settings > Account.",
    "correction": "You can correct your information under Settings > Profile.",
    "deletion": "You may request that we delete your personal data by writing to privacy@example.org.",
    "account_cancellation": "You can delete your account under Settings > Account > Delete account.",
    "consent_withdrawal": "You may withdraw your consent in the privacy settings.",
    "response_deadline": "We respond to your request within 15 days.",
    "complaint_channel": "You may lodge a complaint with the supervisory authority.",
    "personalization_optout": "You can turn off personalized ads in the privacy settings.",
    "minors": "Children under 14 need the consent of a parent or guardian.",
    "retention_period": "We keep order data for three years and then delete it.",
    "storage_location": "Your data is stored on servers located in China.",
    "cross_border": "We do not transfer your data overseas.",
    "security_measures": "We protect data with encryption.",
    "breach_notice": "In the event of a data breach we will notify you.",
    "policy_change_notice": "We will notify you by e-mail when this policy changes.",
    "cookies": "You can disable cookies in your browser settings.",
}


@pytest.mark.parametrize("clause", sorted(PRESENT))
def test_text_at_the_bar_is_present(statuses, clause):
    assert statuses(PRESENT[clause]).get(clause) == "present"


@pytest.mark.parametrize("clause", sorted(WEAK))
def test_text_below_the_bar_is_weak(statuses, clause):
    assert statuses(WEAK[clause]).get(clause) == "weak"


@pytest.mark.parametrize("clause", sorted(PRESENT_EN))
def test_english_text_at_the_bar_is_present(statuses, clause):
    assert statuses(PRESENT_EN[clause], "en").get(clause) == "present"


def test_traditional_characters_and_variant_spellings_are_the_same_clause(statuses):
    for text in (
        "您可以在“設置”-“註銷帳號”中註銷帳號。",
        "你可以在“设置”-“注销帐户”中注销帐户。",
        "您 可 以 在“设置”-“注 销 账 户”中操作。",
    ):
        assert statuses(text).get("account_cancellation") == "present", text


def test_a_mail_address_for_whoever_complains_is_a_channel(statuses):
    text = "有任何疑问或进行投诉时，您可以发送邮件至 help@example.org 与我们联系。"
    assert statuses(text).get("complaint_channel") == "present"
    assert "complaint_channel" not in statuses("您投诉时提供的姓名和电话仅用于核实。")


def test_guidance_on_managing_what_is_personal_is_weak(statuses):
    text = "如您想管理我们的个性化服务，您可以根据单项服务的指引操作。"
    assert statuses(text).get("personalization_optout") == "weak"


def test_route_in_the_list_below_counts(statuses):
    text = "五、注销账号\n您可以注销此前注册的账号，操作步骤：\n1、打开应用，点击“我的”\n2、点击“设置”\n3、点击“注销”"
    assert statuses(text)["account_cancellation"] == "present"


def test_heading_alone_is_weak_and_contents_count_for_nothing(statuses):
    assert statuses("八、账号注销\n\n九、其他\n本政策自发布之日起生效。").get("account_cancellation") == "weak"
    contents = "目录\n一、信息收集\n二、账号注销\n三、如何联系我们\n\n欢迎使用本应用。"
    assert "account_cancellation" not in statuses(contents)


def test_quote_is_verbatim_short_and_on_one_line(quotes):
    text = "我们很重视。**您可以通过“我的” - “设置” - “注销账户”完成注销**，" + "并请知悉后果" * 20 + "。"
    found = quotes(text, "account_cancellation")
    assert found
    assert "注销账户" in found[0]
    assert all(len(quote) <= 80 and "\n" not in quote for quote in found)


def test_one_permission_is_weak_however_often_it_is_named(statuses):
    text = "为了扫码，我们会申请相机权限。\n当您拍摄头像时，我们会使用摄像头权限。"
    assert statuses(text)["permission_list"] == "weak"


def test_text_that_says_nothing_has_no_clause(statuses):
    assert statuses("床前明月光，疑是地上霜。举头望明月，低头思故乡。") == {}
    assert statuses("The quick brown fox jumps over the lazy dog.", "en") == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "为完成支付，我们会向示例支付（中国）网络技术有限公司提供您的订单信息。",
        "我们与示例数据（杭州）科技有限公司共享您的设备信息。",
        "我们接入了第三方SDK：示例统计SDK，由示例统计（北京）科技有限公司提供，用于统计崩溃情况。",
    ],
)
def test_a_company_that_receives_information_is_not_the_operator(statuses, sentence):
    assert statuses(f"我们深知个人信息的重要性。\n\n{sentence}").get("operator_identity") == "weak"


@pytest.mark.parametrize(
    ("clause", "text", "first"),
    [
        (
            "sensitive_pi",
            "敏感个人信息：是指一旦泄露可能危害人身安全的信息，包括身份证号码。\n您的身份证号码属于敏感个人信息，您可以拒绝提供。",
            "拒绝提供",
        ),
        (
            "sharing_recipients",
            "您使用第三方账号（微信）登录时，我们会获取您的头像，用于注册。\n为完成支付，我们会向支付宝公司提供您的订单信息。",
            "提供您的订单信息",
        ),
    ],
)
def test_sentence_that_tells_most_is_quoted_before_one_that_comes_near(quotes, clause, text, first):
    assert first in quotes(text, clause)[0]


def test_a_right_to_ask_for_deletion_beside_a_disclaimer(statuses):
    asks = "用户有权向本平台提出申请，要求进行相关信息删除等处理；本平台不承担主动删除用户信息的责任。"
    assert statuses(asks)["deletion"] == "weak"
    assert statuses("本平台不承担主动删除用户信息的责任。").get("deletion") is None


def test_whoever_uses_the_app_abroad_sends_nothing_abroad(statuses):
    used = "如果您在中国大陆以外的国家或地区访问或使用本小程序，您有责任遵守所在辖区的法律。"
    assert statuses(used).get("cross_border") is None
    assert statuses("这些信息可能传送至境外并在境外被访问、存储。")["cross_border"] == "weak"
