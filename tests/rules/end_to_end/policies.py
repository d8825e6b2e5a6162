"""A short policy in which every clause is as it should be, by paragraph, so that a case can word one otherwise."""

from __future__ import annotations

#: The paragraph of each clause, in the order of the document; `title` names the app.
PARAGRAPHS = {
    "title": "# 某某记事隐私政策",
    "effective_date": "更新日期：2026年3月1日　生效日期：2026年3月8日",
    "operator_identity": "## 我们是谁\n本应用由示例（杭州）网络科技有限公司（以下简称“我们”）运营，"
    "我们是您个人信息的处理者。",
    "operator_contact": "如有疑问，请发送邮件至 privacy@notes.example 与我们联系。",
    "collection_list": "## 我们收集哪些信息\n当您注册账号时，我们会收集您的手机号码，用于创建账号并验证身份。",
    "permission_list": "## 我们申请的权限\n相机权限：用于扫描二维码，拒绝后其他功能照常使用。\n"
    "麦克风权限：用于录制语音记事，拒绝后其他功能照常使用。",
    "sdk_list": "## 第三方SDK\n我们接入了以下第三方SDK：友盟统计SDK，"
    "由友盟同欣（北京）科技有限公司提供，用于统计崩溃情况，"
    "收集设备标识、Android ID、OAID、IMEI、MAC地址、IP地址，"
    "隐私政策：https://www.umeng.com/page/policy",
    "sharing_recipients": "## 向他人提供\n为完成支付，我们会向支付宝（中国）网络技术有限公司提供您的订单信息。",
    "sharing_consent": "未经您的单独同意，我们不会向任何第三方共享您的个人信息。",
    "sensitive_pi": "## 敏感个人信息\n您的身份证号码属于敏感个人信息，用于实名认证；"
    "处理前我们会告知必要性和对您的影响，并取得您的单独同意。",
    "retention_period": "## 保存\n我们会保存您的订单信息三年，超出期限后删除或作匿名化处理。",
    "storage_location": "您的个人信息存储于中华人民共和国境内。",
    "cross_border": "我们不会向境外提供您的个人信息。",
    "security_measures": "## 安全\n我们采用TLS加密传输，手机号码以AES算法加密存储。",
    "breach_notice": "发生个人信息安全事件后，我们会以短信、推送等方式及时告知您，并报告主管部门。",
    "access_copy": "## 查阅和复制\n您可以在“我的-设置-个人信息”中查阅、复制您的个人信息。",
    "correction": "## 更正\n您可以在“我的-编辑资料”中更正、补充您的个人信息。",
    "deletion": "## 删除\n您可以在“我的-设置-删除个人信息”中删除您的个人信息。",
    "consent_withdrawal": "## 撤回同意\n您可以在“我的-设置-隐私-撤回同意”中撤回您的同意。",
    "account_cancellation": "## 注销账号\n您可以在“我的-设置-账号与安全-注销账号”中注销账号，不需要其他材料。",
    "personalization_optout": "## 个性化推荐\n您可以在“我的-设置-隐私-个性化推荐”中关闭个性化推荐。",
    "automated_decision": "## 自动化决策\n对仅通过自动化决策作出的决定，您有权要求我们说明理由，也有权拒绝。",
    "response_deadline": "## 答复\n我们会在收到您的请求后15个工作日内答复。",
    "complaint_channel": "## 投诉举报\n您可以拨打投诉举报电话400-000-0000向我们投诉，也可以向网信部门举报。",
    "minors": "## 未成年人\n不满十四周岁的儿童使用前，应当取得监护人的同意。我们为此制定了专门的儿童个人信息保护规则。",
    "cookies": "## Cookie\n我们使用Cookie保存登录状态，您可以在浏览器设置中清除或拒绝Cookie。",
    "filing": "## 备案\n备案号：浙ICP备00000000号-1A。算法备案编号：网信算备330100000000000000000号。",
    "policy_change_notice": "## 更新\n本政策发生重大变更时，我们会以弹窗方式通知您。",
}


def policy(**instead: str) -> str:
    """The policy with these paragraphs worded otherwise; an empty one leaves the paragraph out."""
    assert set(instead) <= set(PARAGRAPHS), instead
    return "\n\n".join(text for text in {**PARAGRAPHS, **instead}.values() if text) + "\n"
