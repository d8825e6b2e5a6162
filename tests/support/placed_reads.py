"""Reads of a small app as the shipped catalogue finds them, with when they run and what that depends on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tests.support.dex_builder import DefinedClass
from tests.support.first_launch import MAIN
from tests.support.program_assembly import APPLICATION, Instruction, code, defined, dex, manifest
from tests.support.shipped import knowledge, shipped_lexicons

from appaudit.code.facts.uses.api_calls import ApiTable, InheritedApis, api_call_facts
from appaudit.code.reach.placing import with_reach
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.code.values.hierarchy import Hierarchy
from appaudit.code.values.outlines import Outlines
from appaudit.dex import read_code
from appaudit.model.facts.base import Fact
from appaudit.model.facts.code import ApiCallFact


def placed_reads(
    at_launch: Iterable[Instruction | list[Instruction]],
    *others: DefinedClass,
    apart: Sequence[DefinedClass] = (),
    facts: Sequence[Fact] = (),
) -> list[ApiCallFact]:
    """The reads of the first DEX file of an app that does this at launch; `apart` stand in a file of their own.

    `facts` are those of its manifest, with which permissions count; nothing but its name and page by default.
    """
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*at_launch)}, superclass=APPLICATION)
    dexes = [("classes.dex", dex(app, MAIN, *others)), *([("classes2.dex", dex(*apart))] if apart else [])]
    codes, errors = read_code(dexes)
    assert not errors
    files, table = [Constants(each) for each in codes], ApiTable(knowledge().apis)
    found = api_call_facts(files[0], table, InheritedApis(table, Hierarchy(codes)), Outlines({}))
    stated = facts or manifest(application="m.App", launcher="m.Main")
    permissions = knowledge().permissions if facts else None
    reachability = Reachability(codes, stated, shipped_lexicons().consent, permissions)
    if facts:
        reachability.await_grants([])
    return with_reach(found, reachability, files)
