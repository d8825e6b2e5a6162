"""What Chinese policies say indirectly: rights by their bare names, translated terms, places by a cloud's region."""

from __future__ import annotations

import pytest

RIGHTS = "## 您的权利\n您可以行使以下权利：查询、更正、删除、注销账号。请发邮件至 help@example.org 办理。"
TAKE_BACK = "如果您希望取回、修改、删除与本应用有关的个人信息，欢迎发邮件至 help@example.org。"
BY_REGION = "数据库：\n- 区域：{place}\n- 类型：副本集"

#: Pairs: the sentence that says a clause with its status, and the near twin that must not say it.
SAID = [
    # Rights by their names or without an object, in translated words, by another word for the reader.
    ("deletion", "present", "您可以行使被遗忘权，请来信 help@example.org。"),
    ("deletion", "weak", "数据主体享有访问权、更正权、被遗忘权、限制处理权。"),
    ("deletion", "present", "如需删除，请发邮件到 help@example.org，我们会处理。"),
    *((clause, "present", RIGHTS) for clause in ("access_copy", "correction", "account_cancellation")),
    ("deletion", "weak", RIGHTS),
    *((clause, "present", TAKE_BACK) for clause in ("access_copy", "correction", "deletion")),
    ("access_copy", "weak", "阁下可随时查阅个人信息，请联系开发者。"),
    ("correction", "present", "如阁下希望更正个人信息，请发邮件至 help@example.org。"),
    ("consent_withdrawal", "weak", "您可以随时选择退出数据收集。"),
    ("consent_withdrawal", "weak", "您有权反对我们处理您的个人数据。"),
    ("account_cancellation", "present", "如需关闭账户，请来信 help@example.org。"),
    ("account_cancellation", "present", "您可联系客服停用并移除您的账户。"),
    ("account_cancellation", "present", "如需注销账户，您可以访问官网并根据页面提示进行相应操作。"),
    # Periods that are told by what ends them.
    ("retention_period", "weak", "在会员有效期间内，以及法令所定应保存之期间内，本网站会持续保管您的资料。"),
    ("retention_period", "weak", "在法律要求的期限内，我们会保留您的信息。"),
    ("retention_period", "weak", "我们会将这些信息保留一段时间，并进行分析。"),
    ("retention_period", "weak", "储存期限：小程序停止运营后及时删除。"),
    ("retention_period", "present", "没有其他业务需要进一步保留您的资料时，我们会立即销毁或匿名化。"),
    ("retention_period", "present", "日志信息于三十天后自动清空。"),
    # Places by the region of a cloud, or by the cloud alone.
    ("storage_location", "present", BY_REGION.format(place="AWS / Oregon (us-west-2)")),
    ("storage_location", "present", "数据存储：腾讯云（上海）。"),
    ("storage_location", "present", "数据库托管于 MongoDB Atlas，所在地区：美国俄勒冈。"),
    ("storage_location", "weak", "您的数据存储在阿里云。"),
    ("storage_location", "weak", "您的数据所在的服务器可能位于不同国家或地区。"),
    ("storage_location", "weak", "所有内容通过浏览器 localStorage 保存，不上传。"),
    # Contacts, measures and notices without the usual words.
    ("operator_contact", "weak", "如果您还有其他问题和建议，请填写意见反馈。"),
    ("operator_contact", "weak", "请使用网站底部的联系表单。"),
    ("security_measures", "present", "本公司之员工，仅于提供服务之需求范围内，对您的个人资料得为有限之接触。"),
    ("security_measures", "present", "个人资料仅限承办人员接触。"),
    ("breach_notice", "present", "一旦出现安全事故，我们会发短信给您。"),
    ("complaint_channel", "present", "不满意处理结果的，可以打12315。"),
    ("personalization_optout", "weak", "用户想取消订阅电子报时，我们会协助。"),
    ("minors", "present", "未满16岁者须经父母准许方可使用。"),
    ("sharing_consent", "weak", "除非得到您的批准，数据不会流向第三方。"),
    ("automated_decision", "weak", "我们不会对您进行自动化处理或建立档案。"),
    # Services by name, where no SDK is spoken of.
    ("sdk_list", "present", "我们使用 Google Analytics 和 Meta Pixel 来分析我们网站的使用情况。"),
    ("sdk_list", "present", "本平台使用由 Google, Inc. 提供的网页分析服务 - Google Analytics。"),
    ("sdk_list", "present", "我们使用第三方分析服务（Star Analytics）。"),
    ("sdk_list", "weak", "第三方服务：Starpay（支付）、Starmail（邮件）。"),
    # What small pages and translated ones say.
    ("cross_border", "weak", "## 国际数据传输\n数据可能在不同地区的服务器间传输与存储。"),
    ("retention_period", "present", "我们的服务器会暂时缓存您的消息，缓存时间为 72 小时。"),
    ("account_cancellation", "weak", "- 在应用执行“删除账户/清除本地数据”。"),
    ("operator_contact", "weak", "如欲行使权利，请联络我：（图片）"),
    ("operator_contact", "weak", "若有任何疑问，请来信：（图片）"),
    ("operator_identity", "present", "开发者：Lucy Zhang (Star Notes Team)"),
    ("cookies", "present", "我們使用 Cookies 改善體驗，可透過 Cookie 選擇工具拒絕或撤回同意。"),
]
ABSENT = [
    ("deletion", "文章如有侵权，如需删除，请联系站长。"),
    ("deletion", "被遗忘的密码可以找回。"),
    ("access_copy", "您可以取回密码。"),
    ("access_copy", "我们授权合作伙伴查询、验证、存储您的信用信息。"),
    ("correction", "您可以自主选择是否完善个人基本信息。"),
    ("correction", "我们需要使用用户所传输、编辑、存储的业务数据。"),
    ("consent_withdrawal", "您可以在 Cookie 横幅中选择退出数据收集。"),
    ("consent_withdrawal", "您有权反对其他用户的言论。"),
    ("account_cancellation", "如需关闭账户中的通知，请来信 help@example.org。"),
    ("account_cancellation", "我们可以联系银行停用涉嫌欺诈的账户。"),
    ("retention_period", "优惠券将保留三十天。"),
    ("retention_period", "在法律要求的期限内，我们保留修改服务的权利。"),
    ("retention_period", "没有其他需要保留席位时，我们会立即通知您。"),
    ("storage_location", "数据库：\n- 版本：MongoDB 7\n- 类型：副本集"),
    ("storage_location", "技术支持：腾讯云计算（北京）有限责任公司。"),
    ("storage_location", "您可以把文件上传到阿里云。"),
    ("operator_contact", "您填写意见反馈时，会留下记录。"),
    ("security_measures", "信息可能通过未经加密的网络传输，我们无法确保其状态。"),
    ("breach_notice", "账号丢失的，请发短信给您的好友。"),
    ("complaint_channel", "拨打 12306 可以订票。"),
    ("personalization_optout", "您可以订阅我们的电子报。"),
    ("sharing_consent", "除非得到您的批准，应用不会重启。"),
    ("automated_decision", "我们通过自动化手段收集日志。"),
    ("sdk_list", "我们不使用 Google Analytics 等分析工具。"),
    ("sdk_list", "将来我们可能使用 Google Analytics 分析使用情况。"),
    ("sdk_list", "我们不使用第三方分析服务（例如 Star Analytics）。"),
    ("sdk_list", "第三方供应商（包括 Google）会在浏览器上放置 Cookie。"),
    ("cross_border", "国际传输协会为我们颁发证书。"),
    ("retention_period", "缓存时间由浏览器决定。"),
    ("account_cancellation", "“删除账户/密码”栏目中的记录。"),
    ("operator_contact", "请联系我国驻外使馆。"),
    ("operator_contact", "![截图 21.09.33@2x.png](https://cdn.example/a.png)"),
    ("access_copy", "消息存于本地，以确保您在离线时也能访问这些信息。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), SAID)
def test_what_is_said_indirectly_is_read(statuses, clause, status, text):
    assert statuses(f"青草笔记隐私政策\n\n{text}").get(clause, "absent") == status


@pytest.mark.parametrize(("clause", "text"), ABSENT)
def test_a_near_twin_says_no_clause(statuses, clause, text):
    assert statuses(f"青草笔记隐私政策\n\n{text}").get(clause, "absent") == "absent"


def test_a_cookie_tool_that_refuses_nothing_is_no_way_to_manage_cookies(statuses):
    assert statuses("隐私政策\n\n我们使用 Cookie 选择工具保存偏好。")["cookies"] == "weak"


def test_a_team_is_no_person(statuses):
    assert statuses("隐私政策\n\n开发者：Star Notes Team")["operator_identity"] == "weak"


def test_a_company_without_a_name_is_no_operator(statuses):
    text = "欢迎使用由{}股份有限公司及其关系企业（以下简称“我们”）经营的平台。"
    assert statuses(text.format("星河示例"))["operator_identity"] == "present"
    assert statuses(text.format(""))["operator_identity"] == "weak"
