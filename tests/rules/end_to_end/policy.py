"""Rules that the policy alone decides: one paragraph of it differs."""

from __future__ import annotations

from tests.rules.end_to_end.policies import PARAGRAPHS, policy
from tests.support.end_to_end import Case, Given


def _case(rule: str, **instead: str) -> Case:
    return Case(rule=rule, fires=Given(policy=policy(**instead)), silent=Given(policy=policy()))


#: Every clause as it should be.
GOOD = policy()
#: A text that speaks of no information at all.
_TERMS = "# 某某记事隐私政策\n\n本应用的界面、图标归示例（杭州）网络科技有限公司所有。\n\n{}"

#: What is left out.
MISSING = [
    _case("effective-date-missing", effective_date=""),
    _case("operator-contact-missing", operator_contact="", complaint_channel=""),
    Case(
        rule="collection-list-missing",
        fires=Given(policy=_TERMS.format("请您妥善使用本应用。")),
        silent=Given(policy=_TERMS.format(PARAGRAPHS["collection_list"])),
    ),
    _case("sensitive-pi-missing", sensitive_pi="实名认证时，我们会收集您的身份证号码。"),
]
_CHILDREN = (
    "\n\n# 儿童个人信息保护规则\n\n本规则适用于不满十四周岁的儿童。"
    "您作为监护人可以拒绝；如果您拒绝，儿童将无法使用本应用。保存期限届满后，我们会删除儿童的个人信息。"
)
#: Rules for children: with a person in charge, and without.
CHILDREN = [
    Case(
        rule="children-rules-incomplete",
        fires=Given(policy=policy() + _CHILDREN),
        silent=Given(policy=f"{policy()}{_CHILDREN}我们指定了专人负责儿童个人信息保护。"),
    ),
]
#: What is said, and not enough.
WEAK = [
    _case("effective-date-weak", effective_date="版本号：V2.3.1"),
    _case("operator-identity-weak", operator_identity="我们深知个人信息对您的重要性。"),
    _case("operator-contact-weak", operator_contact="如有疑问，请联系我们的客服人员。", complaint_channel=""),
    Case(
        rule="collection-list-weak",
        fires=Given(policy=_TERMS.format("我们可能会收集必要的信息。")),
        silent=Given(policy=_TERMS.format(PARAGRAPHS["collection_list"])),
    ),
    _case("sdk-list-weak", sdk_list="我们可能接入第三方SDK。"),
    _case("sharing-recipients-weak", sharing_recipients="我们可能与合作伙伴共享您的信息。", sdk_list=""),
    _case("sharing-consent-weak", sharing_consent="除为提供服务所必需外，未经您同意，我们不会与第三方共享信息。"),
    _case("sensitive-pi-weak", sensitive_pi="我们重视敏感个人信息的保护。"),
    _case("retention-period-weak", retention_period="我们仅在法律法规规定的期限内保存您的信息。"),
    _case("cross-border-weak", cross_border="您的信息可能会传输至境外。"),
    _case("security-measures-weak", security_measures="我们会采取合理的安全措施保护您的信息。"),
    _case("access-copy-weak", access_copy="您有权查阅您的个人信息。"),
    _case("correction-weak", correction="您有权更正您的个人信息。"),
    _case("deletion-weak", deletion="您有权要求我们删除您的个人信息。"),
    _case("consent-withdrawal-weak", consent_withdrawal="您有权撤回您的同意。"),
    _case("personalization-optout-weak", personalization_optout="您可以拒绝我们向您推送商业广告。"),
    _case("response-deadline-weak", response_deadline="我们会尽快答复您的请求。"),
    _case("complaint-channel-weak", complaint_channel="如有疑问、意见或建议，请联系我们。"),
    _case("minors-weak", minors="我们重视未成年人的保护。"),
    _case("cookies-weak", cookies="我们会使用Cookie。"),
    _case("policy-change-notice-weak", policy_change_notice="我们可能会适时修订本政策。"),
]
#: What is denied.
NEGATED = [
    _case("correction-negated", correction="您的个人信息提交后不能更正或修改。"),
    _case("consent-withdrawal-negated", consent_withdrawal="您一经同意本政策，便不能撤回同意。"),
    _case("personalization-optout-negated", personalization_optout="个性化推荐无法关闭。"),
    _case("policy-change-notice-negated", policy_change_notice="我们可以随时修改本政策，恕不另行通知。"),
    _case(
        "sharing-consent-negated",
        sharing_consent="我们可以不经您同意，将您的个人信息提供给合作伙伴。",
    ),
]
_LONG = "\n".join(f"## {number}、其他\n" + "我们会认真对待您的每一条意见。\n" * 90 for number in range(1, 21))
#: How it is written.
_TERMS = "# 青禾集市用户服务协议\n\n## 一、账号\n\n您应当妥善保管账号和密码。\n"
TEXT = [
    _case(
        "policy-deemed-consent",
        policy_change_notice="本政策变更时，我们会以弹窗方式通知您。您继续使用本应用，即视为同意变更后的政策。",
    ),
    _case(
        "policy-cancellation-conditions",
        account_cancellation="您可以在“我的-设置-注销账号”中申请注销账号，申请时须提交手持身份证照片。",
    ),
    _case(
        "policy-cancellation-face",
        account_cancellation="您可以在“我的-设置-注销账号”中申请注销账号，申请时须完成人脸识别验证。",
    ),
    _case("policy-deadline-too-long", response_deadline="我们会在收到您的注销、删除请求后30个工作日内处理。"),
    Case(
        rule="policy-not-simplified-chinese",
        fires=Given(
            policy="# 某某記事隱私政策\n\n我們會保護您的個人資訊。"
            "您註冊帳號時，我們會收集您的手機號碼，用於創建帳號並驗證身份。"
        ),
        silent=Given(policy=policy()),
    ),
    Case(
        rule="policy-long-without-headings",
        fires=Given(policy="\n".join(line for line in _LONG.splitlines() if not line.startswith("#"))),
        silent=Given(policy=_LONG),
    ),
    Case(
        rule="policy-is-terms-of-service",
        fires=Given(policy=_TERMS),
        silent=Given(policy=f"{_TERMS}\n## 二、隐私保护\n\n我们保护您的信息。\n"),
    ),
]
_PAGE = (
    "<!doctype html><html><body><h1>某某记事隐私政策</h1>"
    "<p>注册账号时，我们收集您的手机号码，用于创建账号。</p>{}</body></html>"
)
_MORE = "我们会收集您的通讯录，并向示例（杭州）网络科技有限公司共享您的位置信息。"
HIDDEN = [
    Case(
        rule="hidden-policy-text",
        fires=Given(policy=_PAGE.format(f"<p style='color:#ffffff'>{_MORE}</p>")),
        silent=Given(policy=_PAGE.format(f"<p style='color:#fff;background:#234'>{_MORE}</p>")),
    ),
    Case(
        rule="collapsed-policy-text",
        fires=Given(policy=_PAGE.format(f"<div id='more' style='display:none'>{_MORE}</div>")),
        silent=Given(policy=_PAGE.format(f"<a href='#more'>更多</a><div id='more' style='display:none'>{_MORE}</div>")),
    ),
]
_FRIENDS = "您使用邀请好友功能时，我们会收集您的通讯录信息，用于发出邀请。"
DATES = [
    Case(
        rule="policy-other-version",
        fires=Given(policy=f"{policy()}\n# 旧版隐私政策\n\n{_FRIENDS}\n"),
        silent=Given(policy=f"{policy()}\n# 修订说明\n\n{_FRIENDS}\n"),
    ),
    Case(
        rule="policy-not-in-force",
        fires=Given(policy=policy(effective_date="生效日期：2027年1月1日")),
        silent=Given(policy=policy(effective_date="生效日期：2026年1月1日")),
    ),
    Case(
        rule="policy-date-mistaken",
        fires=Given(policy=policy(effective_date="更新日期：2027年1月1日")),
        silent=Given(policy=policy(effective_date="更新日期：2026年1月1日")),
    ),
]
CASES = [*CHILDREN, *MISSING, *WEAK, *NEGATED, *TEXT, *HIDDEN, *DATES]
