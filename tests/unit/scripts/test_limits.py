"""Scripts that were made to hurt: they are read within bounds, and what was left out is said."""

# scripts stay on one line, as bundlers write them

from __future__ import annotations

import pytest
from tests.support.script_programs import call_of, read

from appaudit.scripts.sources import ScriptLanguage
from appaudit.scripts.syntax import MAX_DEPTH, parse

DEEP = 30_000


@pytest.mark.parametrize(
    "text",
    [
        "(" * DEEP + ")" * DEEP,
        "f(" * DEEP + ")" * DEEP,
        "[" * DEEP,
        "!" * DEEP + "a",
        "a?b:" * DEEP + "c",
        "a+" * DEEP + "c",
        "x=" * DEEP + "1",
        "a" + ".b" * DEEP,
        "a" + ".b()" * DEEP,
        "if(a)b();else " * DEEP + "c()",
        "function a(){" * DEEP,
        "`${" * DEEP,
        "{" * DEEP,
        "var {a:" * DEEP,
        "<a>" * DEEP,
    ],
)
def test_depth(text: str) -> None:
    reading = read({"app.js": f"App({{onLaunch(){{ wx.login({{}}) }}}})\n{text}"})
    assert {gap.reason for gap in reading.gaps} <= {"unreadable", "limit_reached"}
    assert reading.figures.sites < DEEP


def test_what_is_too_deep_is_said() -> None:
    tree = parse("f(" * 2000 + ")" * 2000, "javascript")
    assert tree.cut
    assert len(tree.kind) < 3 * MAX_DEPTH
    assert [gap.reason for gap in read({"a.js": "f(" * 2000 + ")" * 2000}).gaps] == ["limit_reached"]
    assert read({"a.js": "f(" * 20 + ")" * 20}).gaps == ()


#: Nineteen bytes in which tree-sitter-typescript 0.23.2 comes to no end (tree-sitter 0.25 and 0.26).
ENDLESS = "varx=[0;\n/o}},7,[])"


@pytest.mark.parametrize("language", ["typescript", "tsx"])
def test_a_text_in_which_the_parser_comes_to_no_end(language: ScriptLanguage) -> None:
    tree = parse(ENDLESS, language)
    assert (tree.cut, tree.errors, len(tree.kind)) == (True, 1, 1)
    assert parse("f()", language).errors == 0  # the parser begins anew


def test_such_a_file_costs_itself_and_is_said() -> None:
    reading = read({"app.js": "App({onLaunch(){ wx.login({}) }})", "u/m.ts": ENDLESS})
    assert call_of(reading, "wx.login").phase == "pre_consent"
    assert {(gap.part, gap.reason) for gap in reading.gaps} == {("u/m.ts", "limit_reached"), ("u/m.ts", "unreadable")}
    assert read({"app.js": "App({})", "u/m.ts": "var x=[0];\n/o}},7,[]/"}).gaps == ()


def test_many_functions() -> None:
    text = "".join(f"function f{n}(){{ f{n + 1}() }}\n" for n in range(5_000))
    reading = read({"app.js": f"{text}function f5000(){{ wx.login({{}}) }}\nApp({{onLaunch(){{ f0() }}}})"})
    call = call_of(reading, "wx.login")
    assert (call.phase, call.chain[-1]) == ("pre_consent", "app.js:f5000")
    assert len(call.chain) < 50


def test_a_name_that_is_written_very_often() -> None:
    text = "var a = wx;\n" + "a = a || b;\n" * 5000 + "a.login({})"
    assert call_of(read({"app.js": text}), "wx.login").line == 5002


def test_a_property_that_everything_has() -> None:
    text = "".join(f"var o{n} = {{}}; o{n}.go = function(){{ o{n + 1}.go() }};\n" for n in range(3000))
    assert read({"app.js": text}).figures.sites == 3000


def test_a_huge_string_and_a_huge_list() -> None:
    text = f"var s = '{'x' * 2_000_000}'; var l = [{'1,' * 100_000}]; wx.request({{url: s, data: l}})"
    assert max(map(len, call_of(read({"app.js": text}), "wx.request").strings)) <= 300


@pytest.mark.parametrize(
    "text", ["", "\0", "\ufeff", "\ud800", "'", "/*", "`", "\\", "define(", "App(", "(function(){", "x = y ="]
)
def test_fragments(text: str) -> None:
    assert read({"app.js": text, "pages/index/index.vue": f"<script>{text}"}).calls == ()


def test_what_refers_to_itself() -> None:
    text = (
        "var a = b, b = a; var o = {}; o.o = o; module.exports = exports; exports.default = exports;\n"
        "function f(g){ return f(f)(g) } f(f); class A extends A {} new A().x(); Object.assign(o, o).o.o.o.login()"
    )
    assert read({"app.js": text}).calls == ()


@pytest.mark.parametrize("links", [4, 60, 120])
def test_members_of_members_are_each_looked_at_once(links: int) -> None:
    chain = "".join(f".f{number}" for number in range(links))
    sent = f"wx.request({{url: 'https://egret.example', data: e{chain}}})"
    reading = read({"app.js": f"App({{onLaunch(){{ e{chain} = wx.getSystemInfoSync(); {sent} }}}})"})
    assert call_of(reading, "wx.getSystemInfoSync").phase == "pre_consent"
    assert reading.gaps == ()
