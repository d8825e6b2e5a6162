"""Texts of the sample report: a policy of our own with planted gaps, and the items of two regulations."""
# ruff: noqa: E501  # Chinese texts are wide

from __future__ import annotations

POLICY_NAME = "privacy.html"

POLICY = """云栗商城隐私政策

更新日期：2026年3月18日    生效日期：2026年3月25日

云栗商城由云栗（杭州）电子商务有限公司（以下简称“我们”）运营。我们深知个人信息对您的重要性，会按照本政策处理您的个人信息。如有疑问，请发送邮件至 privacy@yunli-mall.example，或拨打 0571-0000-0000 与我们联系。

一、我们如何收集和使用您的个人信息
1. 注册与登录：您使用手机号登录时，我们会收集您的手机号码和短信验证码，用于创建账号、核验身份。
2. 下单与配送：您下单时，我们会收集收货人姓名、收货地址、联系电话，用于完成配送和售后。
3. 附近门店：您使用“附近门店”时，经您授权后我们会收集您的位置信息，用于展示附近的门店。拒绝授权不影响您使用其他功能。
4. 安全保障：为保障交易安全，我们会收集设备信息，用于识别异常登录。
5. 我们不会读取您的通讯录。

二、设备权限的使用
相机权限：用于扫描商品条码、拍摄评价图片；位置权限：用于展示附近的门店；存储权限：用于保存商品图片。您可以在系统设置中随时关闭。

三、我们如何共享您的个人信息
除法律法规另有规定外，我们向其他处理者提供您的个人信息前，会取得您的单独同意。为实现特定功能，我们接入了下列第三方SDK：
• 微信开放平台SDK（深圳市腾讯计算机系统有限公司）：用于微信登录和分享，处理设备信息。
• 支付宝SDK（支付宝（中国）网络技术有限公司）：用于订单支付，处理设备标识、网络信息。
• 高德定位SDK（北京高德图强科技有限公司）：用于门店定位，处理位置信息、WLAN信息。
• 友盟统计SDK（友盟同欣（北京）科技有限公司）：用于统计分析，处理设备标识。
我们还可能与广告合作伙伴共享必要的信息，用于改进推广效果。

四、您的权利
1. 查询与更正：您可以在“我的—设置—个人资料”中查询、更正您的个人信息。
2. 您有权要求我们删除您的个人信息。
3. 账号注销：出于交易安全考虑，账号一经注册暂不支持注销。
4. 投诉举报：您可以通过“我的—客服中心—投诉举报”提交，我们会在15个工作日内答复。

五、信息的存储与安全
我们在中华人民共和国境内存储您的个人信息，保存期限为实现处理目的所必需的最短时间，超出期限后会删除或者匿名化处理。我们采用传输层加密（HTTPS）和访问权限控制保护您的信息。不会向境外提供您的个人信息。

六、未成年人保护
不满十四周岁的未成年人使用我们的服务，应当事先取得监护人同意。

七、政策的更新
本政策更新后，我们会在应用内以弹窗方式通知您。
"""

#: Clause id to (status, the words that decide it); absent clauses have no words.
CLAUSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "operator_identity": ("present", ("云栗（杭州）电子商务有限公司",)),
    "operator_contact": ("present", ("privacy@yunli-mall.example",)),
    "effective_date": ("present", ("生效日期：2026年3月25日",)),
    "collection_list": ("present", ("您使用手机号登录时，我们会收集您的手机号码和短信验证码，用于创建账号、核验身份",)),
    "permission_list": ("present", ("相机权限：用于扫描商品条码、拍摄评价图片；位置权限：用于展示附近的门店",)),
    "sdk_list": ("present", ("微信开放平台SDK（深圳市腾讯计算机系统有限公司）：用于微信登录和分享，处理设备信息",)),
    "sharing_recipients": ("weak", ("我们还可能与广告合作伙伴共享必要的信息，用于改进推广效果",)),
    "sharing_consent": ("present", ("我们向其他处理者提供您的个人信息前，会取得您的单独同意",)),
    "sensitive_pi": ("absent", ()),
    "access_copy": ("present", ("您可以在“我的—设置—个人资料”中查询、更正您的个人信息",)),
    "correction": ("present", ("您可以在“我的—设置—个人资料”中查询、更正您的个人信息",)),
    "deletion": ("weak", ("您有权要求我们删除您的个人信息",)),
    "account_cancellation": ("negated", ("账号一经注册暂不支持注销",)),
    "consent_withdrawal": ("absent", ()),
    "response_deadline": ("present", ("15个工作日内答复",)),
    "complaint_channel": ("present", ("“我的—客服中心—投诉举报”",)),
    "personalization_optout": ("absent", ()),
    "minors": ("present", ("不满十四周岁的未成年人使用我们的服务，应当事先取得监护人同意",)),
    "retention_period": ("present", ("保存期限为实现处理目的所必需的最短时间，超出期限后会删除或者匿名化处理",)),
    "storage_location": ("present", ("我们在中华人民共和国境内存储您的个人信息",)),
    "cross_border": ("present", ("不会向境外提供您的个人信息",)),
    "security_measures": ("present", ("传输层加密（HTTPS）和访问权限控制",)),
    "breach_notice": ("unknown", ()),
    "policy_change_notice": ("present", ("在应用内以弹窗方式通知您",)),
    "automated_decision": ("absent", ()),
    "deceased": ("absent", ()),
    "cookies": ("unknown", ()),
    "shake_ads": ("absent", ()),
}

CLAUSE_NAMES: dict[str, tuple[str, str]] = {
    "operator_identity": ("处理者身份", "Identity of the handler"),
    "operator_contact": ("联系方式", "Contact"),
    "effective_date": ("生效日期", "Effective date"),
    "collection_list": ("收集信息清单", "List of information collected"),
    "permission_list": ("权限说明", "Permissions and purposes"),
    "sdk_list": ("第三方SDK清单", "List of third-party SDKs"),
    "sharing_recipients": ("接收方", "Recipients"),
    "sharing_consent": ("对外提供的单独同意", "Separate consent to sharing"),
    "sensitive_pi": ("敏感个人信息", "Sensitive personal information"),
    "access_copy": ("查阅与复制", "Access and copy"),
    "correction": ("更正", "Correction"),
    "deletion": ("删除", "Deletion"),
    "account_cancellation": ("账号注销", "Account cancellation"),
    "consent_withdrawal": ("撤回同意", "Withdrawal of consent"),
    "response_deadline": ("答复期限", "Deadline for answers"),
    "complaint_channel": ("投诉举报渠道", "Complaint channel"),
    "personalization_optout": ("关闭个性化推荐", "Switching personalisation off"),
    "minors": ("未成年人保护", "Minors"),
    "retention_period": ("保存期限", "Retention period"),
    "storage_location": ("存储地点", "Storage location"),
    "cross_border": ("向境外提供", "Transfer abroad"),
    "security_measures": ("安全措施", "Security measures"),
    "breach_notice": ("安全事件告知", "Notice of incidents"),
    "policy_change_notice": ("政策变更通知", "Notice of changes"),
    "automated_decision": ("自动化决策", "Automated decisions"),
    "deceased": ("逝者信息", "Information of deceased users"),
    "cookies": ("Cookie 及同类技术", "Cookies and similar technology"),
    "shake_ads": ("摇一摇与传感器", "Shake functions and sensors"),
}

#: Item, paraphrase in Chinese and English, status.
CAC_191_ITEMS: tuple[tuple[str, str, str, str], ...] = (
    ("1.1", "应用内没有隐私政策，或政策没有收集使用规则", "No privacy policy, or one without rules", "pass"),
    ("1.2", "首次运行没有以弹窗等显著方式提示阅读", "No prominent prompt at first run", "review"),
    ("1.3", "隐私政策难以访问，超过4次点击", "Policy hard to reach: more than four taps", "not_assessable"),
    ("1.4", "隐私政策难以阅读，或没有简体中文版", "Policy hard to read, or not in simplified Chinese", "pass"),
    (
        "2.1",
        "没有逐项列出应用和第三方SDK的收集目的、方式、范围",
        "Collection by app and SDKs not listed one by one",
        "fail",
    ),
    ("2.2", "规则变化时没有以适当方式通知", "Changes of the rules not notified", "pass"),
    ("2.3", "申请权限或敏感信息时没有同步告知目的", "Purpose not told when a permission is requested", "review"),
    ("2.4", "规则内容晦涩、冗长、难以理解", "Rules obscure or overlong", "not_assessable"),
    ("3.1", "征得同意前就开始收集或打开权限", "Collection or permissions before consent", "suspected"),
    ("3.2", "明确拒绝后仍收集，或反复征求同意", "Collection or repeated asking after refusal", "not_assessable"),
    ("3.3", "实际收集或权限超出授权范围", "Collection or permissions beyond what was agreed", "fail"),
    ("3.4", "以默认勾选等非明示方式征求同意", "Consent by pre-ticked boxes", "pass"),
    ("3.5", "未经同意更改用户设置的权限状态", "Permission settings changed without consent", "not_assessable"),
    ("3.6", "定向推送没有提供非定向选项", "Targeted push without a non-targeted choice", "suspected"),
    ("3.7", "以欺诈、诱骗等方式取得同意", "Consent obtained by deception", "not_assessable"),
    ("3.8", "没有提供撤回同意的途径", "No way to withdraw consent", "fail"),
    ("3.9", "违反自己声明的收集使用规则", "Own declared rules not kept", "suspected"),
    ("4.1", "收集的信息或权限与现有功能无关", "Information or permissions unrelated to functions", "fail"),
    ("4.2", "因拒绝非必要信息或权限而拒绝提供功能", "Functions refused with non-essential permissions", "review"),
    ("4.3", "新功能超范围收集，不同意就停用原功能", "Old functions blocked to force new collection", "not_assessable"),
    ("4.4", "收集频度超出实际需要", "Collection more often than needed", "not_assessable"),
    ("4.5", "仅以改善服务等理由强制同意", "Consent forced only to improve services", "pass"),
    ("4.6", "一次性申请多个权限，不同意就无法使用", "Several permissions at once or no use", "review"),
    ("5.1", "客户端直接向第三方提供，未经同意且未匿名化", "Client sends to third parties without consent", "suspected"),
    ("5.2", "经由后台向第三方提供，未经同意", "Server provides to third parties without consent", "not_assessable"),
    ("5.3", "接入第三方应用，未经同意提供信息", "Information given to connected third-party apps", "review"),
    ("6.1", "没有有效的更正、删除、注销功能", "No effective correction, deletion, cancellation", "fail"),
    ("6.2", "为更正、删除、注销设置不合理条件", "Unreasonable conditions for these rights", "pass"),
    ("6.3", "没有在承诺时限内处理，或时限超过15个工作日", "Deadline missed or over 15 working days", "pass"),
    ("6.4", "前台显示完成而后台没有执行", "Shown as done but not executed", "not_assessable"),
    ("6.5", "没有投诉举报渠道，或没有按时受理", "No complaint channel, or late acceptance", "pass"),
)

NCVERC_ITEMS: tuple[tuple[str, str, str, str], ...] = (
    ("N01", "首次运行没有提示阅读规则，或没有声明运营者基本情况", "No prompt at first run, or operator not named", "review"),
    ("N02", "没有逐一列出应用和第三方SDK的目的、方式、范围", "App and SDK purposes not listed one by one", "fail"),
    ("N03", "向其他处理者提供时没有告知接收方、没有单独同意", "Sharing without recipients or separate consent", "suspected"),
    ("N04", "征得同意前就开始收集或打开权限", "Collection before consent", "suspected"),
    ("N05", "没有有效的更正、删除、注销功能", "No effective correction, deletion, cancellation", "fail"),
    ("N06", "没有建立便捷的权利申请受理机制", "No convenient way to exercise rights", "pass"),
    ("N07", "没有提供撤回同意的途径", "No way to withdraw consent", "fail"),
    ("N08", "自动化决策推送没有便捷的拒绝方式", "Automated push without an easy refusal", "suspected"),
    ("N09", "处理敏感个人信息没有单独同意", "Sensitive information without separate consent", "review"),
    ("N10", "处理未成年人信息没有专门规则", "No special rules for minors", "review"),
    ("N11", "没有采取加密、去标识化等安全技术措施", "No encryption or de-identification", "pass"),
    ("N12", "没有隐私政策", "No privacy policy", "pass"),
    ("N13", "广告无法便捷关闭", "Advertisement cannot easily be closed", "not_assessable"),
    ("N14", "以默认选择同意等非明示方式征求同意", "Consent by default choice", "pass"),
    ("N15", "申请权限时没有同步告知目的", "Purpose not told with the permission request", "review"),
    ("N16", "把人脸识别作为唯一验证方式", "Face recognition as the only verification", "input_missing"),
    ("N17", "未经同意把搜索等信息用于定向推送", "Searches used for targeted push without consent", "not_assessable"),
    ("N18", "没有明示申请的全部隐私权限", "Not all privacy permissions are declared", "fail"),
)  # fmt: skip

MIIT_337_ITEMS: tuple[tuple[str, str, str, str], ...] = (
    ("1", "私自收集个人信息", "Private collection of personal information", "fail"),
    ("2", "超范围收集个人信息", "Collection beyond scope", "suspected"),
    ("3", "私自共享给第三方", "Private sharing with third parties", "suspected"),
    ("4", "强制用户使用定向推送功能", "Forced targeted push", "suspected"),
    ("5", "不给权限不让用", "No permission, no use", "review"),
    ("6", "频繁申请权限", "Frequent permission requests", "not_assessable"),
    ("7", "过度索取权限", "Excessive permissions", "fail"),
    ("8", "为用户账号注销设置障碍", "Obstacles to account cancellation", "fail"),
)
