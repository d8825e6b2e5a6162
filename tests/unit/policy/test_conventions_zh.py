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
    # 白话：怎么找我们，怎么忘掉
    ("operator_contact", "灯有任何问题都请告诉我们。", "weak"),
    ("operator_contact", "灯有任何毛病都可以修好。", "absent"),
    ("operator_contact", "到公众号“小灯”留言即可。", "present"),
    ("operator_contact", "公众号“小灯”每天讲故事。", "absent"),
    ("deletion", "想让我们忘掉您，发邮件到a@b.com即可。", "present"),
    ("deletion", "您忘掉了灯的开关，发邮件到a@b.com即可。", "absent"),
    ("account_cancellation", "可在“我的-设置-离开”里销号。", "present"),
    ("account_cancellation", "账号可以随时关掉。", "weak"),
    ("account_cancellation", "账号可能被人关掉。", "absent"),
    ("minors", "本灯只给成年人用。", "weak"),
    ("minors", "本灯只给老顾客用。", "absent"),
    # 留多久，改了登在哪里
    ("retention_period", "日志两周后自动覆盖。", "present"),
    ("retention_period", "灯光两周后自动熄灭。", "absent"),
    ("retention_period", "您不用了，我们就删。", "present"),
    ("retention_period", "您不用灯了，我们就熄。", "absent"),
    ("retention_period", "我们会把来信保留一段时间。", "weak"),
    ("policy_change_notice", "政策有变会在这里贴出来。", "weak"),
    ("policy_change_notice", "灯光有变会在这里贴出来。", "absent"),
    # 给谁，先问谁
    ("sharing_consent", "不经您点头，谁也拿不到您的资料。", "weak"),
    ("sharing_consent", "不经您点头，谁也拿不到您的灯。", "absent"),
    ("sharing_consent", "把资料给别人之前会先问您。", "weak"),
    ("sharing_consent", "把灯给别人之前会先问您。", "absent"),
    ("sharing_consent", "除了下面几种情况，我们不把资料给别人。", "weak"),
    ("sharing_recipients", "我们请外面的公司送货，会把地址给他们。", "weak"),
    ("sharing_recipients", "我们请外面的公司修灯，会把灯给他们。", "absent"),
    ("sharing_recipients", "地址会给顺丰，用来寄货。", "present"),
    ("sharing_recipients", "灯会给顺丰，用来寄货。", "absent"),
    ("sdk_list", "应用里装了别家公司的代码。", "weak"),
    ("sdk_list", "房间里装了别家公司的灯。", "absent"),
    # 要回来，改过来，收回去
    ("access_copy", "想知道我们存了您什么，写信到a@b.com。", "present"),
    ("access_copy", "想知道灯里存了什么，写信到a@b.com。", "absent"),
    ("access_copy", "您可以要一份自己的数据。", "weak"),
    ("access_copy", "您可以要一份灯谱。", "absent"),
    ("correction", "资料有错您可以要求改过来。", "weak"),
    ("correction", "灯有错您可以要求改过来。", "absent"),
    ("consent_withdrawal", "不想让我们用相机了，去系统设置里关掉。", "present"),
    ("consent_withdrawal", "不想让灯亮了，去系统设置里关掉。", "absent"),
    # 期限、投诉、机器、保管
    ("response_deadline", "收到申请后，半个月内给您答复。", "present"),
    ("response_deadline", "收到订单后，半个月内给您发货。", "absent"),
    ("complaint_channel", "不满意的话，可以找网信办。", "present"),
    ("complaint_channel", "我们会找网信办备案。", "absent"),
    ("automated_decision", "机器做出的决定，您可以要求人工再看一遍。", "present"),
    ("automated_decision", "机器做出的灯，您可以要求人工再擦一遍。", "absent"),
    ("security_measures", "我们会小心保管您的资料。", "weak"),
    ("security_measures", "请您小心保管您的资料。", "absent"),
    ("cookies", "网页会在您电脑里放一个小文本文件。", "weak"),
    ("cookies", "网页会在您电脑里放一段小动画。", "absent"),
    # 公文语气
    ("sharing_consent", "我们仅依本政策所述对外提供个人信息。", "weak"),
    ("sharing_consent", "我们仅依本政策所述对外出售灯具。", "absent"),
    ("sharing_recipients", "我们委托云服务商代为存储资料。", "weak"),
    ("sharing_recipients", "我们委托灯匠代为修灯。", "absent"),
    ("sdk_list", "我们可能嵌入合作方的软件工具。", "weak"),
    ("sdk_list", "我们未使用合作方的软件工具。", "absent"),
    ("account_cancellation", "会员可通过客服申请退会。", "present"),
    ("account_cancellation", "会员可通过客服申请开会。", "absent"),
    ("consent_withdrawal", "授权作出后，您仍可撤销。", "weak"),
    ("consent_withdrawal", "灯光亮起后，您仍可熄灭。", "absent"),
    ("consent_withdrawal", "您可通过手机系统关闭定位授权。", "present"),
    ("consent_withdrawal", "您可通过手机系统关闭定时灯光。", "absent"),
    ("retention_period", "目的达成后即予销毁。", "present"),
    ("retention_period", "抵达目的地后即予开灯。", "absent"),
    ("retention_period", "我们在法律允许的时间内保留资料。", "weak"),
    ("retention_period", "我们在法律允许的时间内点灯。", "absent"),
    ("cookies", "您可清除浏览器中的Cookie。", "present"),
    ("cookies", "您可清除浏览器中的灯。", "absent"),
]


@pytest.mark.parametrize(("clause", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[1][:16]}" for pair in PAIRS])
def test_a_wording_and_what_comes_near_it(statuses, clause, text, status):
    whole = f"灯具规则\n\n{text}\n\n以上是本应用的文字。\n"
    assert statuses(whole).get(clause, "absent") == status
