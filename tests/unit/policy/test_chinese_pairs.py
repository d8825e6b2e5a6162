"""Kinds of Chinese sentences that policies drawn at random were misread for, each beside a near twin."""

from __future__ import annotations

import pytest

from appaudit.documents.document import document_from_text
from appaudit.policy import read_documents

OPENING = "隐私政策\n我们重视您的个人信息，并按照本政策收集和使用您的个人信息。\n"

PAIRS = [
    # A place abroad that is named is a place; a country that only sells the app is none.
    ("storage_location", "您的账号数据存储在 Heron 云数据库中，Heron 是一家位于芬兰的数据库服务商。", "present"),
    ("storage_location", "本应用在芬兰的应用商店上架。", "absent"),
    ("storage_location", "信息存储\n我们使用位于上海的云服务器保存您的信息。", "present"),
    ("storage_location", "信息存储\n我们使用稳定的云服务器保存您的信息。", "absent"),
    ("storage_location", "学习记录安全地存储于您的设备之中。", "weak"),
    ("storage_location", "学习记录的图标显示于您的设备屏幕。", "absent"),
    # Who gets what abroad is said; that something goes abroad alone is vague.
    ("cross_border", "您使用翻译功能时，文本会发送到位于美国的 OpenAI 服务器处理。", "present"),
    ("cross_border", "您使用翻译功能时，文本会发送到位于美国的服务器处理。", "weak"),
    ("cross_border", "您的信息将存储于中华人民共和国境内，除非获得您的明确授权。", "present"),
    ("cross_border", "您的信息将存储于中华人民共和国境内。", "absent"),
    ("cross_border", "您的信息可能会被传输到您所在国家/地区以外的服务器。", "weak"),
    ("cross_border", "您可以选择所在的国家/地区。", "absent"),
    # Clearing the app's data or removing the app is a way to delete what lies on the phone.
    ("deletion", "您可以通过卸载应用或清除应用数据来删除这些信息。", "present"),
    ("deletion", "您可以卸载本应用。", "absent"),
    ("deletion", "您可随时清除浏览器本地存储以删除全部数据。", "present"),
    ("deletion", "您可随时清除浏览器缓存以提升速度。", "absent"),
    # In the app, without saying where, is no path.
    ("deletion", "您的权利\n- 删除：您可以在应用内删除任意记录。", "weak"),
    ("deletion", "您的权利\n- 删除：您可以在“设置-数据管理”中删除任意记录。", "present"),
    # The way that the next line tells may be the way to something else.
    ("correction", "- 用户可随时修改昵称\n- 用户可通过“我的-联系客服”要求删除账号", "weak"),
    ("correction", "- 用户可随时修改昵称\n- 修改和删除均可通过“我的-联系客服”办理", "present"),
    ("correction", "如信息有误，您可以联系我们更正：help@heron.example。", "present"),
    ("correction", "如信息有误，您可以联系我们：help@heron.example。", "absent"),
    ("correction", "您可以在个人资料页修改昵称。", "present"),
    ("correction", "您可以随时修改昵称。", "weak"),
    # The name of an app or a platform is a brand, and so weak; a heading of every policy names nobody.
    ("operator_identity", "苍鹭护理学会继续教育平台尊重并保护用户的隐私。", "weak"),
    ("operator_identity", "苍鹭记账隐私政策", "weak"),
    ("operator_identity", "本政策仅适用于刘小鹭的苍鹭记账App。", "present"),
    ("operator_identity", "本政策仅适用于苍鹭的记账App。", "weak"),
    ("operator_identity", "本应用由个人开发者 Li Heron 独立开发并运营。", "present"),
    ("operator_identity", "本应用由个人开发者独立开发并运营。", "weak"),
    ("operator_identity", "本应用由张小鹭开发并运营。", "present"),
    ("operator_identity", "本应用由合作方开发并运营。", "weak"),
    # "SDK of no kind" names none.
    ("sdk_list", "我们也未集成任何第三方统计或广告 SDK。", "negated"),
    ("sharing_recipients", "我们也未集成任何第三方统计或广告 SDK。", "absent"),
    ("sharing_recipients", "我们集成了苍鹭统计 SDK，用于分析崩溃。", "present"),
    ("sdk_list", "您可以使用微信账号登录。", "weak"),
    ("sdk_list", "您可以使用手机号码登录。", "absent"),
    ("sdk_list", "我们使用友盟进行统计分析。", "present"),
    ("sdk_list", "我们不使用友盟进行统计分析。", "absent"),
    # A model that a question is sent to is a recipient.
    ("sharing_recipients", "当您使用问答功能时，本应用会调用第三方大模型（如 DeepSeek）生成回复。", "present"),
    ("sharing_recipients", "您可以用微信登录，我们不向第三方提供您的信息。", "absent"),
    # What must still be written into the policy is not in it.
    ("minors", "商业发布前应补充监护人同意流程。", "weak"),
    ("minors", "儿童注册前应取得监护人同意。", "present"),
    ("minors", "如果您是监护人，发现孩子未经您的同意提供了信息，请联系我们删除。", "weak"),
    ("minors", "如果您是监护人，请在同意本政策后再让孩子注册。", "present"),
    # Cookies of the browser that are not read, and data that are cached, are no cookies of ours.
    ("cookies", "我们不读取您的浏览历史、Cookie 或网页内容。", "absent"),
    ("cookies", "我们读取您登录时的 Cookie。", "weak"),
    ("cookies", "我们需要存储权限，用以缓存数据。", "absent"),
    ("cookies", "我们会清理缓存数据。", "weak"),
    # The permissions of an extension of the browser are permissions.
    (
        "permission_list",
        "权限说明\n- storage 权限：用于保存您的设置\n- activeTab 权限：用于读取当前页面的标题",
        "present",
    ),
    ("permission_list", "名词说明\n- storage：用于保存您的设置\n- activeTab：用于读取当前页面的标题", "absent"),
    # A notice in the mini-program tells of a new policy; "隐私信息" is no private message.
    ("policy_change_notice", "本指引不定期更新，更新后在小程序内公示。", "present"),
    ("policy_change_notice", "隐私政策的变更\n变更后请您查看，以便了解我们怎样分享您的隐私信息。", "weak"),
    ("policy_change_notice", "政策更新\n更新将体现在本页面的“最后更新”日期中。", "weak"),
    # Deadlines in hours, and answers to letters.
    ("response_deadline", "我们会在 72 小时内回复您的邮件。", "present"),
    ("response_deadline", "我们会在 72 小时内完成发货。", "absent"),
    ("response_deadline", "收到您的来信后，我们将在 7 天内处理。", "present"),
    # Complaints: "处理有疑问、投诉" is the user's, "处理投诉" is not.
    ("complaint_channel", "如对个人信息处理有疑问、投诉或建议，请发送邮件至 help@heron.example。", "present"),
    ("complaint_channel", "为了处理投诉，我们会保存通话录音。", "absent"),
    ("complaint_channel", "如有投诉，请发送邮件至 help@heron.example。", "present"),
    ("complaint_channel", "白鹭云SDK：主要用于用户上传头像，投诉问题图片。", "absent"),
    ("complaint_channel", "用户可以上传图片，投诉问题商品。", "weak"),
    # How long: until the app is gone, or so many hours.
    ("retention_period", "本地数据随应用卸载自动清除。", "weak"),
    ("retention_period", "您可以随时卸载应用。", "absent"),
    ("retention_period", "临时文件在24小时内自动清理。", "present"),
    ("retention_period", "客服在24小时内自动应答。", "absent"),
    # A hash is a measure; measures against users are none.
    ("security_measures", "密码经哈希后存储。", "present"),
    ("security_measures", "本政策不适用于我们已对您采取的措施。", "absent"),
    # What the app has no accounts for it cannot cancel.
    ("account_cancellation", "本小程序无需注册，不涉及账号注销。", "absent"),
    ("account_cancellation", "您可随时删除账户，删除后数据将被清除。", "weak"),
    ("personalization_optout", "您可以在系统设置中限制广告追踪。", "present"),
    ("personalization_optout", "您可以在系统设置中限制后台流量。", "absent"),
    ("collection_list", "我们收集的信息\n- 类型：账号信息\n- 用途：识别身份", "present"),
    ("operator_contact", "联系我们\nQQ群：123456789", "present"),
    # To take consent back is a right; where to take it back is a way.
    ("consent_withdrawal", "您可随时取消对我们的授权。", "weak"),
    ("consent_withdrawal", "您可在系统设置中取消对我们的授权。", "present"),
    # A list of permissions tells no use; one by one they do.
    ("permission_list", "我们会申请以下权限：相机、麦克风、位置。", "weak"),
    ("permission_list", "相机权限：用于扫码。\n位置权限：用于打卡。", "present"),
    ("retention_period", "我们会在达成目的后及时删除您的信息。", "present"),
    ("retention_period", "我们会在达成目的后及时通知您。", "absent"),
    ("retention_period", "数据保留\n- 运行日志：90天", "present"),
    ("retention_period", "试用期\n- 运行日志：90天", "absent"),
    ("retention_period", "我们会在法律要求的期限内保存您的信息。", "weak"),
    ("security_measures", "- 访问控制：严格限制内部人员访问", "present"),
    ("security_measures", "- 访问人数：严格限制同时访问的人数", "absent"),
    ("policy_change_notice", "我们会在应用更新说明中告知政策的变更。", "present"),
    ("policy_change_notice", "我们会在应用更新说明中介绍新的功能。", "absent"),
    ("cross_border", "您的信息可能保存在世界各地的服务器上，并在那里处理。", "weak"),
    ("cross_border", "您可以与世界各地的用户分享信息。", "absent"),
    ("cookies", "我们使用必要的 Cookie，关闭浏览器后自动失效。", "weak"),
    ("cookies", "我们使用必要的 Cookie，您可在浏览器设置中禁用。", "present"),
    ("sdk_list", "我们使用 AdMob 展示广告。", "present"),
    ("sdk_list", "我们未来可能使用 AdMob 展示广告。", "absent"),
    # "当前" is no time before something; contact details among data are no contact.
    ("retention_period", "用户可以删除当前设备下保存的数据。", "absent"),
    ("retention_period", "用户删除账号前，数据会一直保存。", "present"),
    ("operator_contact", "我们可能收集您的姓名、地址、联系方式和付款方式。", "absent"),
    ("operator_contact", "我们的联系方式见应用商店。", "weak"),
    ("operator_contact", "如有疑问，请联系开发者。", "weak"),
    ("complaint_channel", "未经确认，我们不会主动发起请求，也不会发送统计。", "absent"),
    ("complaint_channel", "如有任何请求，请发送邮件至 help@heron.example。", "weak"),
    ("sensitive_pi", "我们不会上传或存储您的个人敏感信息。", "weak"),
    ("sensitive_pi", "用户不得上传敏感信息。", "absent"),
    ("cross_border", "我们可能将信息转移到您所属的司法管辖区之外。", "weak"),
    ("cross_border", "本协议受您所属的司法管辖区的法律约束。", "absent"),
    ("personalization_optout", "如您不再希望接收推广内容，可发送邮件至 help@heron.example。", "present"),
    ("personalization_optout", "如您不再希望接收快递，可发送邮件至 help@heron.example。", "absent"),
    ("operator_identity", "本工具由 Anna Heron 开发并运营。", "present"),
    ("operator_identity", "本工具由 Heron Studio 开发并运营。", "weak"),
    ("policy_change_notice", "本软件会不时更新本隐私政策。", "weak"),
    ("policy_change_notice", "软件每月更新。", "absent"),
    ("security_measures", "我们会以商业上可接受的方式尽力保护您的信息。", "weak"),
    ("security_measures", "我们以商业上可接受的价格提供服务。", "absent"),
    ("sharing_consent", "除非法律要求，否则我们不会与第三方共享您的信息。", "weak"),
    ("sharing_consent", "除非法律要求，否则我们不会删除您的信息。", "absent"),
    ("sharing_recipients", "您提交的文字可能会被发送给第三方模型服务处理。", "weak"),
    ("sharing_recipients", "您提交的文字会被发送到您的邮箱。", "absent"),
    ("consent_withdrawal", "您可随时在“设置”中关闭匿名统计。", "present"),
    ("consent_withdrawal", "您可随时在“设置”中关闭夜间模式。", "absent"),
    # A contact for questions is no way to the right before it; one for requests is.
    (
        "correction",
        "- 您可以在应用内修改部分资料\n- 如对数据处理有任何疑问，可通过邮箱 help@heron.example 联系我们",
        "weak",
    ),
    (
        "correction",
        "- 您可以在应用内修改部分资料\n- 如需修改其他资料，可通过邮箱 help@heron.example 联系我们",
        "present",
    ),
    ("correction", "- 您可以编辑任何记录", "weak"),
    ("correction", "- 您可以收藏任何记录", "absent"),
    ("access_copy", "您有权访问您的个人信息，并可通过应用中的个人信息页面进行查看。", "present"),
    ("access_copy", "以便您了解那些人可以访问这些信息。", "absent"),
    ("minors", "若您认为我们在未获监护人同意的情况下收集了信息，请联系我们。", "weak"),
    ("minors", "我们不会在未获监护人同意的情况下收集儿童的信息。", "present"),
    ("effective_date", "最后更新：[当前日期]", "weak"),
    ("effective_date", "最后更新：2025-03-01", "present"),
    ("retention_period", "如果卸载了应用，所有的数据会被永久删除。", "weak"),
    ("breach_notice", "在此提醒您，您发布的内容和信息可能会泄露您的个人敏感信息。", "absent"),
    ("breach_notice", "您的个人敏感信息可能被泄露的，我们会及时通知您。", "present"),
    ("breach_notice", "为保护可能受损方，我们会通过网站通知您相关的披露。", "absent"),
    ("breach_notice", "若您的数据受损，我们会通过网站通知您。", "present"),
    ("cross_border", "我们可能向海外的合作伙伴披露您的信息。", "weak"),
    ("cross_border", "我们可能向国内的合作伙伴披露您的信息。", "absent"),
    ("personalization_optout", "如果您不想接受促销信息，请发邮件给我们：help@heron.example。", "present"),
    ("sdk_list", "我们使用 Apple 提供的崩溃/分析框架以改善稳定性。", "present"),
    (
        "permission_list",
        "android.permission.CAMERA：拍照上传\nandroid.permission.ACCESS_FINE_LOCATION：打卡",
        "present",
    ),
    ("permission_list", "android.permission.CAMERA：拍照上传", "absent"),
    ("sharing_recipients", "为完成实名认证，我们会将您的身份信息提交给公安部认证系统。", "present"),
    ("sharing_recipients", "为完成实名认证，您须将身份信息提交给我们。", "absent"),
    ("sharing_consent", "您使用本服务即同意我们与合作方共享您的信息。", "weak"),
    ("sharing_consent", "您使用本服务即同意我们向您发送消息。", "absent"),
    ("correction", "您的权利\n- 更正权\n- 删除权", "weak"),
    ("correction", "本条约的修改权和解释权属于本公司。", "absent"),
    ("deletion", "您可以在设置中一键清空本地数据。", "present"),
    ("deletion", "您可以在设置中一键清空购物车。", "absent"),
    ("account_cancellation", "您可以通过App内的注销功能注销账号。", "present"),
    ("complaint_channel", "联系我们\n邮箱：help@heron.example", "weak"),
    ("complaint_channel", "作者\n邮箱：help@heron.example", "absent"),
    ("storage_location", "本应用的数据保存于本地浏览器。", "weak"),
    ("storage_location", "Cookie 保存于本地浏览器。", "absent"),
    ("security_measures", "我们限制只有必要的员工才能接触您的信息。", "present"),
    ("breach_notice", "发生安全事件时我们将按要求向主管部门报告。", "weak"),
    ("breach_notice", "发生降雨事件时我们将按要求向主管部门报告。", "absent"),
    ("operator_identity", "Copyright © 2024 苍鹭（深圳）科技有限公司 All Rights Reserved", "present"),
    ("operator_contact", "请将 # 替换为 @ 后发送：help#heron.com", "present"),
    ("operator_identity", "本应用由独立开发者 Anna Heron（以下简称“我们”）开发和运营。", "present"),
    ("operator_identity", "开发者：Heron Developer", "weak"),
    ("operator_identity", "开发者：Anna Heron", "present"),
    ("operator_identity", "开发者是中国人。", "weak"),
    ("storage_location", "存储仓库地址：开发者是中国人。", "absent"),
    ("storage_location", "存储地点：中国。", "present"),
    ("security_measures", "为保障安全，请从 https://heron.example 下载。", "absent"),
    ("security_measures", "为保障安全，我们使用 HTTPS 传输。", "present"),
    ("correction", "- 我们为您提供的选择，包括如何访问、更新和控制信息\n- 联系我们的方式", "absent"),
    ("permission_list", "数据存储：书签默认存储在设备中，以便搜索。", "absent"),
    ("permission_list", "存储：用于保存图片。", "weak"),
    ("consent_withdrawal", "您可随时在系统设置中更改权限。", "present"),
    ("consent_withdrawal", "您可随时在系统设置中更改字号。", "absent"),
    ("automated_decision", "数据使用 256 位 AES 算法保护。", "absent"),
    ("automated_decision", "内容使用推荐算法排序。", "weak"),
    ("cross_border", "服务器可能分布在中国或其他任何国家/地区。", "weak"),
    ("retention_period", "当您的信息不再必要时，我们会将其完全删除。", "present"),
    ("retention_period", "当您的账号不再必要时，您可以将其注销。", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "expected"), PAIRS)
def test_what_decides_a_clause(lexicon, clause, text, expected):
    facts = read_documents([document_from_text(OPENING + text)], lexicon).facts
    said = {fact.id: fact.status for fact in facts if fact.kind == "clause"}
    assert said.get(clause, "absent") == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("苍鹭记账隐私政策", "weak"), ("苍鹭 | 提供方 | 隐私政策链接", "absent")],
    ids=["a title", "heads"],
)
def test_the_title_of_a_policy_names_its_app_and_the_heads_of_a_table_do_not(lexicon, line, expected):
    facts = read_documents([document_from_text(f"隐私政策\n登录时收集手机号。\n{line}\n")], lexicon).facts
    said = {fact.id: fact.status for fact in facts if fact.kind == "clause"}
    assert said.get("operator_identity", "absent") == expected
