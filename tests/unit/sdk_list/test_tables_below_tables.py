"""Tables below one another in one sheet, and tables in texts of source; and near twins that are one table or none."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def rows(tmp_path, text: str, name: str):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return [
        (fact.name, fact.company, fact.purpose, fact.data) for fact in read_sdk_list(path, shipped_lexicons()).facts
    ]


FIRST = "SDK名称,公司,使用目的,收集信息\n白鹭SDK,白鹭有限公司,登录,昵称\n"
EGRET = ("白鹭SDK", "白鹭有限公司", "登录", ("昵称",))


def test_a_second_table_has_columns_of_its_own(tmp_path):
    text = f"{FIRST},,,\n二、合作方清单,,,\n个人信息,使用目的,第三方名称,所属公司\n订单号,配送,青鸟快递,青鸟有限公司\n"
    assert rows(tmp_path, text, "list.csv") == [EGRET, ("青鸟快递", "青鸟有限公司", "配送", ("订单号",))]


def test_headings_below_a_title_need_not_all_be_known(tmp_path):
    text = (
        f"{FIRST},,,\n二、合作方清单,,,\n所涉第三方,第三方主体身份,共享的个人信息,使用目的,使用场景,共享方式\n"
        "物流服务商,青鸟有限公司,收货信息,配送,下单,接口传输\n"
    )
    found = rows(tmp_path, text, "list.csv")
    assert [row[0] for row in found] == ["白鹭SDK", "物流服务商"]
    assert found[1][2:] == ("配送", ("收货信息",))


def test_headings_that_come_again_are_those_of_one_table(tmp_path):
    text = f"{FIRST}SDK名称,公司,使用目的,收集信息\n青鸟SDK,青鸟有限公司,统计,OAID\n"
    assert rows(tmp_path, text, "list.csv") == [EGRET, ("青鸟SDK", "青鸟有限公司", "统计", ("OAID",))]


def test_a_second_table_of_what_is_gone_declares_nobody(tmp_path):
    text = f"{FIRST},,,\n已移除的SDK,,,\nSDK名称,提供方,用途,个人信息\n青鸟SDK,青鸟有限公司,统计,OAID\n"
    assert rows(tmp_path, text, "list.csv") == [EGRET]


def test_a_row_whose_cells_only_look_like_headings_is_a_row(tmp_path):
    text = f"{FIRST},,,\n微信SDK,腾讯,用途,个人信息\n"
    assert [row[0] for row in rows(tmp_path, text, "list.csv")] == ["白鹭SDK", "微信SDK"]


DRAWN = (
    "┌────────┬────────┬────────┐\\n│ 提供商 │ 涉及信息 │ 使用目的 │\\n├────────┼────────┼────────┤\\n"
    "│ DeepSeek │ 聊天消息 │ 生成回复 │\\n├────────┼────────┼────────┤\\n│ 阿里云 │ 存档数据 │ 数据存储 │\\n"
    "└────────┴────────┴────────┘"
)
PAGE = "export default function Policy() {{ return (<div><h1>隐私政策</h1><pre>{{TEXT}}</pre></div>); }}"


def test_a_drawn_table_in_a_text_of_source_is_a_table(tmp_path):
    source = f"const ITEMS = [{{ title: '第三方服务商', desc: '我们委托以下第三方：\\n\\n{DRAWN}' }}];\n{PAGE}"
    found = rows(tmp_path, source, "policy.tsx")
    assert [(row[0], row[2], row[3]) for row in found] == [
        ("DeepSeek", "生成回复", ("聊天消息",)),
        ("阿里云", "数据存储", ("存档数据",)),
    ]


def test_a_table_of_bars_in_a_text_of_source_is_a_table(tmp_path):
    table = "| 名称 | 公司 | 用途 | 收集信息 |\n| --- | --- | --- | --- |\n| 白鹭SDK | 白鹭有限公司 | 登录 | 昵称 |\n"
    assert rows(tmp_path, f"const TEXT = `## 第三方SDK\n\n{table}`;\n{PAGE}", "policy.tsx") == [EGRET]


def test_bars_in_a_text_of_source_without_a_rule_are_no_table(tmp_path):
    text = "SDK名称：白鹭SDK\\n使用目的：登录 | 注册\\n收集信息：昵称 | 头像"
    found = rows(tmp_path, f"const TEXT = '第三方SDK\\n{text}';\n{PAGE}", "policy.tsx")
    assert [row[0] for row in found] == ["白鹭SDK"]
