"""Chinese tables that a copy left with spaces between their cells; and a near twin."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

HEAD = "第三方共享清单\n使用场景 第三方名称 共享的个人信息 使用目的 共享方式 联系方式\n"
ABOVE = (
    "实人认证 上海白鹭认证中心有限公司 姓名、手机号 用于实人认证 API接口传输 021-962600\n"
    "出租车服务 上海青鸟交通科技有限公司 手机号码、地理位置信息 为用户提供出租车服务 接口传输 400-920-8282\n"
)
BELOW = "网约车服务 上海苍鹰出行科技有限公司 手机号码、订单信息 为用户提供网约车服务 接口传输 400-821-8866\n"


def read(tmp_path, text: str) -> list[tuple[str, str]]:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_a_row_whose_first_cell_stands_in_the_row_above_ends_no_table(tmp_path):
    """It was lost, and so were the rows below it."""
    row = "火烈鸟汽车俱乐部(上海)有限公司 设备信息 便于在线客服查询设备信息 API接口传输 021-2069-7888\n"
    assert read(tmp_path, f"{HEAD}{ABOVE}{row}{BELOW}") == [
        ("上海白鹭认证中心有限公司", "用于实人认证"),
        ("上海青鸟交通科技有限公司", "为用户提供出租车服务"),
        ("火烈鸟汽车俱乐部(上海)有限公司", "便于在线客服查询设备信息"),
        ("上海苍鹰出行科技有限公司", "为用户提供网约车服务"),
    ]


def test_a_sentence_below_a_table_is_no_row(tmp_path):
    line = "如有疑问 请致电 我们 的 客服热线\n"
    assert len(read(tmp_path, f"{HEAD}{ABOVE}{line}")) == 2
