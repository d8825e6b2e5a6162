"""The way to a read of the IMEI in an app with one class of its own, and what it depends on at a first launch."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    IMEI,
    Instruction,
    call,
    code,
    defined,
    dex,
    label,
    manifest,
    move_result,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.code.ways.way import Way
from appaudit.dex import read_code
from appaudit.model.facts.package import AppFact

MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
READ_IMEI = [call("virtual", IMEI, 0), move_result(0, reference=True)]
READER = defined("Lm/Reader;", {"read()V": code(*READ_IMEI)}, static=["read()V"])
READ = call("static", "Lm/Reader;->read()V")
END = label("end")


def asked(
    *body: Instruction | list[Instruction],
    min_sdk: int = 21,
    others=(),
    use=("m.Reader", "m.Reader.read()V", ()),
    meta_data: frozenset[str] | None = None,
    shipped: Mapping[str, str] | None = None,
):
    """Kind and subject of each condition for reading the IMEI, where `body` is what the app does first."""
    way = way_of(*body, min_sdk=min_sdk, others=others, use=use, meta_data=meta_data, shipped=shipped)
    return [(condition.kind, condition.subject) for condition in way.conditions]


def way_of(
    *body: Instruction | list[Instruction],
    min_sdk: int = 21,
    others=(),
    use=("m.Reader", "m.Reader.read()V", ()),
    meta_data: frozenset[str] | None = None,
    shipped: Mapping[str, str] | None = None,
) -> Way:
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*body)}, superclass=APPLICATION)
    return way_with(app, min_sdk=min_sdk, others=others, use=use, meta_data=meta_data, shipped=shipped)


def way_with(
    app,
    *,
    min_sdk: int = 21,
    others=(),
    use=("m.Reader", "m.Reader.read()V", ()),
    meta_data: frozenset[str] | None = None,
    shipped: Mapping[str, str] | None = None,
) -> Way:
    """The way to the read in an app with this application class."""
    codes, errors = read_code([("classes.dex", dex(app, MAIN, READER, *others))])
    assert not errors
    facts = [
        replace(fact, min_sdk=min_sdk) if isinstance(fact, AppFact) else fact
        for fact in manifest(application="m.App", launcher="m.Main")
    ]
    files = [Constants(each) for each in codes]
    found = Reachability(codes, facts, shipped_lexicons().consent, meta_data=meta_data, shipped=shipped)
    (way,) = found.under_conditions([use], files)
    assert way is not None
    return way


READ_HERE = ("m.Reader", "m.Reader.read()V", ())


def other_values(main, *others, uses=(READ_HERE,)) -> list[str]:
    """What the best way from the page that the launcher starts depends on that gets another value than it needs."""
    conditions = way_from(main, *others, uses=uses).conditions
    return [condition.subject for condition in conditions if condition.kind == "other_value"]


def way_from(main, *others, uses=(READ_HERE,)) -> Way:
    """The best way from the page that the launcher starts to the first of these uses."""
    methods = {"<init>()V": code(), **main}
    package = dex(defined("Lm/Main;", methods, superclass=ACTIVITY), READER, *others)
    codes, errors = read_code([("classes.dex", package)])
    assert not errors
    files = [Constants(each) for each in codes]
    found = Reachability(codes, manifest(launcher="m.Main"), shipped_lexicons().consent)
    way = found.under_conditions(uses, files)[0]
    assert way is not None
    return way
