"""Short Chinese pages of small apps, extensions, games and mini programs: what they say, and near twins that do not."""

from __future__ import annotations

import pytest

PERMISSION_TABLE = "## 权限说明\n| 权限 | 用途 |\n| --- | --- |\n| storage | {first} |\n| {second} | {use} |\n"
SAID = [
    ("access_copy", "present", "## 您的权利\n- 查阅：请求我们提供您的资料副本\n为行使上述权利，请写信与我们联系。"),
    ("account_cancellation", "present", "如需注销，请联系客服微信 tester2024。"),
    ("complaint_channel", "weak", "有意见或建议，欢迎来信 help@example.org。"),
    ("complaint_channel", "weak", "如您有任何建议，请发电子邮件至 help@example.org。"),
    ("complaint_channel", "weak", "问题反馈：help@example.org"),
    ("consent_withdrawal", "present", "您可以停用“位置”功能，我们便不再取得位置。"),
    ("consent_withdrawal", "present", "您可以随时在手机的设置里关掉定位。"),
    ("consent_withdrawal", "present", "不想继续授权时，请在“我的-设置”里关闭。"),
    ("consent_withdrawal", "weak", "您可以卸载本扩展以停止进一步的数据收集。"),
    ("correction", "present", "资料有误时，请发邮件到 help@example.org，我们会帮您更正。"),
    ("correction", "present", "如需更正信息，请联系客服：400-123-4567。"),
    ("cross_border", "weak", "您的信息可能会被转移到所在省或政府管辖范围之外的计算机上。"),
    ("cross_border", "weak", "信息可能在您所在国家以外的地方处理。"),
    ("deletion", "present", "您可以在历史页面左滑删除单条记录。"),
    ("deletion", "present", "卸载小程序即可删除全部数据。"),
    ("effective_date", "present", "记账本隐私说明（2025年3月版）"),
    ("minors", "weak", "这些服务不面向 13 岁以下的任何人。"),
    ("operator_contact", "present", "请到 https://github.com/tester/notes/issues 提出问题。"),
    ("operator_contact", "weak", "您可以在应用商店的页面留言反馈。"),
    ("operator_identity", "present", "开发者名称：陈小华"),
    ("operator_identity", "present", "青草笔记是由 Lucy Zhang（以下简称“我们”）提供的产品。"),
    ("operator_identity", "present", "运营者为个体工商户青草便利店。"),
    ("operator_identity", "weak", "青草笔记由青草团队开发。"),
    ("permission_list", "present", PERMISSION_TABLE.format(first="保存设置", second="sidePanel", use="显示结果")),
    ("permission_list", "present", "本扩展需要 storage 权限保存设置，需要 activeTab 权限读取当前页面。"),
    ("permission_list", "present", "本应用需要存储权限来保存图片，需要网络权限来同步数据。"),
    ("permission_list", "present", "本应用只使用以下权限：\n\n- 相机（拍照识别）\n- 存储（保存图片）"),
    ("permission_list", "present", "READ_MEDIA_IMAGES：选择图片\n\nCAMERA：拍摄照片"),
    ("policy_change_notice", "present", "政策变更后，我们会在版本更新时向您提示。"),
    ("policy_change_notice", "weak", "政策如有重大变更，我们会以适当方式通知您。"),
    ("policy_change_notice", "weak", "我会更新隐私政策，并将在此页面发布新的隐私政策来通知您任何更改。"),
    ("response_deadline", "present", "如果您提出请求，我们有一个月的时间来答复您。"),
    ("response_deadline", "weak", "请与我们联系以行使您的权利。我们将在法律要求的期限内予以回应。"),
    ("retention_period", "present", "课程结束后，我们会删除您的信息。"),
    ("retention_period", "present", "验证码在 5 分钟后自动失效并删除。"),
    ("retention_period", "weak", "只要为本政策所述目的所必需，我们就会保留您的数据。"),
    ("sdk_list", "present", "## 第三方服务\n- 友盟：统计使用情况"),
    ("security_measures", "present", "我们限制对这些数据的访问。"),
    ("security_measures", "present", "只有经授权的员工才能访问您的信息。"),
    ("security_measures", "weak", "我们将采取合理必要的所有步骤，以确保您的数据得到安全处理。"),
    ("sensitive_pi", "present", "健康测评结果用来生成报告。这些信息属于敏感个人信息。您可自主选择是否填写。"),
    ("sensitive_pi", "present", "实名信息属于敏感个人信息，若您不提供，将不能进入游戏。"),
    ("sharing_consent", "present", "我们不会在未获得您明确授权时把信息交给任何第三方。"),
    ("sharing_recipients", "weak", "我们会将学习报告提供给孩子所在的学校。"),
    ("storage_location", "present", "录像保存在位于中国境内的云服务器。"),
]
#: Near twins of what stands above, with the statuses that they may have.
TWINS = [
    ("access_copy", "absent", "## 您的权利\n- 说明：请求我们提供营业执照副本\n我们会解答。"),
    ("account_cancellation", "absent", "如需注销登录，请点击退出。"),
    ("complaint_channel", "absent", "我们收集您在联系我们寻求帮助时提供的数据。"),
    ("complaint_channel", "absent", "平台可关闭账号，并删除该账号下的信息甚至向公安部门反馈该违规行为。"),
    ("consent_withdrawal", "absent", "如您停用位置功能，将看不到附近的门店。"),
    ("consent_withdrawal", "absent", "您可以在设置里关掉夜间模式。"),
    ("correction", "absent", "我们发现数据有误时，会重新计算排行。"),
    ("cross_border", "absent", "这不在我们的能力范围之外。"),
    ("deletion", "absent", "我们保留权利修改、增加或删除本政策的部分。"),
    ("minors", "absent", "本应用支持 13 种语言。"),
    ("operator_contact", "absent", "源代码在 https://github.com/tester/notes 公开。"),
    ("permission_list", "absent", "照片：您主动上传的活动照片"),
    ("permission_list", "absent", "本扩展使用 Chrome 的 API 存储：语言、主题。"),
    ("policy_change_notice", "absent", "本协议须被无保留和修改地全部接受。"),
    ("policy_change_notice", "weak", "政策可能变更，请您在更新时留意。"),
    ("retention_period", "absent", "课程结束后，您可以继续复习。"),
    ("sdk_list", "absent", "## 第三方服务\n- 我们没有接入友盟：不统计使用情况"),
    ("security_measures", "absent", "违规者将被限制访问网站。"),
    ("sensitive_pi", "weak", "这些信息属于敏感个人信息。我们会妥善处理。"),
    ("storage_location", "absent", "位于中国的用户可以免费使用。"),
]


@pytest.mark.parametrize(("clause", "status", "text"), [*SAID, *TWINS])
def test_short_page_has_its_status(statuses, clause, status, text):
    assert statuses(text).get(clause, "absent") == status
