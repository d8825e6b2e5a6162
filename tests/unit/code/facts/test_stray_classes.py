"""Classes under the name of an SDK: joined to its code in any way they are its own, alone they are anybody's."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import DefinedField
from tests.support.program_assembly import OBJECT, call, code, const_class, defined, dex

from appaudit.code.facts.owners.stray_classes import StrayClasses
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

SUSPECT = "Lcom/vendor/Helper;"
#: Three classes of the SDK that call each other in a row.
VENDOR = [
    defined("Lcom/vendor/A;", {"go()V": code(call("static", "Lcom/vendor/B;->go()V"))}, static=["go()V"]),
    defined("Lcom/vendor/B;", {"go()V": code(call("static", "Lcom/vendor/C$1;->go()V"))}, static=["go()V"]),
    defined("Lcom/vendor/C$1;", {"go()V": code()}, static=["go()V"]),
    defined("Lcom/vendor/C;", {}),
]
FIRST = "Lcom/vendor/A;"
OTHER = [
    defined("Lorg/other/A;", {"go()V": code(call("static", "Lorg/other/B;->go()V"))}, static=["go()V"]),
    defined("Lorg/other/B;", {"go()V": code(call("static", "Lorg/other/C;->go()V"))}, static=["go()V"]),
    defined("Lorg/other/C;", {"go()V": code(call("static", "Lorg/other/D;->go()V"))}, static=["go()V"]),
    defined("Lorg/other/D;", {"go()V": code()}, static=["go()V"]),
]


def is_stray(*files, name="com.vendor.Helper"):
    codes, errors = read_code([(f"classes{number}.dex", dex(*each)) for number, each in enumerate(files)])
    assert not errors
    owner = {"com.vendor": "vendor", "org.other": "other"}
    strays = StrayClasses([Constants(each) for each in codes], lambda name: owner.get(name.rpartition(".")[0], ""))
    return strays.has(name)


def helper(*instructions, **more):
    return defined(SUSPECT, {"go()V": code(*instructions)}, static=["go()V"], **more)


def giving(kind):
    return defined(SUSPECT, {f"made(){kind}": code()}, static=[f"made(){kind}"])


def keeping(kind):
    made = helper()
    made.fields = [DefinedField(f"kept:{kind}")]
    return made


@pytest.mark.parametrize(
    "suspect",
    [
        helper(call("static", f"{FIRST}->go()V")),
        helper(const_class(0, FIRST)),
        helper(superclass=FIRST),
        helper(interfaces=[FIRST]),
        giving(FIRST),
        keeping(FIRST),
    ],
    ids=["calls", "names", "extends", "implements", "gives back", "keeps"],
)
def test_a_class_that_uses_one_of_the_sdk_is_its_own(suspect):
    assert not is_stray([suspect, *VENDOR])
    assert not is_stray([suspect], VENDOR), "the SDK's other classes may stand in another DEX file"


def test_a_class_that_the_sdk_uses_is_its_own():
    user = defined("Lcom/vendor/D;", {"go()V": code(call("static", f"{SUSPECT}->go()V"))}, static=["go()V"])
    joined = defined("Lcom/vendor/C;", {"go()V": code(call("static", "Lcom/vendor/D;->go()V"))}, static=["go()V"])
    assert not is_stray([helper(), user, joined, *VENDOR[:3]])


def test_a_class_alone_under_the_name_is_nobody_s_though_the_sdk_is_there():
    assert is_stray([helper(), *VENDOR])
    assert is_stray([helper(call("static", f"{OBJECT[:-1]}s;->hash()V")), *VENDOR])


def test_what_the_app_has_to_do_with_it_and_what_it_names_of_other_sdks_joins_nothing():
    app = defined("Lm/Main;", {"go()V": code(call("static", f"{SUSPECT}->go()V"))}, static=["go()V"])
    assert is_stray([helper(call("static", "Lm/Main;->go()V")), app, *VENDOR])
    assert is_stray([helper(call("static", "Lorg/other/A;->go()V")), *OTHER, *VENDOR])


def test_another_sdk_that_uses_it_joins_it():
    user = defined("Lorg/other/D;", {"go()V": code(call("static", f"{SUSPECT}->go()V"))}, static=["go()V"])
    joined = defined("Lorg/other/C;", {"go()V": code(call("static", "Lorg/other/D;->go()V"))}, static=["go()V"])
    assert not is_stray([helper(), user, joined, *OTHER[:2]])
    assert is_stray([helper(), user]), "one class alone under another name shows no more than this one"


def test_a_few_classes_joined_to_each_other_alone_are_no_sdk():
    few = [helper(call("static", f"{FIRST}->go()V")), VENDOR[0], defined("Lcom/vendor/B;", {})]
    assert is_stray(few)
    assert not is_stray([few[0], *VENDOR]), "with one more they are"


def test_a_class_within_another_counts_as_that():
    assert is_stray([helper(), *VENDOR], name="com.vendor.Helper$Inner")
    assert not is_stray([helper(call("static", f"{FIRST}->go()V")), *VENDOR], name="com.vendor.C$1")


def test_a_name_that_no_sdk_bears_is_not_asked_about():
    assert not is_stray([helper(), *VENDOR], name="m.Main")
