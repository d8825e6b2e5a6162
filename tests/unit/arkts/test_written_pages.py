"""Pages in sources of ArkTS: what is read when, on which terms, and what is not read."""

# ruff: noqa: E501  # sources stay on one line each
from __future__ import annotations

import pytest
from tests.support.written_programs import PAGE, read_written

from appaudit.arkts.written import as_typescript
from appaudit.model.facts.code import ApiCallFact, SensorUseFact
from appaudit.scripts.syntax import parse

TAKES = "import { identifier } from '@kit.AdsKit';\nimport { preferences } from '@kit.ArkData';\n"


def struct(members: str, *, entry: bool = True, more: str = "") -> str:
    begin = "@Entry\n@Component\n" if entry else "@Component\n"
    return f"{TAKES}{more}\n{begin}struct Index {{\n{members}\n}}"


def reads(page: str, **files: str) -> list[tuple[str, str, bool]]:
    """Callers of the identifier with the phase, and whether consent guards it."""
    facts = read_written(page, files={f"{name}.ets": text for name, text in files.items()}).facts
    return [
        (fact.caller.rpartition("#")[2], fact.phase, fact.guarded) for fact in facts if isinstance(fact, ApiCallFact)
    ]


READ = "identifier.getOAID();"
BUILD = "build() { Column() { Text('x') } }"


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        (f"aboutToAppear() {{ {READ} }} {BUILD}", ("Index.aboutToAppear", "pre_consent", False)),
        (f"build() {{ Column() {{ Button('x').onClick(() => {{ {READ} }}) }}.width(1) }}",
         ("Index.build.~", "other", False)),
        (f"build() {{ Column() {{ Text('x').onAppear(() => {{ {READ} }}) }} }}",
         ("Index.build.~", "pre_consent", False)),
        (f"onPageShow() {{ this.go(); }} go() {{ {READ} }} {BUILD}", ("Index.go", "pre_consent", False)),
        (f"@State @Watch('go') count: number = 0; go() {{ {READ} }} {BUILD}", ("Index.go", "other", False)),
    ],
    ids=["as it appears", "a button", "as a text appears", "a function of its own", "as a field changes"],
)  # fmt: skip
def test_when_a_page_reads(members, expected) -> None:
    assert reads(struct(members)) == [expected]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("if (store.getSync('privacy_agreed', false)) { READ }", (True, "pre_consent")),
        ("if (!store.getSync('privacy_agreed', false)) { return; } READ", (True, "pre_consent")),
        ("store.getSync('privacy_agreed', false) && (await (async () => { READ })());", (True, "pre_consent")),
        ("const agreed = store.getSync('privacy_agreed', false); if (agreed === true) { READ } else { other(); }",
         (True, "pre_consent")),
        ("if (store.getSync('privacy_agreed', false)) { other(); } else { READ }", (False, "pre_consent")),
        ("if (store.getSync('sound_on', false)) { READ }", (False, "pre_consent")),
        ("if (!store.getSync('privacy_agreed', false)) { other(); } READ", (False, "pre_consent")),
    ],
)  # fmt: skip
def test_a_stored_consent_guards_what_waits_for_it_and_nothing_else(body, expected) -> None:
    page = struct(
        f"async aboutToAppear() {{ const store = preferences.getPreferencesSync(getContext(this), {{ name: 'a' }}); "
        f"{body.replace('READ', READ)} }} {BUILD}"
    )
    assert [(guarded, phase) for _, phase, guarded in reads(page)] == [expected]


def test_components_of_the_app_appear_with_the_page() -> None:
    child = f"{TAKES}@Component\nexport struct Part {{ told: () => void = () => {{}};\n aboutToAppear() {{ {READ} }} {BUILD} }}"
    page = struct(
        "build() { Column() { if (1 > 0) { Part({ told: () => {} }) } } }", more="import { Part } from './Part';"
    )
    assert reads(page, **{"pages/Part": child}) == [("Part.aboutToAppear", "pre_consent", False)]
    alone = struct(BUILD, more="import { Part } from './Part';")
    assert [phase for _, phase, _ in reads(alone, **{"pages/Part": child})] != ["pre_consent"]


def test_a_shake_is_read_with_its_threshold() -> None:
    page = struct(
        "aboutToAppear() { sensor.on(sensor.SensorId.ACCELEROMETER, (data) => {\n  const sum = Math.sqrt(data.x * data.x + data.y * data.y + data.z * data.z);\n  if (sum > 15) { router.pushUrl({ url: 'pages/Ad' }); } }); }"
        + BUILD,
        more="import { sensor } from '@kit.SensorServiceKit';\nimport { router } from '@kit.ArkUI';",
    )
    [fact] = [fact for fact in read_written(page).facts if isinstance(fact, SensorUseFact)]
    assert (fact.class_name, fact.accelerations, fact.jumps, fact.phase) == (
        f"{PAGE}#Index.aboutToAppear", (15.0,), True, "pre_consent",
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "@Entry({ routeName: 'a' })\n@Component\nexport struct A { @Prop x: number = 1;\n build() { Column({ space: 1 }) { Row() {} }.width(1) } }",
        "@Builder\nexport function B(x: string) { Text(x) { Span('y') } }",
        "@Extend(Text) function f(n: number) { .fontSize(n)\n .width(1) }",
        "@Component struct A { @Styles s() { .width(1) }\n build() { Text('x').stateStyles({ normal: { .opacity(1) } }) } }",
        "@Component struct A { build() { List() { ForEach(this.x, (i: string) => { ListItem() { Text(i) } }) } } }",
        "@Component struct A { @BuilderParam b: () => void = this.c; @Builder c() {}\n build() { B() { Text(`${1 + {a: 1}.a}`) } } }",
        "import lazy { A } from './a';\nconst r = /[{(]/g; const s = '{'; // {\n/* ( */ if (A.test(s)) { A(); }",
        "class C { Column() { return 1; } }\nnew C().Column();\nfunction Big() { return { Method() { return 1; } }; }",
        "@ObservedV2 class C { @Trace x: number = 1; }\n@ComponentV2 struct A { @Local y: C = new C(); build() { Text(`${this.y.x}`) } }",
        "@Component struct A { build() { Stack() { Image($r('app.media.a')) .onClick(() => { a = b / 2 / 1; }) } } }",
    ],
)
def test_what_arkts_adds_is_read_line_by_line(text) -> None:
    made = as_typescript(text)
    assert parse(made, "typescript").errors == 0
    assert made.count("\n") == text.count("\n")


def test_what_is_no_source_text_is_said_and_leaves_the_rest() -> None:
    broken = struct(f"aboutToAppear() {{ {READ} }} build() {{ Column( {{ ]] }} }}")
    found = read_written(broken)
    assert [(gap.kind, gap.reason, gap.part) for gap in found.gaps if gap.kind == "api_call"] == [
        ("api_call", "unreadable", f"{PAGE}.ets")
    ]
    assert [fact.api for fact in found.facts if isinstance(fact, ApiCallFact)] == ["@ohos.identifier.oaid.getOAID"]


@pytest.mark.parametrize(
    "text",
    ["a(" * 900, "{" * 900, "if (a) " * 600, f"x = {'a.' * 900}b;", f"x = {'1 + ' * 900}1;", "`${" * 90],
    ids=["calls", "blocks", "conditions", "members", "sums", "templates"],
)  # fmt: skip
def test_what_is_nested_beyond_reason_is_said_and_ends_nothing(text) -> None:
    read = f"{TAKES}function read() {{ {READ} }}\n"
    found = read_written(read + text)
    assert len(found.gaps) <= 4
    if text[0] != "{":
        assert [fact.api for fact in found.facts if isinstance(fact, ApiCallFact)]
