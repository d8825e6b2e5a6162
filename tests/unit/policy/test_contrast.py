"""Refusals and bars beside the sentences that look like them, in the manner of real policies, Chinese and English."""

from __future__ import annotations

import pytest

#: What a policy says that does not provide a right, or bars it.
TRUE_ZH = [
    ("account_cancellation", "考虑到交易记录的完整性，本平台暂不向用户开放账号注销。"),
    ("account_cancellation", "用户知悉，其账户自开通之日起不得申请注销。"),
    ("account_cancellation", "现阶段我们还没有上线注销账号的入口，请您谅解。"),
    ("account_cancellation", "账号注销功能尚未提供。"),
    ("account_cancellation", "一经注册，账号即不可注销或转让。"),
    ("account_cancellation", "本应用的账号不可以注销。"),
    ("account_cancellation", "注册未满六个月的账号，我们不予注销。"),
    ("account_cancellation", "申请注销账号，需邮寄身份证复印件并经公证处公证。"),
    ("account_cancellation", "您无权要求我们注销您的账户。"),
    ("account_cancellation", "会员账户恕不接受注销申请。"),
    ("consent_withdrawal", "您一经勾选同意，即不得撤回。"),
    ("consent_withdrawal", "本同意书为不可撤销的授权，用户不得以任何理由撤回同意。"),
    ("consent_withdrawal", "授权一旦作出，您无法撤回。"),
    ("consent_withdrawal", "用户无权撤回对本政策的同意。"),
    ("consent_withdrawal", "我们不支持撤回授权。"),
    ("deletion", "您填写的个人信息不支持删除。"),
    ("deletion", "用户上传的资料一经提交，概不删除。"),
    ("deletion", "本平台不提供删除个人信息的功能。"),
    ("deletion", "我们不受理用户提出的个人信息删除请求。"),
    ("policy_change_notice", "公司可随时更新本隐私政策，更新后不再通知用户。"),
    ("policy_change_notice", "本政策若有修改，恕不逐一通知。"),
    ("policy_change_notice", "我们保留单方面修改本声明的权利，且无须事先告知您。"),
    ("policy_change_notice", "隐私条款的变更自公布之日起生效，我们没有义务另行通知您。"),
    ("sharing_consent", "我们可将您的信息提供给合作伙伴，无需另行征得您的同意。"),
    ("sharing_consent", "您同意我们向关联公司共享您的个人信息，而不必再取得您的同意。"),
    ("personalization_optout", "个性化推送属于基础服务，用户不可关闭。"),
    ("personalization_optout", "我们目前不提供退出定向广告的选项。"),
    ("sharing_consent", "我们可以不经您同意，将您的个人信息提供给合作伙伴。"),
    ("correction", "账号信息一经填写，不支持修改。"),
    ("correction", "您的个人信息提交后不能更正或修改。"),
]
#: What only looks like it, with the status that it has.
NEAR_ZH = [
    ("account_cancellation", "present", "如自助注销失败，请联系客服400-100-2000为您注销账号。"),
    ("account_cancellation", "present", "您可以在“设置-注销账号”中注销，注销后账号无法恢复。"),
    (
        "account_cancellation",
        "present",
        "若账户内尚有余额，暂时不能注销账号，请先提现；随后在“我的-设置-账号注销”中申请。",
    ),
    ("account_cancellation", "weak", "账号注销后，我们不再为您提供服务。"),
    ("account_cancellation", "weak", "您有权注销账号，我们不会设置不合理的条件。"),
    ("account_cancellation", "absent", "登录状态注销后，您需要重新登录。"),
    ("account_cancellation", "absent", "如您违反社区规定，我们有权注销您的账号，且不另行通知。"),
    ("account_cancellation", "present", "iOS版暂不支持在线注销账号，您可以发送邮件至kf@qinghe.example办理。"),
    ("account_cancellation", "present", "我们不会拒绝您的注销请求，请在“我的-账号安全”中提交注销账号申请。"),
    ("consent_withdrawal", "weak", "您撤回授权后，我们不能继续向您提供对应的功能。"),
    ("consent_withdrawal", "present", "即使您无法在应用内撤回同意，也可以在手机系统设置中关闭权限。"),
    ("consent_withdrawal", "weak", "撤回同意不影响此前基于同意进行的处理，您随时可以撤回。"),
    ("consent_withdrawal", "absent", "您授予我们不可撤销的、免费的内容许可使用权。"),
    (
        "deletion",
        "present",
        "法律规定的保存期限未届满的，我们可能无法删除；您可以发送邮件至kf@qinghe.example要求删除个人信息。",
    ),
    ("deletion", "weak", "您有权要求删除个人信息，但法律另有规定的除外。"),
    ("deletion", "present", "卸载应用不会删除您的个人信息，请在“我的-隐私-删除个人信息”中操作。"),
    ("deletion", "absent", "未经许可，他人不得删除本网站的内容。"),
    ("policy_change_notice", "present", "未经通知，我们不会变更本政策；变更时会以弹窗告知您。"),
    ("policy_change_notice", "present", "本政策更新时，除弹窗提示外，我们不再另外收取您的确认函，而以推送通知您。"),
    ("policy_change_notice", "weak", "本政策可能会更新，请您留意本页面。"),
    ("policy_change_notice", "absent", "商品价格变动恕不另行通知。"),
    ("policy_change_notice", "absent", "我们可随时调整服务内容，无需通知您。"),
    ("sharing_consent", "present", "未经您单独同意，我们不会向第三方提供您的个人信息，法律规定无需同意的情形除外。"),
    ("sharing_consent", "weak", "经您同意，我们会与合作伙伴共享您的订单信息。"),
    (
        "personalization_optout",
        "present",
        "关闭个性化推荐后您仍会看到广告，但不再基于您的偏好；关闭路径为“设置-隐私-个性化推荐”。",
    ),
    ("personalization_optout", "weak", "您可以拒绝个性化推荐。"),
    ("correction", "present", "实名信息不支持自行修改，如需更正请联系客服400-100-2000更正您的信息。"),
]
TRUE_EN = [
    ("account_cancellation", "For technical reasons it is impossible to close an account."),
    ("account_cancellation", "Our service does not yet provide account deletion."),
    ("account_cancellation", "User accounts are permanent and cannot be removed."),
    ("account_cancellation", "You are not able to delete your account."),
    ("account_cancellation", "We will not delete user accounts."),
    ("account_cancellation", "There is currently no option to close your account."),
    ("account_cancellation", "An account, once opened, can never be cancelled."),
    ("consent_withdrawal", "You have no right to revoke your consent."),
    ("consent_withdrawal", "The consent you give is final and irrevocable."),
    ("consent_withdrawal", "Consent to this policy can not be revoked."),
    ("consent_withdrawal", "By registering you give an irrevocable consent to all processing."),
    ("deletion", "We do not delete personal data at the request of users."),
    ("deletion", "Personal information cannot be deleted once it has been submitted."),
    ("deletion", "We do not offer any way to erase your data."),
    ("policy_change_notice", "The policy may be revised at any time and without notifying users."),
    ("policy_change_notice", "We are not obliged to inform you of changes to this notice."),
    ("policy_change_notice", "We may amend this statement without giving you notice."),
    ("policy_change_notice", "This policy is subject to change without notice."),
    ("sharing_consent", "We may give your data to our partners without asking for your consent."),
    ("sharing_consent", "Your information can be sold to third parties without your consent."),
    ("personalization_optout", "You cannot disable interest-based advertising."),
    ("personalization_optout", "We do not offer an opt-out from personalised ads."),
    ("correction", "Profile data cannot be changed after registration."),
]
NEAR_EN = [
    ("account_cancellation", "present", "If you cannot delete your account in the app, email help@qinghe.example."),
    ("account_cancellation", "present", "Deleting your account under Settings > Account cannot be undone."),
    ("account_cancellation", "weak", "We never charge for closing your account."),
    ("account_cancellation", "weak", "Once your account is deleted we cannot restore it."),
    ("account_cancellation", "absent", "We may suspend your account if you break our rules."),
    (
        "account_cancellation",
        "present",
        "Uninstalling the app does not delete your account; go to Settings > Delete account.",
    ),
    ("consent_withdrawal", "weak", "If you withdraw your consent we cannot offer the feature any longer."),
    ("consent_withdrawal", "present", "You can revoke your consent at any time in your phone's settings."),
    ("consent_withdrawal", "absent", "You grant us an irrevocable licence to the content you post."),
    (
        "deletion",
        "present",
        "Some records cannot be deleted by law; for all others send a deletion request to help@qinghe.example.",
    ),
    ("deletion", "weak", "You may request that we delete your personal information."),
    ("deletion", "absent", "Do not remove copyright notices from our content."),
    ("policy_change_notice", "present", "We will not change this policy without notifying you by email first."),
    ("policy_change_notice", "weak", "We may update this policy; please review it from time to time."),
    ("policy_change_notice", "absent", "Prices may change without notice."),
    ("policy_change_notice", "absent", "We may discontinue the service without notice."),
    ("sharing_consent", "present", "We never share your data with third parties without your express consent."),
    ("sharing_consent", "weak", "With your consent we share data with our partners."),
    (
        "personalization_optout",
        "present",
        "Non-personalised ads cannot be disabled; turn off personalised ads under Settings > Ads.",
    ),
    ("personalization_optout", "weak", "You may opt out of personalised advertising."),
    ("personalization_optout", "absent", "Notices about security cannot be turned off."),
    (
        "correction",
        "present",
        "Your birthday cannot be edited in the app; write to help@qinghe.example to have it corrected.",
    ),
    ("correction", "weak", "You have the right to have wrong data corrected."),
]


@pytest.mark.parametrize(("clause", "text"), TRUE_ZH)
def test_a_refusal_is_negated(statuses, clause, text):
    assert statuses(text).get(clause) == "negated"


@pytest.mark.parametrize(("clause", "text"), TRUE_EN)
def test_an_english_refusal_is_negated(statuses, clause, text):
    assert statuses(text, "en").get(clause) == "negated"


@pytest.mark.parametrize(("clause", "status", "text"), NEAR_ZH)
def test_a_near_miss_has_its_own_status(statuses, clause, status, text):
    assert statuses(text).get(clause, "absent") == status


@pytest.mark.parametrize(("clause", "status", "text"), NEAR_EN)
def test_an_english_near_miss_has_its_own_status(statuses, clause, status, text):
    assert statuses(text, "en").get(clause, "absent") == status
