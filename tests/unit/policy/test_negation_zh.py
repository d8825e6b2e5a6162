"""Refusals that are refusals, and the many sentences that only look like one."""

from __future__ import annotations

import pytest

REFUSALS = [
    ("account_cancellation", "本应用暂不支持注销账号。"),
    ("account_cancellation", "目前我们尚未提供账号注销功能。"),
    ("account_cancellation", "账号一经注册不得注销，请谨慎注册。"),
    ("account_cancellation", "用户账号一经注册，不可注销。"),
    ("account_cancellation", "本平台不提供注销服务。"),
    ("account_cancellation", "账户不支持注销。"),
    ("account_cancellation", "您无法注销您的帐号。"),
    ("account_cancellation", "我们没有注销账号的功能。"),
    ("account_cancellation", "公司不予注销任何账户。"),
    ("account_cancellation", "注册不满一年不得注销。"),
    ("account_cancellation", "注销功能暂未开放，敬请期待。"),
    ("account_cancellation", "申请注销须手持身份证拍照并邮寄至我司。"),
    ("account_cancellation", "注销账号须邮寄身份证复印件，并需公证。"),
    ("account_cancellation", "暂不支持帳號註銷。"),
    ("consent_withdrawal", "您的同意一经作出不可撤回，同意不可撤销。"),
    ("consent_withdrawal", "用户不得撤回其授权。"),
    ("consent_withdrawal", "一经同意，不得撤回同意。"),
    ("consent_withdrawal", "您无法撤回您的授权。"),
    ("personalization_optout", "个性化推荐为本应用的基本功能，个性化推荐不支持关闭。"),
    ("personalization_optout", "您无法关闭个性化广告。"),
    ("personalization_optout", "本应用不提供关闭定向推送的功能，定向推送不能关闭。"),
    ("personalization_optout", "程序化广告无法退订。"),
    ("policy_change_notice", "我们有权随时修改本政策，恕不另行通知。"),
    ("policy_change_notice", "本协议内容变更后将直接公布，无需另行通知用户。"),
    ("policy_change_notice", "公司可单方修改本隐私政策，不再单独通知您。"),
    ("policy_change_notice", "隐私政策如有更新，毋须事先通知用户。"),
]

#: Texts that must not be read as a refusal of the clause beside them.
NEAR_MISSES = [
    ("storage_location", "我们不对存储在境内的信息作出其他承诺。"),
    ("account_cancellation", "注销账号是不可逆的行为。"),
    ("account_cancellation", "账号一旦注销将无法恢复，请您谨慎操作。"),
    ("account_cancellation", "账号注销后，您将不能再登录和使用该账号。"),
    ("account_cancellation", "如您无法通过上述方式注销账号，可联系客服处理。"),
    ("account_cancellation", "因特殊原因无法注销成功的，您也可以拨打客服电话。"),
    ("account_cancellation", "卸载客户端并不能注销您的账号。"),
    ("account_cancellation", "不能通过删除应用的方式注销账号，请在设置中操作。"),
    ("account_cancellation", "您将无法通过已注销的账号获得任何服务。"),
    ("account_cancellation", "网页端暂不支持注销账号，请前往手机客户端办理。"),
    ("account_cancellation", "小程序不支持注销，请在APP中点击“设置”-“注销账号”。"),
    ("account_cancellation", "游客账号无法注销，注册账号可在设置中注销。"),
    ("account_cancellation", "若账号存在未完成订单，则暂时无法注销账号。"),
    ("account_cancellation", "如果您不满足上述条件，我们将不予注销账号。"),
    ("account_cancellation", "我们不会拒绝您注销账号的请求。"),
    ("account_cancellation", "请勿将账号转让他人，否则您可能无法注销账号。"),
    ("account_cancellation", "暂不支持用户自助注销账号，如需注销请联系客服处理。"),
    ("account_cancellation", "您可以随时注销登录，不支持同时登录多台设备。"),
    ("consent_withdrawal", "您撤回同意后，我们将无法继续为您提供该服务。"),
    ("consent_withdrawal", "撤回同意不影响撤回前已进行的处理活动的效力。"),
    ("consent_withdrawal", "用户授予公司免费的、永久的、不可撤销的著作权许可。"),
    ("consent_withdrawal", "如您不能撤回授权，请联系客服。"),
    ("personalization_optout", "关闭个性化广告后，您看到的广告数量不会减少。"),
    ("personalization_optout", "如您无法关闭个性化推荐，请联系客服。"),
    ("personalization_optout", "关闭后我们无法为您推荐您感兴趣的内容。"),
    ("policy_change_notice", "政策变更时，我们会以弹窗方式通知您。"),
    ("policy_change_notice", "我们可能向您的监护人发送通知，未经通知不会变更本政策。"),
    ("deletion", "以下情形中，我们可能无法响应您的删除请求。"),
    ("deletion", "我们可能无法立即从备份系统中删除相应的信息。"),
]


@pytest.mark.parametrize(("clause", "text"), REFUSALS)
def test_refusal_is_negated(statuses, clause, text):
    assert statuses(text).get(clause) == "negated"


@pytest.mark.parametrize(("clause", "text"), NEAR_MISSES)
def test_near_miss_is_not_negated(statuses, clause, text):
    assert statuses(text).get(clause) != "negated"


@pytest.mark.parametrize(
    "text",
    [
        "您可以随时注销登录或退出登录。",
        "营业执照已注销的商家将被清退。",
        "办理手机号码注销请前往营业厅。",
        "我们有权注销您的账号。",
        "如您违反协议，公司将暂停服务、注销您的账号等措施。",
        "平台有权封停、冻结或注销该账号。",
        "我们将注销cookie。",
        "公司注销登记完成后，本协议终止。",
    ],
)
def test_other_cancellations_are_not_the_clause(statuses, text):
    assert "account_cancellation" not in statuses(text)


def test_refusal_beside_a_path_stays_negated(statuses):
    text = "账号一经注册不得注销。\n您可以在“设置”-“账号与安全”-“注销账号”中提交申请。"
    assert statuses(text)["account_cancellation"] == "negated"
