"""When data end, whom a table names, what the law permits, who decides; each beside what comes near it."""

from __future__ import annotations

from tests.support.clause_pairs import status_tests

ROWS = "| 物流公司 | 收货地址 | 配送 |\n| 青雀物流科技有限公司 | 订单号 | 配送 |\n"
COMPLAINT = "如您对我们的处理不满意，您可以通过以下方式投诉：\n邮箱：【待补充】\n电话：{phone}"
PAIRS_ZH = [
    (
        "sharing_recipients",
        "present",
        f"## 信息共享\n\n| 共享对象 | 共享信息 | 共享目的 |\n| --- | --- | --- |\n{ROWS}",
    ),
    ("sharing_recipients", "absent", f"## 送货\n\n| 送货对象 | 货物 | 备注 |\n| --- | --- | --- |\n{ROWS}"),
    ("complaint_channel", "present", "若您认为权益受损，您可以向行业自律协会或者政府管理机构寻求解决。"),
    ("complaint_channel", "absent", "您可以向政府机构寻求帮助办理出生证明。"),
    ("complaint_channel", "weak", COMPLAINT.format(phone="（待填写）")),
    ("complaint_channel", "present", COMPLAINT.format(phone="010-62345678")),
]
PAIRS_EN = [
    ("retention_period", "present", "Messages are automatically deleted the same day; the last 50 messages are kept."),
    ("retention_period", "absent", "Messages are sent the same day; photos are posted."),
    ("retention_period", "present", "Only the last 20 messages are kept."),
    ("retention_period", "absent", "Only the last 20 messages are shown."),
    ("permission_list", "absent", "Notification by e-mail is permitted by law."),
    ("permission_list", "weak", "Notifications are only permitted by you."),
    ("complaint_channel", "weak", "You may submit a complaint to us.\n\n## Contact\n\nEmail: [your email]"),
    ("complaint_channel", "present", "You may submit a complaint to us.\n\n## Contact\n\nEmail: a@egret.io"),
    ("complaint_channel", "present", "You may submit a complaint to a court.\n\n## Contact\n\nEmail: [your email]"),
    ("deletion", "weak", "You may request that we no longer use your personal information."),
    ("deletion", "absent", "You may request that we send you your personal information."),
    ("operator_identity", "present", "## Data controller & contact\n\nIvan Petrov\n\nEmail: a@egret.io"),
    ("operator_identity", "absent", "## Data controller & contact\n\nContact Us Anytime\n\nEmail: a@egret.io"),
    ("operator_identity", "absent", "## Features & contact\n\nIvan Petrov\n\nEmail: a@egret.io"),
]

test_chinese = status_tests(PAIRS_ZH, "zh")
test_english = status_tests(PAIRS_EN, "en")
