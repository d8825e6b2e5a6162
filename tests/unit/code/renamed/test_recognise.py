"""Renamed code: whose it is, which class starts an SDK, and what only looks like it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pytest
from tests.support.dex_builder import Code, DefinedClass
from tests.support.program_assembly import APPLICATION, READ_IMEI, call, code, const_string, defined, dex, new

from appaudit.code.facts.starts.sdk_calls import SdkCalls, sdk_call_facts
from appaudit.code.facts.unseen.unseen_calls import UnseenCalls
from appaudit.code.facts.unseen.unseen_code import unseen_code_facts
from appaudit.code.renamed import RenamedCode, recognise
from appaudit.code.renamed.bodies import Bodies
from appaudit.code.renamed.features import FeatureReader
from appaudit.code.renamed.known import parse, write
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.dex import DexCode, read_code, read_mapping
from appaudit.model.bilingual import Bilingual
from appaudit.model.facts.package import AppFact, ComponentFact
from appaudit.model.hidden_code import KnownClass, KnownMethod, RenamedSignature, UnseenCall
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, SdkStartup, Signals

WORKERS = 10
#: The names before, and those that a shrinker gave.
PLAIN = {"Sdk": "cn/lark/Sdk", "Core": "cn/lark/Core"} | {f"W{n}": f"cn/lark/W{n}" for n in range(WORKERS)}
SHORT = {"Sdk": "a/f", "Core": "a/g"} | {f"W{n}": f"a/{'hijklmnopq'[n]}" for n in range(WORKERS)}
START = "(Landroid/content/Context;Ljava/lang/String;)V"
LOG = "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I"


def says(*texts: str) -> Code:
    parts = [part for text in texts for part in (const_string(0, text), call("static", LOG, 0, 0))]
    return code(*parts, incoming=2)


def library(
    names: Mapping[str, str], *, start: str = "init", prepare: str = "preInit", run: str = "run"
) -> list[DefinedClass]:
    """An SDK of a facade, workers that have texts, and a core without any that only the workers use."""
    core = f"L{names['Core']};"
    workers = [
        defined(
            f"L{names[f'W{number}']};",
            {
                f"{run}()V": code(
                    const_string(0, f"lark worker {number}"),
                    call("static", LOG, 0, 0),
                    call("static", LOG, 0, 0),
                    call("static", LOG, 0, 0),
                    call("static", f"{core}->{run}()V"),
                )
            },
            static=(f"{run}()V",),
        )
        for number in range(WORKERS)
    ]
    texts = {start: ("lark is started", "lark has no key"), prepare: ("lark is prepared",)}
    facade = {
        f"{name}{START}": code(
            *(part for text in said for part in (const_string(0, text), call("static", LOG, 0, 0))),
            *(call("static", f"{each.descriptor}->{run}()V") for each in workers if name == start),
            incoming=2,
        )
        for name, said in texts.items()
    }
    return [
        defined(f"L{names['Sdk']};", facade, static=tuple(facade)),
        defined(core, {f"{run}()V": code(READ_IMEI)}, static=(f"{run}()V",)),
        *workers,
    ]


def read(*classes: DefinedClass) -> list[DexCode]:
    codes, errors = read_code([("classes.dex", dex(*classes))])
    assert not errors
    return codes


def knowledge() -> Knowledge:
    """What a table of archives gives: the features of the SDK under its own names."""
    (file,) = read(*library(PLAIN))
    reader, names = FeatureReader(file), file.dex.defined_classes()
    facade, traits, bodies = names.index("Lcn/lark/Sdk;"), reader.traits(), Bodies(reader, file)
    own = np.flatnonzero(file.class_data.method_class_def == facade).tolist()
    methods = tuple(
        KnownMethod(
            name=file.dex.method_name(int(file.class_data.method_index[at])),
            kind=write([int(reader.kind_features[at])]),
            print=write([bodies.print(at)]),
            texts=write(bodies.texts(at)),
        )
        for at in own
    )
    known = KnownClass(
        name="cn.lark.Sdk", features=write(traits.value[traits.class_def == facade].tolist()), methods=methods
    )
    sdk = SdkSignature(
        id="lark", name=Bilingual("云雀", "Lark"), category="ads", signals=Signals(classes=("cn.lark",)), sources=(),
        startup=SdkStartup(start=("cn.lark.Sdk.init",), safe=("cn.lark.Sdk.preInit",)),
    )  # fmt: skip
    signature = RenamedSignature(id="lark", features=write(reader.features().value.tolist()), classes=(known,))
    return Knowledge(sdks={"lark": sdk}, renamed={"lark": signature})


def recognised(*classes: DefinedClass, known: Knowledge | None = None) -> RenamedCode:
    return recognise(
        read(*classes), known or knowledge(), [AppFact(package="my.shop", application_class="my.shop.App")]
    )


def app(start: str = "La/f;->a" + START) -> DefinedClass:
    body = code(const_string(1, "key"), call("static", start, 0, 1), incoming=1)
    return defined("Lmy/shop/App;", {"onCreate()V": body}, superclass=APPLICATION)


RENAMED = library(SHORT, start="a", prepare="b", run="a")
#: What the app has besides, under names that say as little.
HELPER = defined("La/z;", {"a()V": code(READ_IMEI)}, static=("a()V",))


SERVICE = "cn.lark.PushService"


def classes_of(found: RenamedCode, party: str) -> set[str]:
    return {name for fact in found.facts if fact.party == party for name in fact.classes}


def test_classes_of_an_sdk_are_its_own_under_any_name() -> None:
    found = recognised(app(), HELPER, *RENAMED)
    assert classes_of(found, "lark") == {name.replace("/", ".") for name in SHORT.values()}
    assert "a.z" not in found.owners


def test_what_is_counted_as_recognised_is_what_its_own_content_decides() -> None:
    (fact,) = recognised(app(), HELPER, *RENAMED).facts
    assert (fact.recognised, len(fact.classes)) == (WORKERS + 1, WORKERS + 2)  # the core is reached from the others


def test_the_start_is_told_from_another_method_of_its_prototype() -> None:
    (fact,) = recognised(app(), *RENAMED).facts
    assert fact.identified == ("cn.lark.Sdk",)
    assert {method.name.partition("(")[0]: method.original for method in fact.methods} == {
        "a.f.a": "cn.lark.Sdk.init",
        "a.f.b": "cn.lark.Sdk.preInit",
    }


@pytest.mark.parametrize(("method", "action"), [("a", "start"), ("b", "safe_start")])
def test_a_call_of_it_is_a_call_of_the_sdk(method: str, action: str) -> None:
    codes, known = read(app(f"La/f;->{method}{START}"), *RENAMED), knowledge()
    found = recognise(codes, known, [])
    table = SdkCalls(known.sdks.values(), found)
    (fact,) = sdk_call_facts(Constants(codes[0]), Hierarchy(codes), table)
    assert (fact.sdk, fact.action, fact.caller_class) == ("lark", action, "my.shop.App")
    assert fact.api == ("cn.lark.Sdk.init" if action == "start" else "cn.lark.Sdk.preInit")


def test_what_the_sdk_calls_of_itself_is_no_start() -> None:
    own = defined("La/x;", {"a()V": code(const_string(1, "lark"), call("static", f"La/f;->a{START}", 0, 1))})
    codes, known = read(own, *RENAMED), knowledge()
    found = recognise(codes, known, [])
    found.owners["a.x"] = "lark"
    assert sdk_call_facts(Constants(codes[0]), Hierarchy(codes), SdkCalls(known.sdks.values(), found)) == []


def test_an_overload_under_the_same_short_name_is_no_start() -> None:
    """A shrinker calls methods of different parameters alike."""
    facade, *others = RENAMED
    other = defined(facade.descriptor, {"a(I)V": code(incoming=1)}, static=("a(I)V",)).methods
    both = DefinedClass(facade.descriptor, methods=[*facade.methods, *other])
    codes, known = read(app("La/f;->a(I)V"), both, *others), knowledge()
    found = recognise(codes, known, [])
    assert found.facts[0].identified == ("cn.lark.Sdk",)
    assert sdk_call_facts(Constants(codes[0]), Hierarchy(codes), SdkCalls(known.sdks.values(), found)) == []


def twin(texts: Sequence[str], name: str = "La/t;") -> DefinedClass:
    return defined(name, {f"a{START}": says(*texts), "c()V": code(READ_IMEI)}, static=(f"a{START}",))


TWINS = {
    "the texts of the facade in the app's log": twin(("lark is started", "my shop", "shop order", "shop cart", "shop")),
    "the prototype of the start, other texts": twin(("shop is started", "shop has no key")),
}


@pytest.mark.parametrize("name", TWINS)
def test_a_class_of_the_app_that_looks_like_the_facade_is_not_taken_for_it(name: str) -> None:
    codes, known = read(app(f"La/t;->a{START}"), TWINS[name], *RENAMED), knowledge()
    found = recognise(codes, known, [AppFact(package="my.shop")])
    assert "a.t" not in found.owners
    assert sdk_call_facts(Constants(codes[0]), Hierarchy(codes), SdkCalls(known.sdks.values(), found)) == []


def test_without_the_sdk_a_twin_makes_none() -> None:
    fillers = [defined(f"La/{letter};", {"a()V": code()}) for letter in "bcdefgh"]
    found = recognised(app(f"La/t;->a{START}"), twin(("lark is started", "lark has no key")), *fillers)
    assert found.facts == []


def test_a_single_class_that_was_copied_makes_no_sdk() -> None:
    """Libraries copy each other's classes, and so do apps; a class and its texts are not the library."""
    (_, _, worker, *_) = library(SHORT, run="a")
    fillers = [defined(f"La/{letter};", {"b()V": code()}) for letter in "rstuvwx"]
    assert recognised(app(), worker, *fillers).facts == []


@pytest.mark.parametrize(
    ("share", "components", "declared", "expected"),
    [
        (2, (), (), set()),  # a pair that several have copied
        (3, (), (), {"lark"}),
        (3, (SERVICE,), (), set()),  # what vendors share among their SDKs
        (3, (SERVICE,), (SERVICE,), {"lark"}),
        (WORKERS, (SERVICE,), (), {"lark"}),
    ],
)
def test_an_sdk_without_its_components_has_to_be_there_for_a_good_part(
    share: int, components: tuple[str, ...], declared: tuple[str, ...], expected: set[str]
) -> None:
    known = knowledge()
    whole, features = known.sdks["lark"], known.renamed["lark"].features
    known.sdks["lark"] = replace(whole, signals=replace(whole.signals, components=components))
    known.renamed["lark"] = replace(known.renamed["lark"], features=write([*parse(features).tolist(), *range(30)]))
    (_, core, *workers) = library(SHORT, run="a")
    fillers = [defined(f"La/{letter};", {"b()V": code()}) for letter in "rstuvwx"]
    facts = [AppFact(package="my.shop"), *(ComponentFact(type="service", name=name) for name in declared)]
    found = recognise(read(app(), core, *workers[:share], *fillers), known, facts)
    assert {fact.party for fact in found.facts} == expected


def test_what_refers_to_a_class_of_the_app_is_the_apps() -> None:
    """An SDK was compiled before the app and cannot know its classes."""
    user = defined("La/y;", {"a()V": code(*new(0, "Lmy/shop/App;"), READ_IMEI)})
    found = recognised(app(), user, *RENAMED)
    assert classes_of(found, "app") == {"a.y"}


def test_a_class_that_both_an_sdk_and_the_app_speak_for_is_nobodys() -> None:
    """A shrinker merges classes: then what refers to it proves nothing."""
    merged = defined("La/y;", {"a()V": code(*new(0, "Lmy/shop/App;"))}, static=("a()V",))
    facade, core, *workers = RENAMED
    loader = defined(core.descriptor, {"a()V": code(call("static", "La/y;->a()V"))}, static=("a()V",))
    assert "a.y" not in recognised(app(), merged, facade, loader, *workers).owners


def test_an_app_whose_names_were_left_is_not_looked_at() -> None:
    assert recognised(app(f"Lcn/lark/Sdk;->init{START}"), *library(PLAIN)).facts == []


def test_a_facade_that_kept_its_name_is_known_to_be_there() -> None:
    found = recognised(app(f"Lcn/lark/Sdk;->init{START}"), *library(SHORT | {"Sdk": "cn/lark/Sdk"}, run="a"))
    (fact,) = found.facts
    assert (fact.identified, fact.methods) == (("cn.lark.Sdk",), ())


def test_a_facade_that_kept_its_name_alone_is_told_by_its_methods() -> None:
    names = SHORT | {"Sdk": "cn/lark/Sdk"}
    (fact,) = recognised(app(f"Lcn/lark/Sdk;->a{START}"), *library(names, start="a", prepare="b", run="a")).facts
    assert [method.original for method in fact.methods] == ["cn.lark.Sdk.init", "cn.lark.Sdk.preInit"]
    # A version that is started by another class says nothing of where that is.
    _, *others = library(names, run="a")
    other = twin(("lark sends", "lark receives", "lark waits"), "Lcn/lark/Sdk;")
    (fact,) = recognised(app(f"Lcn/lark/Sdk;->a{START}"), other, *others).facts
    assert (fact.identified, fact.methods) == ((), ())


NOTHING = "()V"


def facade_of(*methods: tuple[str, str, Code]) -> DefinedClass:
    made = {f"{name}{prototype}": body for name, prototype, body in methods}
    return defined("Lcn/lark/Sdk;", made, static=tuple(made))


def known_alone(prototype: str, *said: str) -> Knowledge:
    """Of the facade only its start is known, the one method of that prototype."""
    (file,) = read(facade_of(("init", prototype, says(*said) if said else code(incoming=2))))
    reader, bodies = FeatureReader(file), Bodies(FeatureReader(file), file)
    asked = bodies.print(0)
    start = KnownMethod(
        name="init",
        kind=write([int(reader.kind_features[0])]),
        print=write([asked]) if asked >= 0 else "",
        texts=write(bodies.texts(0)),
        alone=True,
    )
    known = knowledge()
    whole = known.renamed["lark"]
    only = KnownClass(name="cn.lark.Sdk", features=whole.classes[0].features, methods=(start,))
    return replace(known, renamed={"lark": replace(whole, classes=(only,))})


@pytest.mark.parametrize(
    ("known", "method", "expected"),
    [
        # What takes a context and a key is the only one to do so, whatever it says.
        (known_alone(START), ("a", START, says("another version")), ["cn.lark.Sdk.init"]),
        # It has a name of its own, which is what it does.
        (known_alone(START), ("setLogger", START, says("another version")), []),
        # What takes and gives nothing may be anything, unless it says the same.
        (known_alone(NOTHING), ("a", NOTHING, code()), []),
        (known_alone(NOTHING, "lark is started"), ("a", NOTHING, says("lark checks")), []),
        (known_alone(NOTHING, "lark is started"), ("a", NOTHING, says("lark is started")), ["cn.lark.Sdk.init"]),
    ],
    ids=["a context and a key", "a name", "nothing", "nothing, other texts", "nothing, its text"],
)
def test_the_only_method_of_a_prototype_is_the_start_where_that_says_something(
    known: Knowledge, method: tuple[str, str, Code], expected: list[str]
) -> None:
    _, *others = library(SHORT | {"Sdk": "cn/lark/Sdk"}, run="a")
    found = recognised(app(f"Lcn/lark/Sdk;->{method[0]}{method[1]}"), facade_of(method), *others, known=known)
    assert [f"{each.owner}.{each.original}" for each in found.methods.get("Lcn/lark/Sdk;", ())] == expected


def made_by(name: str) -> DefinedClass:
    """A facade that is started by its constructor, whose other one takes no key."""
    begins = code(const_string(0, "lark is started"), call("static", "La/h;->a()V"), incoming=3)
    return defined(f"L{name};", {f"<init>{START}": begins, "<init>()V": code(incoming=1)})


@pytest.mark.parametrize(
    ("facade", "expected"), [("a/f", ["cn.lark.Sdk.<init>"]), ("cn/lark/Sdk", [])], ids=["renamed", "kept"]
)
def test_a_constructor_is_the_start_under_the_name_that_all_have(facade: str, expected: list[str]) -> None:
    reader, known = FeatureReader(read(made_by("cn/lark/Sdk"))[0]), knowledge()
    start = KnownMethod(name="<init>", kind=write([int(reader.kind_features[-1])]), print="", texts="", alone=True)
    only = KnownClass(name="cn.lark.Sdk", features=write(reader.traits().value.tolist()), methods=(start,))
    known = replace(known, renamed={"lark": replace(known.renamed["lark"], classes=(only,))})
    _, *others = library(SHORT | {"Sdk": facade}, run="a")
    found = recognised(app(f"L{facade};-><init>{START}"), made_by(facade), *others, known=known)
    assert [f"{each.owner}.{each.original}" for each in found.methods.get(f"L{facade};", ())] == expected


def test_a_start_that_kept_its_name_is_no_other_method() -> None:
    kept, other = ("init", START, says("lark is started")), ("a", START, says("lark is started"))
    _, *others = library(SHORT | {"Sdk": "cn/lark/Sdk"}, run="a")
    found = recognised(app(f"Lcn/lark/Sdk;->init{START}"), facade_of(kept, other), *others, known=known_alone(START))
    assert found.methods == {}


@pytest.mark.parametrize(("facade", "methods"), [("cn/lark/a", ["a", "b"]), ("cn/lark/Entry", [])])
def test_a_facade_that_kept_its_package_is_told_by_its_content(facade: str, methods: list[str]) -> None:
    """Another name that says something is another class: a version that nobody has seen."""
    names = SHORT | {"Sdk": facade}
    found = recognised(app(f"L{facade};->a{START}"), *library(names, start="a", prepare="b", run="a"))
    assert sorted(member.name for member in found.methods.get(f"L{facade};", ())) == methods


def test_a_mapping_leaves_nothing_to_recognise() -> None:
    names = read_mapping(["my.shop.App -> my.shop.App:"])
    codes, _ = read_code([("classes.dex", dex(app(), *RENAMED))], renaming=names)
    assert recognise(codes, knowledge(), []).facts == []


def test_features_are_written_and_read_alike() -> None:
    assert parse(write([5, 1 << 39, 5])).tolist() == [5, 1 << 39]


def test_features_of_a_class_do_not_change_with_its_names() -> None:
    (plain,), (short,) = read(*library(PLAIN)), read(*RENAMED)
    assert set(FeatureReader(plain).traits().value.tolist()) == set(FeatureReader(short).traits().value.tolist())


#: A class that a shrinker leaves its name for the methods of a native library that it has; they are run by another.
LOAD = "Ljava/lang/System;->loadLibrary(Ljava/lang/String;)V"


def bridge(*callees: str) -> DefinedClass:
    calls = [call("static", callee) for callee in callees]
    return defined("Lcn/lark/Bridge;", {"a()V": code(const_string(0, "own"), call("static", LOAD, 0), *calls)})


def libraries_loaded(*classes: DefinedClass) -> list[str]:
    """The libraries that code loads of which nobody knows why."""
    codes, known = read(app(), *classes), knowledge()
    loads = UnseenCall(
        classes=("java.lang.System",), methods=("loadLibrary",), way="native", target="library", argument=0
    )
    known = replace(known, unseen_code=replace(known.unseen_code, calls=(loads,)))
    calls = UnseenCalls(known, recognise(codes, known, [AppFact(package="my.shop")]))
    facts = unseen_code_facts([Constants(each) for each in codes], Hierarchy(codes), calls)
    return [fact.target for fact in facts]


def test_what_kept_its_name_among_renamed_classes_of_its_sdk_is_the_sdks() -> None:
    assert libraries_loaded(bridge("La/h;->a()V", "La/i;->a()V", "La/j;->a()V"), *RENAMED) == []


def test_own_code_under_the_name_of_an_sdk_is_not_the_sdks_for_the_renamed_classes_that_it_calls() -> None:
    """They would be given to the SDK by the name of what calls them."""
    helpers = [defined(f"La/{letter};", {"a()V": code()}, static=("a()V",)) for letter in "hijklm"]
    assert libraries_loaded(bridge("La/h;->a()V", "La/i;->a()V", "La/j;->a()V"), *helpers) == ["libown.so"]
    assert libraries_loaded(bridge(), *RENAMED) == ["libown.so"]
