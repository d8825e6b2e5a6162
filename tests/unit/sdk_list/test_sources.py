"""Lists in the source of apps: calls, constants and the texts of a screen, in any language."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import SdkListReading, read_sdk_list

EGRET = ("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", ("OAID", "设备型号"), "https://egret.example/privacy")
BLUEBIRD = ("青鸟推送SDK", "上海青鸟有限公司", "推送消息", ("Android ID",), "https://bluebird.example/privacy")

KOTLIN_NAMED = """
const val BLUEBIRD_URL = "https://bluebird.example/privacy"
data class SdkInfo(val name: String, val company: String, val purpose: String, val data: String, val link: String)
val sdks = listOf(
    SdkInfo(
        name = "白鹭统计SDK", company = "北京白鹭科技有限公司", purpose = "统计使用情况", // 统计
        data = "OAID、" + "设备型号", link = "https://egret.example/privacy",
    ),
    SdkInfo(
        name = "青鸟推送SDK", company = "上海青鸟有限公司", purpose = "推送消息",
        data = "Android ID", link = BLUEBIRD_URL,
    ),
)
"""
KOTLIN_BY_PLACE = """
data class Sdk(
    val name: String,
    val company: String,
    val purpose: String,
    val fields: List<String>,
    val privacyUrl: String? = null,
)
val sdks = listOf(
    Sdk("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", listOf("OAID", "设备型号"), "https://egret.example/privacy"),
    Sdk("青鸟推送SDK", "上海青鸟有限公司", "推送消息", listOf("Android ID"), "https://bluebird.example/privacy"),
)
"""
JAVA = """
class Sdk {
    Sdk(String name, String company, String purpose, String data, String link) { this.name = name; }
}
List<Sdk> sdks = List.of(
    new Sdk("白鹭统计SDK", "北京白鹭科技有限公司", "统计使用情况", "OAID、设备型号", "https://egret.example/privacy"),
    new Sdk("青鸟推送SDK", "上海青鸟有限公司", "推送消息", "Android ID", "https://bluebird.example/privacy"));
"""
SWIFT = """
struct Sdk { let name: String; let company: String }
let sdks = [
    Sdk(name: "白鹭统计SDK", company: "北京白鹭科技有限公司", purpose: "统计使用情况",
        data: ["OAID", "设备型号"], link: "https://egret.example/privacy"),
    Sdk(name: "青鸟推送SDK", company: "上海青鸟有限公司", purpose: "推送消息",
        data: ["Android ID"], link: "https://bluebird.example/privacy"),
]
"""
DART_MAPS = """
final List<Map<String, String>> sdks = [
  {'name': '白鹭统计SDK', 'company': '北京白鹭科技有限公司', 'purpose': '统计使用情况',
   'data': 'OAID、设备型号', 'link': 'https://egret.example/privacy'},
  {'name': '青鸟推送SDK', 'company': '上海青鸟有限公司', 'purpose': '推送消息',
   'data': 'Android ID', 'link': 'https://bluebird.example/privacy'},
];
"""
DART_SCREEN = """
children: [
  _heading('第三方SDK清单'),
  _heading('白鹭统计SDK'),
  _text('提供方：北京白鹭科技有限公司\\n使用目的：统计使用情况\\n'
      '收集信息：OAID、设备型号'),
  _text('隐私政策：https://egret.example/privacy'),
  _heading('青鸟推送SDK'),
  _text('提供方：上海青鸟有限公司\\n使用目的：推送消息\\n收集信息：Android ID'),
  _text('隐私政策：https://bluebird.example/privacy'),
]
"""
SWIFT_TEXT = '''
let policy = """
    第三方SDK清单
    1. 白鹭统计SDK
    提供方：北京白鹭科技有限公司
    使用目的：统计使用情况
    收集信息：OAID、设备型号
    隐私政策：https://egret.example/privacy
    2. 青鸟推送SDK
    提供方：上海青鸟有限公司
    使用目的：推送消息
    收集信息：Android ID
    隐私政策：https://bluebird.example/privacy
    """
'''
JAVA_APPENDED = """
private static final String URL = "https://bluebird.example/privacy";
text.append("第三方SDK清单\\n");
text.append("1. 白鹭统计SDK\\n提供方：北京白鹭科技有限公司\\n使用目的：统计使用情况\\n");
text.append("收集信息：OAID、设备型号\\n隐私政策：https://egret.example/privacy\\n");
text.append("2. 青鸟推送SDK\\n提供方：上海青鸟有限公司\\n使用目的：推送消息\\n");
text.append("收集信息：Android ID\\n隐私政策：").append(URL).append("\\n");
"""
JSX = """
const BLUEBIRD = 'https://bluebird.example/privacy'
const few = (n: number) => n < 3 && n > 1
export const List = () => (
  <section title="a > b">
    <h2>第三方SDK清单</h2>
    {/* <h3>旧版SDK</h3> */}
    <h3>白鹭统计SDK</h3>
    <p>提供方：北京白鹭科技有限公司</p><p>使用目的：统计使用情况</p><p>收集信息：{'OAID、'}设备型号</p>
    <p>隐私政策：<a href="https://egret.example/privacy">查看</a></p>
    <h3>青鸟推送SDK</h3>
    <p>提供方：上海青鸟有限公司</p><p>使用目的：推送消息</p><p>收集信息：Android ID</p>
    <p>隐私政策：<a href={BLUEBIRD} onClick={() => open({ to: BLUEBIRD })}>查看</a></p>
  </section>
)
"""


def read(tmp_path, name: str, source: str) -> SdkListReading:
    path = tmp_path / name
    path.write_text(source, encoding="utf-8")
    return read_sdk_list(path, shipped_lexicons())


def found(reading: SdkListReading) -> list[tuple[str, str, str, tuple[str, ...], str]]:
    return [(fact.name, fact.company, fact.purpose, fact.data, fact.link) for fact in reading.facts]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        ("Sdks.kt", KOTLIN_NAMED),
        ("Sdks.kt", KOTLIN_BY_PLACE),
        ("Sdks.java", JAVA),
        ("Sdks.swift", SWIFT),
        ("sdks.dart", DART_MAPS),
        ("page.dart", DART_SCREEN),
        ("Policy.swift", SWIFT_TEXT),
        ("Policy.java", JAVA_APPENDED),
        ("List.tsx", JSX),
    ],
    ids=["named", "by place", "Java", "Swift", "maps", "Dart", "text block", "appended", "JSX"],
)
def test_source_lists_both(tmp_path, name, source):
    assert found(read(tmp_path, name, source)) == [EGRET, BLUEBIRD]


def test_rows_stand_on_their_lines(tmp_path):
    assert [fact.location.line for fact in read(tmp_path, "Sdks.kt", KOTLIN_NAMED).facts] == [6, 10]


def test_what_a_call_leaves_out_is_as_declared(tmp_path):
    source = """
        data class Sdk(val name: String, val purpose: String, val company: String = "北京白鹭科技有限公司")
        val sdks = listOf(Sdk("白鹭统计SDK", "统计使用情况"), Sdk("青鸟推送SDK", "推送消息", "上海青鸟有限公司"))
    """
    companies = [fact.company for fact in read(tmp_path, "Sdks.kt", source).facts]
    assert companies == ["北京白鹭科技有限公司", "上海青鸟有限公司"]


@pytest.mark.parametrize(
    "source",
    [
        'data class Right(val name: String, val purpose: String)\nval a = listOf(Right("查阅权", "查阅您的信息"))',
        'data class Row(val name: String, val use: String)\nval a = listOf(Row("型号", "适配"), Row("OAID", "统计"))',
        'Permission(name = "相机", purpose = "拍照上传头像")\nPermission(name = "位置", purpose = "附近的店")',
        '// SdkInfo(name = "白鹭统计SDK", company = "北京白鹭科技有限公司")\nval a = 1',
        'log("青鸟", "启动完成")\nlog("白鹭", "启动完成")',
    ],
    ids=["rights", "kinds of data", "permissions", "a comment", "a log"],
)
def test_other_calls_list_nobody(tmp_path, source):
    assert not read(tmp_path, "Other.kt", source).facts


@pytest.mark.parametrize("source", ['val a = "unfinished\n', "`" * 3, "/* open", "f(" * 200, "const a = <p>{`", ""])
def test_damaged_source_lists_nobody(tmp_path, source):
    for name in ("a.kt", "a.tsx"):
        assert not read(tmp_path, name, source).facts
