"""中文条款的惯用说法，各附一句相近而没有说到该条款的话。"""

from __future__ import annotations

import pytest

#: 条款、文字、应有的状态。
PAIRS = [
    # 用户不得为的行为，不是权利，也不是措施
    ("deletion", "您不得有下列行为：\n\n（1）未经允许进入他人系统并删除、修改、增加存储信息；", "absent"),
    ("deletion", "您可以联系客服，删除存储信息。", "present"),
    ("security_measures", "（1）提供用于干扰网络功能及防护措施、危害网络安全活动的工具；", "absent"),
    ("security_measures", "（1）采取加强网络功能及防护的措施，保护您的信息安全；", "weak"),
    # 只说类别的第三方
    ("sdk_list", "灯具应用使用第三方统计，请一并阅读其政策。", "weak"),
    ("sdk_list", "灯具应用不使用第三方统计，请一并阅读其政策。", "absent"),
    ("sdk_list", "ABCD 库（Alpha Beta）在浏览器中处理登录。", "weak"),
    ("sdk_list", "我们在 iOS 库中处理照片。", "absent"),
    ("sharing_recipients", "我们可能雇用第三方（公司或个人）来促进我们的服务。", "weak"),
    ("sharing_recipients", "我们可能雇用更多工人来促进我们的服务。", "absent"),
    ("sharing_recipients", "充值通过合作的第三方支付机构（微信支付、支付宝）完成。", "present"),
    ("sharing_recipients", "充值通过合作的便利店（城东、城西）完成。", "absent"),
    ("sharing_consent", "我们不会用它寄广告，也不会将其提供给第三方。", "weak"),
    ("sharing_consent", "我们不会用它寄广告，也不会把灯具提供给第三方。", "absent"),
    # 不再需要即删，事毕不再保留
    ("retention_period", "当不再需要信息时，我们会用合理的办法删除它。", "present"),
    ("retention_period", "信息不再需要后，我们会将其匿名化。", "present"),
    ("retention_period", "当您不再需要灯具时，我们会用合理的办法回收它。", "absent"),
    ("retention_period", "抽奖中取得的个人信息，在活动结束后不再保留。", "present"),
    ("retention_period", "抽奖中取得的优惠券，在活动结束后不再保留。", "absent"),
    ("storage_location", "我们将数据传输到中国并在中国处理。", "present"),
    ("storage_location", "我们将灯具运送到中国并在中国销售。", "absent"),
    # 走哪条路
    ("complaint_channel", "您应通过客服中心提供的联系方式，向我们咨询。", "weak"),
    ("complaint_channel", "您应通过客服中心提供的联系方式向我们申诉或举报。", "present"),
    ("access_copy", "您可以随时登录个人中心等栏目，查询自己的账户信息。", "present"),
    ("access_copy", "您可以随时登录，查询自己的账户信息。", "weak"),
    ("correction", "您可以随时登录个人中心，修改密码、邮箱等个人信息。", "present"),
    ("correction", "您可以随时登录个人中心，修改密码。", "absent"),
    ("personalization_optout", "我们会推送营销信息，您可以通过设置取消接收这些信息。", "weak"),
    ("personalization_optout", "我们会推送营销信息，您可以通过设置取消灯光。", "absent"),
    ("consent_withdrawal", "可以在設定 → 音樂 隨時「中斷連結」。", "present"),
    ("consent_withdrawal", "可以在設定 → 藍牙 隨時斷開藍牙連接。", "absent"),
    ("security_measures", "我們只保存購買憑證的雜湊值(SHA-256)。", "present"),
    ("security_measures", "我們只保存購買憑證的照片。", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:16]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    whole = f"灯具规则\n\n{text}\n\n以上是本应用的文字。\n"
    assert statuses(whole).get(clause, "absent") == status
