"""Lists in source that are tables in other forms: constants of an enumeration, arrays of texts, components, pairs."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

EGRET = ("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", ("OAID", "设备型号"), "https://egret.example/privacy")
BLUEBIRD = ("青鸟推送SDK", "上海青鸟有限公司", "推送消息", ("Android ID",), "https://bluebird.example/privacy")
BOTH = [EGRET, BLUEBIRD]


def read(tmp_path, name: str, text: str) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    facts = read_sdk_list(path, shipped_lexicons()).facts
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in facts]


DART = """
enum Partner {
  egret('白鹭统计SDK', '北京白鹭科技有限公司', '统计使用情况', ['OAID', '设备型号'], 'https://egret.example/privacy'),
  bluebird('青鸟推送SDK', '上海青鸟有限公司', '推送消息', ['Android ID'], 'https://bluebird.example/privacy');

  const Partner(this.title, this.company, this.usage, this.collected, this.policyUrl);
  final String title;
}
"""
KOTLIN = """
enum class Partner(
    val displayName: String, val provider: String, val purpose: String, val personalInfo: List<String>, val url: String,
) {
    EGRET(
        displayName = "白鹭统计SDK", provider = "北京白鹭科技有限公司", purpose = "统计使用情况",
        personalInfo = listOf("OAID", "设备型号"), url = "https://egret.example/privacy",
    ),
    BLUEBIRD(
        displayName = "青鸟推送SDK", provider = "上海青鸟有限公司", purpose = "推送消息",
        personalInfo = listOf("Android ID"), url = "https://bluebird.example/privacy",
    );
}
"""
JAVA = """
public enum Partner {
    EGRET("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", "OAID、设备型号", "https://egret.example/privacy"),
    BLUEBIRD("青鸟推送SDK", "上海青鸟有限公司", "推送消息", "Android ID", "https://bluebird.example/privacy");

    Partner(String title, String company, String purpose, String data, String link) { this.title = title; }
}
"""


@pytest.mark.parametrize(("name", "source"), [("p.dart", DART), ("P.kt", KOTLIN), ("P.java", JAVA)])
def test_constants_of_an_enumeration_are_entries_as_its_constructor_declares(tmp_path, name, source):
    assert read(tmp_path, name, source) == BOTH


def test_what_stands_behind_the_constants_is_no_entry(tmp_path):
    more = 'static String about() { return text("青鸾SDK", "北京青鸾有限公司", "分析", "OAID", "https://l.example"); }'
    assert (
        read(tmp_path, "P.java", JAVA.replace("this.title = title; }", f"this.title = title; }}\n    {more}")) == BOTH
    )


HEADINGS = "['名称', '公司名称', '使用目的', '涉及个人信息', '隐私政策链接']"
ROWS = (
    "['白鹭统计SDK', '北京白鹭科技有限公司', '统计使用情况', 'OAID、设备型号', 'https://egret.example/privacy'],"
    "['青鸟推送SDK', '上海青鸟有限公司', '推送消息', 'Android ID', 'https://bluebird.example/privacy'],"
)
ARRAYS = {
    "apart": f"const columns = {HEADINGS} as const\nconst rows = [{ROWS}]\nexport default columns",
    "in one array": f"export const table = [{HEADINGS},{ROWS}]",
    "in groups": f"const columns = {HEADINGS}\nconst groups = [{{ scene: '数据分析', rows: [{ROWS}] }}]",
}


@pytest.mark.parametrize("source", ARRAYS.values(), ids=ARRAYS.keys())
def test_arrays_of_texts_are_rows_below_the_array_that_heads_them(tmp_path, source):
    assert read(tmp_path, "list.ts", source) == BOTH


def test_arrays_of_another_length_are_no_rows_of_a_table(tmp_path):
    source = ARRAYS["apart"].replace("const rows", "const steps = [['打开', '设置', '隐私']]\nconst rows")
    assert read(tmp_path, "list.ts", source) == BOTH


PAIRS = """
Page({ data: { list: [
  { time: '第三方名称', data: [{ date: '使用目的', userList: [] }, { date: '所属公司', userList: [] }] },
  { time: '白鹭统计SDK', data: [
    { date: '使用目的', userList: [{ code: '000', name: '统计使用情况' }] },
    { date: '所属公司', userList: [{ code: '000', name: '北京白鹭科技有限公司' }] },
    { date: '信息获取', userList: [{ code: '000', name: 'OAID' }, { code: '001', name: '设备型号' }] },
    { date: '第三方隐私政策链接', userList: [{ code: '000', name: 'https://egret.example/privacy' }] } ] },
  { time: '青鸟推送SDK', data: [
    { date: '使用目的', userList: [{ code: '000', name: '推送消息' }] },
    { date: '所属公司', userList: [{ code: '000', name: '上海青鸟有限公司' }] },
    { date: '信息获取', userList: [{ code: '000', name: 'Android ID' }] },
    { date: '第三方隐私政策链接', userList: [{ code: '0', name: 'https://bluebird.example/privacy' }] } ] },
] } })
"""


def test_values_below_their_labels_may_be_lists_of_objects(tmp_path):
    assert read(tmp_path, "page.js", PAIRS) == BOTH


def test_objects_whose_labels_are_none_of_a_list_are_no_entries(tmp_path):
    source = PAIRS.replace("使用目的", "打开方式").replace("所属公司", "颜色").replace("信息获取", "大小")
    assert not read(tmp_path, "page.js", source)


COMPONENTS = """
function Table({ children, labels }) { return <div>{labels.map((label) => <b key={label}>{label}</b>)}{children}</div> }
export default () => <Section title="第三方服务与 SDK">
  <Table labels={['第三方SDK名称', '提供方', '处理内容', '使用目的']}>
    <Row><strong>白鹭统计SDK</strong><span>北京白鹭科技有限公司</span><span>OAID、设备型号</span><span>统计使用情况</span></Row>
    <Row><strong>青鸟推送SDK</strong><span>上海青鸟有限公司</span><span>Android ID</span><span>推送消息</span></Row>
  </Table>
</Section>
"""


def test_components_in_one_with_titles_are_rows(tmp_path):
    assert read(tmp_path, "page.tsx", COMPONENTS) == [(*row[:4], "") for row in BOTH]


def test_components_below_titles_of_something_else_list_nobody(tmp_path):
    source = COMPONENTS.replace("第三方SDK名称", "权限").replace("提供方", "时机").replace("第三方服务与 SDK", "权限")
    source = source.replace("统计SDK", "权限").replace("推送SDK", "权限").replace("使用目的", "拒绝后的影响")
    assert not read(tmp_path, "page.tsx", source.replace("有限公司", "之时"))


SCREEN = """
Text("第三方 SDK 清单")
Text("1. {}")
Text("• 共享信息：设备型号")
Text("• 使用目的：请求接口")
Text("2. Bluebird SDK")
Text("• 共享信息：OAID")
Text("• 使用目的：推送消息")
"""


@pytest.mark.parametrize("name", ["Egret & Heron", "Egret Heron"])
def test_names_joined_by_a_mark_are_shown_as_others_are(tmp_path, name):
    found = read(tmp_path, "Screen.kt", SCREEN.replace("{}", name))
    assert [(row[0], row[2]) for row in found] == [(name, "请求接口"), ("Bluebird SDK", "推送消息")]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ('{"title": "白鹭统计", "company": "北京白鹭科技有限公司", "purpose": "统计使用情况"}', "白鹭统计"),
        ('{"title": "数据统计", "company": "北京白鹭科技有限公司", "data": "OAID"}', "北京白鹭科技有限公司"),
    ],
    ids=["who", "what for"],
)
def test_a_title_is_a_name_beside_what_it_is_for(tmp_path, entry, name):
    assert [row[0] for row in read(tmp_path, "list.json", f"[{entry}]")] == [name]


SWIFT = """
struct Service { let title: String; let vendor: String; let reason: String; let dataTypes: [String]; let policy: URL }
let all: [Service] = [
    .init(title: "白鹭统计SDK", vendor: "北京白鹭科技有限公司", reason: "统计使用情况", dataTypes: ["OAID", "设备型号"],
          policy: URL(string: "{address}")!),
    .init(title: "青鸟推送SDK", vendor: "上海青鸟有限公司", reason: "推送消息", dataTypes: ["Android ID"],
          policy: URL(string: "https://bluebird.example/privacy")!),
]
"""


@pytest.mark.parametrize(
    ("address", "link"), [("https://egret.example/privacy", "https://egret.example/privacy"), ("privacy.html", "")]
)
def test_an_address_that_a_call_makes_is_the_value(tmp_path, address, link):
    assert read(tmp_path, "List.swift", SWIFT.replace("{address}", address)) == [(*EGRET[:4], link), BLUEBIRD]


@pytest.mark.parametrize(("key", "name"), [("sdkTitle", "白鹭统计"), ("sdkGroup", "北京白鹭科技有限公司")])
def test_a_key_that_ends_in_title_is_one_of_a_name_and_objects_of_data_are_called_by_theirs(tmp_path, key, name):
    source = f"""export default {{ data: () => ({{ sdks: [
      {{ {key}: '白鹭统计', corp: '北京白鹭科技有限公司', purpose: '统计', fields: [{{ name: 'OAID', why: '区分' }}] }},
      {{ {key}: '青鸟推送', corp: '上海青鸟有限公司', purpose: '推送', fields: [{{ name: 'IP地址', why: '连接' }}] }},
    ] }}) }}"""
    found = read(tmp_path, "list.ts", source)
    assert found[0][0] == name
    assert [row[3] for row in found] == [("OAID",), ("IP地址",)]
