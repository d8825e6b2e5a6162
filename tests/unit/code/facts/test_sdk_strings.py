"""Texts and hosts that tell of an SDK whose classes were renamed."""

from __future__ import annotations

import pytest
from tests.support.class_builder import ClassBuilder
from tests.support.dalvik_assembly import RETURN_VOID, code, one_method, opened, text
from tests.support.dex_builder import DefinedMethod, DexBuilder, string

from appaudit.class_file import ClassFileError, read_class
from appaudit.code.facts.owners.sdk_strings import SdkStrings
from appaudit.dex import DexCode, read_code
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, Signals


def knowledge(**strings: tuple[str, ...]) -> Knowledge:
    return Knowledge(
        sdks={
            name: SdkSignature(
                id=name, name=Bilingual(name, name), category="ads", sources=(), signals=Signals(strings=texts)
            )
            for name, texts in strings.items()
        }
    )


KNOWN = SdkStrings(knowledge(alpha=("log.alpha.example", "ALPHA_AD_SLOT"), beta=("*.beta.example",)))

CASES = [
    ("log.alpha.example", [("alpha", "log.alpha.example")]),
    ("ALPHA_AD_SLOT", [("alpha", "ALPHA_AD_SLOT")]),
    ("log.alpha.example:8443", [("alpha", "log.alpha.example")]),
    ("log.alpha.example/v1/config", [("alpha", "log.alpha.example")]),
    ("https://log.alpha.example", [("alpha", "log.alpha.example")]),
    ("http://user@log.alpha.example:80/a?b=c", [("alpha", "log.alpha.example")]),
    ("https://LOG.alpha.example/", [("alpha", "log.alpha.example")]),
    ("https://log.alpha.example,https://other.example", [("alpha", "log.alpha.example")]),
    ("socket://log.alpha.example:5224", [("alpha", "log.alpha.example")]),
    ("ws://log.alpha.example:8080", [("alpha", "log.alpha.example")]),
    ("wss://log.alpha.example", [("alpha", "log.alpha.example")]),
    ("aws://log.alpha.example", []),
    ("https://a.b.beta.example/x", [("beta", "a.b.beta.example")]),
    # Another host, another text, and a host that only stands somewhere in a text.
    ("https://log.alpha.example.evil.example/", []),
    ("https://my-log.alpha.example/", []),
    ("https://evil.example/?to=log.alpha.example", []),
    ("log.alpha.example.properties", []),
    ("log.alpha.examples", []),
    ("ALPHA_AD_SLOT_2", []),
    ("https://beta.example/", []),
    ("https://notbeta.example/", []),
    ("a.beta.example", []),
    ("见 log.alpha.example", []),
]


def dex_of(*texts: str) -> DexCode:
    ((code,), _) = read_code([("classes.dex", memoryview(DexBuilder().mention(*map(string, texts)).build()))])
    return code


@pytest.mark.parametrize(("text", "found"), CASES)
def test_a_dex_file(text: str, found: list[tuple[str, str]]) -> None:
    facts = KNOWN.in_dex([dex_of(text)])
    assert [(fact.sdk, fact.text, fact.location.path) for fact in facts] == [(*one, "classes.dex") for one in found]


@pytest.mark.parametrize(("text", "found"), CASES)
def test_a_class_file(text: str, found: list[tuple[str, str]]) -> None:
    builder = ClassBuilder("a/b")
    builder.string(text)
    facts = KNOWN.in_class(read_class(builder.build(), "a/b.class"))
    assert [(fact.sdk, fact.text, fact.location.path) for fact in facts] == [(*one, "a/b.class") for one in found]


def test_each_text_counts_once_however_often_it_is_there() -> None:
    codes = [dex_of(*(f"https://log.alpha.example/{number}" for number in range(200))), dex_of("log.alpha.example")]
    (fact,) = KNOWN.in_dex(codes)
    assert fact.text == "log.alpha.example"


@pytest.mark.parametrize(("others", "is_told"), [(3, False), (2, True)])
@pytest.mark.parametrize("is_beside", [False, True])
def test_a_class_that_lists_sdks_tells_of_none(others: int, is_told: bool, is_beside: bool) -> None:
    signatures = {
        name: SdkSignature(
            id=name,
            name=Bilingual(name, name),
            category="ads",
            sources=(),
            signals=Signals(classes=(f"com.{name}",), strings=(f"log.{name}.example",)),
        )
        for name in ("alpha", "beta", "gamma", "delta")
    }
    packages = ["com.alpha", "com.beta", "com.gamma", "com.delta"][: others + 1]
    loads = [text(0, each) for each in ("https://log.alpha.example/ad", *packages)]
    builder = one_method(code(*loads, RETURN_VOID), owner="Lapp/Networks;")
    if is_beside:
        its_own = code(text(0, "https://log.alpha.example/ad"), RETURN_VOID)
        builder.add_class("La/b;", methods=[DefinedMethod("run()V", its_own)])
    facts = SdkStrings(Knowledge(sdks=signatures)).in_dex([opened(builder)])
    assert [fact.sdk for fact in facts] == (["alpha"] if is_told or is_beside else [])


def test_among_many_strings() -> None:
    noise = [f"{letter}{number:05d}.example.org/path" for letter in "Lab中" for number in range(400)]
    facts = KNOWN.in_dex([dex_of(*noise, "ALPHA_AD_SLOT", "log.alpha.example/v1")])
    assert sorted(fact.text for fact in facts) == ["ALPHA_AD_SLOT", "log.alpha.example"]
    assert KNOWN.in_dex([dex_of(*noise)]) == []


def test_nothing_is_looked_for_where_nothing_is_known() -> None:
    assert SdkStrings(knowledge()).in_dex([dex_of("https://log.alpha.example/")]) == []


def test_a_constant_that_names_no_text_is_damage() -> None:
    builder = ClassBuilder("a/b")
    builder.string("log.alpha.example")
    content = builder.build()
    # The builder writes the constant, tag 8 and the index of its text, right after the text.
    at = content.index(b"log.alpha.example") + len("log.alpha.example")
    assert content[at] == 8
    damaged = content[: at + 1] + b"\xff\xff" + content[at + 3 :]
    with pytest.raises(ClassFileError):
        list(KNOWN.in_class(read_class(damaged, "a/b.class")))
