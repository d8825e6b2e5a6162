"""Names of the host's interfaces that the language makes of constants, in texts, lists and code made of text."""

from __future__ import annotations

import pytest
from tests.support.script_programs import read

from appaudit.model.words import Host

READ, QUIET = "getLocation", "showToast"


def found(body: str, head: str = "", host: Host = "alipay") -> tuple[set[tuple[str, str, bool]], set[str]]:
    """What is called as the first page loads, when and whether for certain, and the reasons of gaps."""
    reading = read({"pages/index/index.js": f"{head}\nPage({{ onLoad() {{ {body} }} }})"}, host=host)
    calls = {(call.api, call.phase, call.certain) for call in reading.calls}
    return calls, {gap.reason for gap in reading.gaps}


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("N.forEach(n => my[n]({}))", "const N = ['login', '@']"),
        ("for (const n of N) my[n]({})", "const N = ['login', '@']"),
        ("for (let i = 0; i < N.length; i++) my[N[i]]({})", "const N = ['login', '@']"),
        ("my[N.pop()]({})", "const N = ['login', '@']"),
        ("my[N.slice(1)[0]]({})", "const N = ['login', '@']"),
        ("my[N.sort()[0]]({})", "const N = ['login', '@']"),
        ("my[N.find(n => n.length > 8)]({})", "const N = ['@', 'login']"),
        ("N.filter(n => n).reverse().forEach(n => my[n]({}))", "const N = ['@', 'login']"),
        ("N.concat(['@']).forEach(n => my[n]({}))", "const N = ['login']"),
        ("new Set(N).forEach(n => my[n]({}))", "const N = ['@']"),
        ("N.reduce((p, n) => p.then(() => my[n]({})), Promise.resolve())", "const N = ['@']"),
        ("Object.values(C).forEach(n => my[n]({}))", "const C = {a: '@'}"),
        ("Object.keys(C).forEach(n => my[n](C[n]))", "const C = {@: {}}"),
        ("for (const n in C) my[n](C[n])", "const C = {@: {}}"),
        ("for (const [n, o] of Object.entries(C)) my[n](o)", "const C = {@: {}}"),
        ("'login,@'.split(',').forEach(n => my[n]({}))", ""),
        ("my[['', '@', ''].join('')]({})", ""),
        ("my['x@'.slice(1)]({})", ""),
        ("my['@'.toString().trim().concat('')]({})", ""),
        ("my['@_'.replace('_', '')]({})", ""),
        ("eval('my.@({})')", ""),
        ("eval(S)", "const S = 'my.@({})'"),
        ("const m = my; eval('m.@({})')", ""),
        ("(0, eval)(['my', '@({})'].join('.'))", ""),
        ("new Function('my.@({})')()", ""),
        ("new Function('return this')().my.@({})", ""),
        ("[].constructor.constructor('my.@({})')()", ""),
        ("(function () {}).constructor('my.@({})')()", ""),
        ("setTimeout(S, 0)", "const S = 'my.@({})'"),
    ],
)
def test_a_name_that_is_made_of_constants_is_known(body: str, head: str) -> None:
    calls, _ = found(body.replace("@", READ), head.replace("@", READ))
    assert ("my.getLocation", "pre_consent", True) in calls
    calls, reasons = found(body.replace("@", QUIET), head.replace("@", QUIET))
    assert "my.getLocation" not in {api for api, _, _ in calls}
    assert "unnamed_call" not in reasons


def test_of_many_names_all_are_known_or_it_is_said() -> None:
    many = ", ".join(f"'show{number}'" for number in range(12))
    loop = "N.forEach(n => wx[n]({}))"
    assert ("wx.getLocation", "pre_consent", True) in found(loop, f"const N = [{many}, '{READ}']", "wechat")[0]
    more = ", ".join(f"'show{number}'" for number in range(90))
    assert found(loop, f"const N = [{more}, '{READ}']", "wechat")[1] == {"unnamed_call"}
    written = "".join(f"n = 'show{number}';" for number in range(12))
    assert found("wx[n]({})", f"let n; {written} n = '{READ}'", "wechat")[1] == {"unnamed_call"}
    assert found("wx[n]({})", "let n; n = 'showToast'; n = 'login'", "wechat")[1] == set()


@pytest.mark.parametrize(
    ("body", "reasons"),
    [
        ("eval('1 + 1')", set()),
        ("setTimeout(S, 0)", set()),
        ("eval(made())", {"dynamic_code"}),
        ("Function.apply(null, ['my.getLocation({})'])()", {"dynamic_code"}),
        ("Reflect.construct(Function, ['my.getLocation({})'])()", {"dynamic_code"}),
        ("[].constructor.constructor(made())()", {"dynamic_code"}),
        ("new this.constructor('a text')", set()),
        ("const n = ['login', 'show']; my[n.slice(1)[0]]({})", set()),
        ("my[made().slice(1)]({})", {"unnamed_call"}),
        ("my[[made(), 'x'].join('')]({})", {"unnamed_call"}),
        ("Object.keys({...made()}).forEach(n => my[n]({}))", {"unnamed_call"}),
    ],
)
def test_what_is_not_known_is_said_and_what_says_nothing_is_not(body: str, reasons: set[str]) -> None:
    calls, gaps = found(body, "const S = () => 1; function made() { return my.x }")
    assert ("my.getLocation" in {api for api, _, _ in calls}, gaps) == (False, reasons)


def test_a_host_that_runs_no_text_reads_nothing_by_one() -> None:
    assert found("eval('wx.getLocation({})')", host="wechat") == (set(), set())
