"""Structures of Chinese sentences: spellings of other regions, whose act it is, and what was only mentioned."""

from __future__ import annotations

import pytest

#: Clause, a text with its status, and a near twin with its own.
PAIRS = [
    # Words that machines turn into those of Taiwan and Hong Kong.
    ("cookies", "我們使用Cookie，您可以在流覽器設定中停用Cookie。", "present"),
    ("cookies", "我們使用Cookie，您可以在遊樂場設定中停用小車。", "weak"),
    ("security_measures", "員工受到對個人資料的許可權控制和操作監控。", "present"),
    ("security_measures", "員工受到對個人假期的時間安排和操作監控。", "absent"),
    ("sharing_recipients", "我們會在關聯公司間共用您的個人資料。", "weak"),
    ("sharing_recipients", "我們會在關聯公司間舉辦您的個人畫展。", "absent"),
    ("operator_contact", "如有疑問，請聯絡我們。", "weak"),
    ("operator_contact", "如有疑問，請觀察我們。", "absent"),
    # Data of a list that wait for a grant, and the system's own switch.
    ("permission_list", "我们收集的数据：\n\n1、精确地理位置（即 GPS，需征得您同意）", "weak"),
    ("permission_list", "我们收集的数据：\n\n1、精确地理位置（即 GPS，用于导航）", "absent"),
    ("permission_list", "- 经纬度（仅在您授权后获取，用于推荐附近商家）", "weak"),
    ("permission_list", "- 经纬度（仅在您下单后获取，用于推荐附近商家）", "absent"),
    ("permission_list", "我们可能会读取您的位置（大多数移动设备允许您关闭定位服务）。", "weak"),
    ("permission_list", "我们可能会读取您的位置（大多数移动设备允许您关闭夜间模式）。", "absent"),
    ("collection_list", "- 经纬度（仅在您授权后获取，用于推荐附近商家）", "present"),
    ("collection_list", "- 小雨伞（仅在您下单后获取，用于推荐附近商家）", "absent"),
    # A problem told to the operator.
    ("response_deadline", "您可以通过添加官方QQ与我们进行联系，我们将及时核实处理。", "weak"),
    ("response_deadline", "您可以通过添加官方QQ与好友进行联系，我们将及时核实处理。", "absent"),
    ("complaint_channel", "若您认为本应用违反前述范围使用信息的，您可以通过官方账号与我们进行联系。", "weak"),
    ("complaint_channel", "若您认为本应用符合前述范围使用信息的，您可以通过官方账号与他们进行交流。", "absent"),
    ("complaint_channel", "請聯絡當地的資料保護機關來處理未解決的投訴。", "present"),
    ("complaint_channel", "請參觀當地的資料保護機關來瞭解未解決的問題。", "absent"),
    ("complaint_channel", "申请此权限以方便我们为您提供线上客户服务及申诉服务。", "absent"),
    ("complaint_channel", "您可以向我们的客户服务提出申诉。", "present"),
    ("complaint_channel", "我们使用信息的目的：\n\n1. 响应用户的反馈、问题或投诉；", "weak"),
    ("complaint_channel", "我们设有渠道接收用户的反馈、问题或投诉。", "present"),
    ("complaint_channel", "我行设有用户申诉管理机制，我们将在15个工作日内响应您的申诉。", "present"),
    # Periods and places that are not named.
    ("retention_period", "對於您提供的資料，我們不會保留長於以上各用途的實際所需。", "weak"),
    ("retention_period", "對於您提供的書籍，我們不會排列長於以上各書架的實際所需。", "absent"),
    ("storage_location", "您的个人资料会存储于香港以外的地方之服务器。", "weak"),
    ("storage_location", "您的个人资料会存储于香港的服务器。", "present"),
    ("cross_border", "您的资料可能会传输到世界任何地方。", "weak"),
    ("cross_border", "您的资料可能会传输到打印机任何一页。", "absent"),
    ("automated_decision", "我们可能会分析、剖析所有收集的数据。", "weak"),
    ("automated_decision", "我们可能会分析、整理所有收集的数据。", "absent"),
    # Whose act it is.
    ("breach_notice", "请勿向他人泄露密码。我们不会主动发邮件给您来询问您的密码。", "absent"),
    ("breach_notice", "如果发生泄露，我们会主动发邮件给您说明情况。", "present"),
    ("sharing_consent", "您需要向我们提供手机号码或授权验证，如您未获得授权将无法登录。", "absent"),
    ("sharing_consent", "我们需要向商家提供手机号码，如未获得您的授权不会提供。", "present"),
    ("sharing_recipients", "在您使用第三方工具（如 Facebook）的情况下，我们会接收到您的资料。", "absent"),
    ("sharing_recipients", "在您使用第三方工具（如 Facebook）的情况下，Facebook 会接收到您的资料。", "present"),
    ("sharing_recipients", "京东（以下或称“我们”）注重隐私。京东系统会收集您的IP地址。", "absent"),
    ("sharing_recipients", "花店（以下或称“我们”）注重隐私。京东系统会收集您的IP地址。", "present"),
    ("sdk_list", "在您使用第三方工具（如 Facebook 或 Line）登录的情况下", "weak"),
    ("sdk_list", "在您使用木工工具（如 Hammer 或 Saw）登录的情况下", "absent"),
    ("sensitive_pi", "请不要在反馈中提交密码、支付卡号或其他不必要的敏感信息。", "weak"),
    ("sensitive_pi", "征得您的同意后，您在反馈中提交密码、支付卡号或其他必要的敏感信息。", "present"),
    # What is to be prevented has not happened; who has no grant gives none.
    ("breach_notice", "我们加密数据以防止信息泄露。新功能上线时，我们会通知您。", "absent"),
    ("breach_notice", "如果发生信息泄露，在查明原因时，我们会通知您。", "present"),
    ("breach_notice", "我们建立制度，以免信息泄露。在发生前述情形时，我们会告知用户。", "present"),
    ("breach_notice", "请勿将密码泄露给他人。积分到账时，我们会通知您。", "absent"),
    ("sharing_consent", "我们与商家共享昵称。如您是未获得授权的用户，将无法登录。", "absent"),
    ("sharing_consent", "如未获得您的授权，我们不会与商家共享昵称。", "present"),
    # A kind of service with the names that follow.
    ("sdk_list", "应用通过第三方广告网络展示广告，包括： - 华为广告 - AdMob - AppLovin", "present"),
    ("sdk_list", "应用通过第三方广告网络展示广告，包括： - 横幅 - 开屏 - 视频", "absent"),
    ("sharing_recipients", "应用通过第三方广告网络展示广告，包括： - 华为广告 - AdMob", "present"),
    ("sharing_recipients", "应用没有通过第三方广告网络展示广告，包括： - 华为广告 - AdMob", "absent"),
    # A way and a notice that are none.
    ("cookies", "我们使用Cookie。您可以清除软件内保存的所有Cookie。", "weak"),
    ("cookies", "我们使用Cookie。您可以在浏览器中清除保存的所有Cookie。", "present"),
    ("policy_change_notice", "我们可能修改本隐私政策。维护时我们会发出与服务有关的公告。", "weak"),
    ("policy_change_notice", "我们可能修改本隐私政策。修改时我们会发出公告。", "present"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:12]}" for pair in PAIRS])
def test_a_structure_and_what_comes_near_it(statuses, clause, text, status):
    assert statuses(f"隐私政策\n\n{text}\n\n这里是应用所说的话。\n").get(clause, "absent") == status
