"""Versions that SDKs state in constants, in DEX files and in class files."""

from __future__ import annotations

import struct

import pytest
from tests.support.class_builder import ClassBuilder
from tests.support.dalvik_assembly import RETURN_VOID, call, code, give, opened, result, text, write_static
from tests.support.dex_builder import Code, DefinedField, DefinedMethod, DexBuilder, string, with_checksum

from appaudit.class_file import ClassFileError, read_class
from appaudit.code.facts.versions.sdk_versions import VersionFields
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, Signals

FIELDS = VersionFields(
    Knowledge(
        sdks={
            "alpha": SdkSignature(
                id="alpha",
                name=Bilingual("甲", "Alpha"),
                category="push",
                sources=(),
                signals=Signals(
                    classes=("com.alpha",),
                    version_fields=("com.alpha.BuildConfig.VERSION_NAME", "com.alpha.core.Core.VERSION >= 9"),
                    version_texts=("Alpha_SDK ", "Alpha (", "Alpha complete: v%s"),
                    version_beside=("alpha_lib_version",),
                    version_methods=("com.alpha.Client.getVersion", "com.alpha.**.getSdkVersion"),
                    version_in_class=("alpha file error",),
                    version_numbers=("_alpha_version 2xyyzz?? >= 6.8",),
                    version_digits=("_alpha_code 00xyzz500 < 4.1",),
                ),
            )
        }
    )
)


def dex_with(text: str) -> Constants:
    """A DEX file whose class begins with one text in its only static field."""
    builder = DexBuilder().add_class(
        "Lcom/alpha/BuildConfig;", fields=[DefinedField("VERSION_NAME:Ljava/lang/String;", is_static=True)]
    )
    builder.mention(string(text))
    content = builder.build()
    ((code,), _) = read_code([("classes.dex", memoryview(content))])
    array = bytes((1, 0x17, code.dex.find_string(text)))
    grown = bytearray(content) + array
    (class_defs,) = struct.unpack_from("<I", content, 0x64)
    struct.pack_into("<I", grown, class_defs + 28, len(content))
    struct.pack_into("<I", grown, 0x20, len(grown))
    ((code,), _) = read_code([("classes.dex", memoryview(with_checksum(bytes(grown))))])
    return Constants(code)


def class_with(text: str, field: str = "VERSION_NAME", name: str = "com/alpha/BuildConfig") -> bytes:
    builder = ClassBuilder(name)
    builder.add_field("DEBUG", "I", builder.integer(0))
    builder.add_field(field, "Ljava/lang/String;", builder.string(text))
    return builder.build()


def test_a_version_in_a_dex_file() -> None:
    (fact,) = FIELDS.in_dex([dex_with("3.4.1-beta.2")])
    assert (fact.sdk, fact.version) == ("alpha", "3.4.1-beta.2")
    assert (fact.location.path, fact.location.symbol) == ("classes.dex", "com.alpha.BuildConfig.VERSION_NAME")


def test_a_version_in_a_class_file() -> None:
    (fact,) = FIELDS.in_class(read_class(class_with("6.9.1"), "a.jar!com/alpha/BuildConfig.class"))
    assert (fact.sdk, fact.version, fact.location.path) == ("alpha", "6.9.1", "a.jar!com/alpha/BuildConfig.class")


@pytest.mark.parametrize(
    ("field", "put", "versions"),
    [
        ("VERSION_NAME", ["2.4.1"], ["2.4.1"]),
        ("VERSION_NAME", ["2.4.1", "Android"], ["2.4.1"]),
        # Another field, two versions, and none.
        ("OTHER", ["2.4.1"], []),
        ("VERSION_NAME", ["2.4.1", "1.0.3"], []),
        ("VERSION_NAME", ["Android"], []),
    ],
)
def test_a_version_that_an_initialiser_puts_into_a_field(field: str, put: list[str], versions: list[str]) -> None:
    builder = ClassBuilder("com/alpha/BuildConfig")
    builder.add_field("TAG", "Ljava/lang/String;", builder.string(field))
    builder.method("<clinit>", code=b"".join(builder.ldc(builder.string(each)) for each in put) + b"\xb1")
    assert [fact.version for fact in FIELDS.in_class(read_class(builder.build(), "x"))] == versions


@pytest.mark.parametrize(
    "text", ["android4.32.0", "android 4.32.0", "4.32.0", "V4.32.0", "android 4.32.0 rev 1", "4.32.0 "]
)
def test_what_stands_around_a_version_is_no_part_of_it(text: str) -> None:
    (fact,) = FIELDS.in_class(read_class(class_with(text), "x"))
    (same,) = FIELDS.in_dex([dex_with(text)])
    assert fact.version == same.version == "4.32.0"


@pytest.mark.parametrize(("text", "versions"), [("9.0.1", ["9.0.1"]), ("10.2", ["10.2"]), ("2.0.0", [])])
def test_the_version_of_a_part_is_none_of_the_product(text: str, versions: list[str]) -> None:
    """A field that holds the product's version only from one on."""
    found = FIELDS.in_class(read_class(class_with(text, field="VERSION", name="com/alpha/core/Core"), "x"))
    assert [fact.version for fact in found] == versions


TEXTS = [
    ("Alpha_SDK 6.5.1", ["6.5.1"]),
    ("Alpha_SDK 11.1.001", ["11.1.001"]),
    ("Alpha_SDK 3.2.0/30/1/47a0e37 ****", ["3.2.0"]),
    ("Alpha (5.9.1) configured with:", ["5.9.1"]),
    ("Alpha_SDK 7.0.0-beta.1", ["7.0.0-beta.1"]),
    ("Alpha_SDK 5.7.0.db", ["5.7.0"]),
    ("Alpha_SDK 050121", ["5.1.21"]),
    ("Alpha_SDK 2_1_7", ["2.1.7"]),
    # Another beginning, no version, a lone number, and what goes on after the version.
    ("my Alpha_SDK 6.5.1", []),
    ("Alpha_SDK", []),
    ("Alpha_SDK failed", []),
    ("Alpha_SDK 6", []),
    ("Alpha_SDK 2_1_7_debug", []),
    ("Alpha_SDK 2_1", []),
    ("Alpha_SDK 20261129", []),
    ("Alpha_SDK 6.5.1.apk", []),
    ("Alpha_SDK v{0}", []),
]


@pytest.mark.parametrize(("text", "versions"), TEXTS)
def test_a_version_after_a_beginning_that_only_the_sdk_has(text: str, versions: list[str]) -> None:
    code = FIELDS.in_class(read_class(class_with(text, field="a", name="a/b/c"), "x"))
    dex = FIELDS.in_dex([dex_with(text)])
    assert [fact.version for fact in code] == [fact.version for fact in dex] == versions
    assert all(fact.sdk == "alpha" and fact.location.symbol.startswith('"Alpha') for fact in (*code, *dex))


def test_one_version_is_stated_once_however_often_a_class_holds_it() -> None:
    builder = ClassBuilder("a/b/c")
    builder.add_field("a", "Ljava/lang/String;", builder.string("Alpha_SDK 6.5.1"))
    builder.add_field("b", "Ljava/lang/String;", builder.string("Alpha_SDK 6.5.1 (android)"))
    assert [fact.version for fact in FIELDS.in_class(read_class(builder.build(), "x"))] == ["6.5.1"]


FORMAT = "Alpha complete: v%s"
METHODS = [
    ([["start", FORMAT, "3.4.4"]], ["3.4.4"]),
    ([["4.1.9.3", FORMAT]], ["4.1.9.3"]),
    ([["alpha_lib_version", "3.4.4"]], ["3.4.4"]),
    ([["android4.32.0", "alpha_lib_version"]], ["4.32.0"]),
    ([["android 4.32.0", FORMAT]], ["4.32.0"]),
    ([["alpha_lib_version", "6_0_1-C"]], ["6.0.1-C"]),
    ([["alpha_lib_version", "3.7.9.2|20180118"]], ["3.7.9.2"]),
    ([["alpha_lib_version", "3.4.2(1.6.1)"]], ["3.4.2"]),
    ([["alpha_lib_version", "3.4.4", "10.0.0.172"]], ["3.4.4"]),
    # A day, what is no day behind a version, and an address.
    ([["alpha_lib_version", "2016_4_22_17_12"]], []),
    ([["alpha_lib_version", "3.7.9.2|beta"]], []),
    ([["alpha_lib_version", "3.4.2(beta)"]], []),
    # What Firebase writes for builds of its own: 20.1.7_1p stands in the published 21.1.0.
    ([["alpha_lib_version", "20.1.7_1p"]], []),
    # Three pairs of digits; a day, two of them, and fewer digits.
    ([["alpha_lib_version", "040812", "carrier"]], ["4.8.12"]),
    ([["alpha_lib_version", "20261129"]], []),
    ([["alpha_lib_version", "260812"]], []),
    ([["alpha_lib_version", "040812", "040813"]], []),
    ([["alpha_lib_version", "0408"]], []),
    ([["alpha_lib_version", "10.0.0.172"]], []),
    # Another method's version, two versions, none, a lone number, another format, and another text.
    ([["ios4.32.0", "alpha_lib_version"]], []),
    ([["alpha_lib_version"], ["3.4.4"]], []),
    ([["alpha_lib_version", "3.4.4", "android4.32.0"]], []),
    ([["beta_lib_version", "3.4.4"]], []),
    ([[FORMAT], ["3.4.4"]], []),
    ([[FORMAT, "3.4.4", "1.0.0"]], []),
    ([[FORMAT, "v"]], []),
    ([[FORMAT, "3"]], []),
    ([["complete: v%s", "3.4.4"]], []),
    ([["Alpha complete: v%s now", "3.4.4"]], []),
]


@pytest.mark.parametrize(("methods", "versions"), METHODS)
def test_a_version_that_a_method_puts_into_a_format(methods: list[list[str]], versions: list[str]) -> None:
    builder = ClassBuilder("a/b")
    for number, texts in enumerate(methods):
        loads = b"".join(builder.ldc(builder.string(text)) for text in texts)
        builder.method(f"m{number}", code=loads + b"\xb1")
    assert [fact.version for fact in FIELDS.in_class(read_class(builder.build(), "x"))] == versions

    defined = [
        DefinedMethod(f"m{number}()V", Code([*(unit for text in texts for unit in (0x001A, string(text))), 0x000E]))
        for number, texts in enumerate(methods)
    ]
    content = DexBuilder().add_class("La/b;", methods=defined).build()
    ((code,), _) = read_code([("classes.dex", memoryview(content))])
    assert [fact.version for fact in FIELDS.in_dex([Constants(code)])] == versions


@pytest.mark.parametrize("text", ["", "release", "<b>1.0</b>", "1" * 60, "1.0 beta", "1.0 revised"])
def test_what_is_no_version_is_not_shown_as_one(text: str) -> None:
    assert FIELDS.in_class(read_class(class_with(text), "x")) == []
    assert FIELDS.in_dex([dex_with(text or "none")]) == []


def test_another_field_or_class_states_nothing() -> None:
    assert FIELDS.in_class(read_class(class_with("1.0", field="OTHER"), "x")) == []
    assert FIELDS.in_class(read_class(class_with("1.0", name="com/beta/BuildConfig"), "x")) == []


def test_damaged_fields_are_an_error_of_that_class() -> None:
    damaged = class_with("1.0")[:-20]
    with pytest.raises(ClassFileError, match="fields pass the end"):
        FIELDS.in_class(read_class(damaged, "x"))


GIVEN = [
    ("com/alpha/Client", "getVersion", ["7.1.1"], ["7.1.1"]),
    ("com/alpha/Client", "getVersion", ["version:", "v7.1.1"], ["7.1.1"]),
    ("com/alpha/a/b", "getSdkVersion", ["7.1.1"], ["7.1.1"]),
    # Another class, another method, two versions, and none.
    ("com/beta/a/b", "getSdkVersion", ["7.1.1"], []),
    ("com/alpha/Other", "getVersion", ["7.1.1"], []),
    ("com/alpha/Client", "getUrl", ["7.1.1"], []),
    ("com/alpha/Client", "getVersion", ["7.1.1", "7.1"], []),
    ("com/alpha/Client", "getVersion", ["unknown"], []),
]


@pytest.mark.parametrize(("owner", "method", "texts", "versions"), GIVEN)
def test_a_version_that_a_method_gives(owner: str, method: str, texts: list[str], versions: list[str]) -> None:
    builder = ClassBuilder(owner)
    builder.method(method, code=b"".join(builder.ldc(builder.string(text)) for text in texts) + b"\xb1")
    assert [fact.version for fact in FIELDS.in_class(read_class(builder.build(), "x"))] == versions

    code = Code([*(unit for text in texts for unit in (0x001A, string(text))), 0x000E])
    content = DexBuilder().add_class(f"L{owner};", methods=[DefinedMethod(f"{method}()V", code)]).build()
    ((read,), _) = read_code([("classes.dex", memoryview(content))])
    assert [fact.version for fact in FIELDS.in_dex([Constants(read)])] == versions


ASKED = [
    (["Lcom/alpha/a;->b()Ljava/lang/String;"], ["7.1.1"]),
    # A number, two texts, and a method of somebody else.
    (["Lcom/alpha/a;->c()I"], []),
    (["Lcom/alpha/a;->b()Ljava/lang/String;", "Lcom/alpha/a;->d()Ljava/lang/String;"], []),
    (["Lcom/alpha/Far;->b()Ljava/lang/String;"], []),
]


@pytest.mark.parametrize(("asked", "versions"), ASKED)
def test_a_version_that_a_method_asks_another_for(asked: list[str], versions: list[str]) -> None:
    body = code(*(part for each in asked for part in (call(0x71, each), result(0))), give(0))
    builder = DexBuilder().add_class(
        "Lcom/alpha/Client;", methods=[DefinedMethod("getVersion()Ljava/lang/String;", body)]
    )
    inner = [
        DefinedMethod("b()Ljava/lang/String;", code(text(0, "7.1.1"), give(0), incoming=0), 0x9, is_virtual=False),
        DefinedMethod("c()I", code(text(0, "7.1.1"), give(0, 0x0F), incoming=0), 0x9, is_virtual=False),
        DefinedMethod("d()Ljava/lang/String;", code(text(0, "2.0.3"), give(0), incoming=0), 0x9, is_virtual=False),
    ]
    read = opened(builder.add_class("Lcom/alpha/a;", methods=inner))
    assert [fact.version for fact in FIELDS.in_dex([Constants(read)])] == versions


SPELLED = [
    (["_alpha_version"], [0x26082200], ["6.8.34"]),
    (["_alpha_version", "of the app"], [0x26080000, 7], ["6.8.0"]),
    # Before a release from which the vendor keeps the number in step.
    (["_alpha_version"], [0x26070900], []),
    # Another text, another first digit, two versions, and none.
    (["_alpha_versions"], [0x26082200], []),
    (["_alpha_version"], [0x16082200], []),
    (["_alpha_version"], [0x26082200, 0x26060400], []),
    (["_alpha_version"], [], []),
]


@pytest.mark.parametrize(("texts", "numbers", "versions"), SPELLED)
def test_a_version_that_a_number_spells(texts: list[str], numbers: list[int], versions: list[str]) -> None:
    body = code(
        *(text(0, each) for each in texts),
        *([0x14 | 1 << 8, each & 0xFFFF, each >> 16] for each in numbers),
        RETURN_VOID,
    )
    read = opened(DexBuilder().add_class("La/b;", methods=[DefinedMethod("m()V", body)]))
    assert [fact.version for fact in FIELDS.in_dex([Constants(read)])] == versions


IN_CLASS = [
    ("alpha file error", ["7.2.8"], ["7.2.8"]),
    ("alpha file error", ["7.2.8", "pages"], ["7.2.8"]),
    # Another text, two versions, and none.
    ("beta file error", ["7.2.8"], []),
    ("alpha file error", ["7.2.8", "1.0.0"], []),
    ("alpha file error", ["pages"], []),
]


@pytest.mark.parametrize(("held", "values", "versions"), IN_CLASS)
def test_a_version_in_a_field_of_a_class_that_holds_a_text(held: str, values: list[str], versions: list[str]) -> None:
    builder = ClassBuilder("a/b")
    builder.method("m", code=builder.ldc(builder.string(held)) + b"\xb1")
    builder.method("<clinit>", code=b"".join(builder.ldc(builder.string(each)) for each in values) + b"\xb1")
    assert [fact.version for fact in FIELDS.in_class(read_class(builder.build(), "x"))] == versions

    names = [f"f{number}:Ljava/lang/String;" for number in range(len(values))]
    stores = [
        part
        for name, each in zip(names, values, strict=True)
        for part in (text(0, each), write_static(0, f"La/b;->{name}"))
    ]
    methods = [
        DefinedMethod("m()V", code(text(0, held), RETURN_VOID)),
        DefinedMethod("<clinit>()V", code(*stores, RETURN_VOID, incoming=0), 0x10008, is_virtual=False),
    ]
    fields = [DefinedField(name, is_static=True) for name in names]
    read = opened(DexBuilder().add_class("La/b;", fields=fields, methods=methods))
    assert [fact.version for fact in FIELDS.in_dex([Constants(read)])] == versions


OF_METHODS = [
    ({"m": ["alpha file error"], "n": ["7.2.8"]}, ["7.2.8"]),
    ({"m": ["alpha file error", "10.0.0.172"], "n": ["7.2.8"]}, ["7.2.8"]),
    # What stands where no version of the app is known is none.
    ({"m": ["alpha file error", "0.0"], "n": ["7.2.8"]}, ["7.2.8"]),
    ({"m": ["alpha file error", "0.1"], "n": ["7.2.8"]}, []),
    # Two versions in a class, and none; a text of another.
    ({"m": ["alpha file error"], "n": ["7.2.8"], "o": ["1.2.0"]}, []),
    ({"m": ["alpha file error"], "n": ["pages"]}, []),
    ({"m": ["beta file error"], "n": ["7.2.8"]}, []),
]


@pytest.mark.parametrize(("held", "versions"), OF_METHODS)
def test_a_version_in_the_methods_of_a_class_that_holds_a_text(held: dict[str, list[str]], versions: list[str]) -> None:
    builder, methods = ClassBuilder("a/b"), []
    for name, texts in held.items():
        builder.method(name, code=b"".join(builder.ldc(builder.string(each)) for each in texts) + b"\xb1")
        methods.append(DefinedMethod(f"{name}()V", code(*(text(0, each) for each in texts), RETURN_VOID)))
    assert [fact.version for fact in FIELDS.in_class(read_class(builder.build(), "x"))] == versions
    read = opened(DexBuilder().add_class("La/b;", methods=methods))
    assert [fact.version for fact in FIELDS.in_dex([Constants(read)])] == versions


@pytest.mark.parametrize(("stored", "versions"), [(["3.6.9.1"], ["3.6.9.1"]), (["3.6.9.1", "1.0.0"], []), (["a"], [])])
def test_a_version_that_a_class_stores_into_its_field_when_it_is_loaded(stored: list[str], versions: list[str]) -> None:
    field = "VERSION_NAME:Ljava/lang/String;"
    stores = [part for each in stored for part in (text(0, each), write_static(0, f"Lcom/alpha/BuildConfig;->{field}"))]
    methods = [DefinedMethod("<clinit>()V", code(*stores, RETURN_VOID, incoming=0), 0x10008, is_virtual=False)]
    fields = [DefinedField(field, is_static=True)]
    read = opened(DexBuilder().add_class("Lcom/alpha/BuildConfig;", fields=fields, methods=methods))
    assert [fact.version for fact in FIELDS.in_dex([Constants(read)])] == versions


def test_a_text_says_from_which_version_on_it_is_right() -> None:
    sdk = SdkSignature(
        id="alpha",
        name=Bilingual("甲", "Alpha"),
        category="push",
        sources=(),
        signals=Signals(classes=("com.alpha",), version_texts=("Alpha_ >= 2",)),
    )
    known = VersionFields(Knowledge(sdks={"alpha": sdk}))
    assert known.in_dex([dex_with("Alpha_1.11")]) == []
    assert [fact.version for fact in known.in_dex([dex_with("Alpha_2.3.1")])] == ["2.3.1"]


CODED = [
    ("com/alpha/a/b", ["_alpha_code", "00312050"], []),
    ("com/alpha/a/b", ["_alpha_code", "003120500"], ["3.1.20"]),
    ("com/alpha/a/b", ["_alpha_code", "003104500", "0086", "1.0.3"], ["3.1.4"]),
    # From a version on the vendor leaves the code as it is; a code of another form, and two.
    ("com/alpha/a/b", ["_alpha_code", "004100500"], []),
    ("com/alpha/a/b", ["_alpha_code", "013104500"], []),
    ("com/alpha/a/b", ["_alpha_code", "003104500", "003105500"], []),
    # Another text, and another product that sends the same.
    ("com/alpha/a/b", ["_alpha_codes", "003104500"], []),
    ("com/beta/a/b", ["_alpha_code", "003104500"], []),
    ("com/alphabet/b", ["_alpha_code", "003104500"], []),
]


@pytest.mark.parametrize(("owner", "held", "versions"), CODED)
def test_a_version_that_a_code_of_digits_says(owner: str, held: list[str], versions: list[str]) -> None:
    builder = ClassBuilder(owner)
    builder.method("m", code=b"".join(builder.ldc(builder.string(each)) for each in held) + b"\xb1")
    in_class = FIELDS.in_class(read_class(builder.build(), "x"))

    body = code(*(text(0, each) for each in held), RETURN_VOID)
    read = opened(DexBuilder().add_class(f"L{owner};", methods=[DefinedMethod("m()V", body)]))
    in_dex = FIELDS.in_dex([Constants(read)])
    assert [fact.version for fact in in_class] == [fact.version for fact in in_dex] == versions
    assert {fact.location.symbol for fact in (*in_class, *in_dex)} <= {"com.alpha.a.b.m"}
