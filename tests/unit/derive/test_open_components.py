"""Components that other apps may enter, what they read then, and those that are meant for others."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive import derive
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact, NamespaceFact
from appaudit.model.facts.derived import OpenComponentFact
from appaudit.model.facts.package import AppFact, ComponentFact

OWN = NamespaceFact(name="cn.own.shop", classes=9)
SYNC = ComponentFact(type="service", name="cn.own.shop.Sync", exported=True)


def found(*facts: Fact) -> list[OpenComponentFact]:
    known = FactSet((AppFact(package="cn.own.shop", launcher="cn.own.shop.Main"), OWN, *facts))
    derive(known, Coverage(), knowledge(), [])
    return known.of(OpenComponentFact)


def component(type_: str, name: str, *actions: str, **more: object) -> ComponentFact:
    return ComponentFact(type=type_, name=name, actions=actions, **{"exported": True, **more})


@pytest.mark.parametrize(
    "open_one",
    [
        SYNC,
        component("service", "cn.own.shop.Sync", "cn.own.shop.SYNC"),
        component("receiver", "cn.own.shop.Orders", "cn.own.shop.ORDER", "android.intent.action.BOOT_COMPLETED"),
        component("activity", "cn.own.shop.Account"),
    ],
    ids=["service", "by its filter", "receiver", "activity"],
)
def test_an_open_component_of_the_app(open_one: ComponentFact) -> None:
    (fact,) = found(open_one)
    assert (fact.type, fact.name, fact.actions, fact.data_types) == (
        open_one.type, open_one.name, open_one.actions, ())  # fmt: skip


@pytest.mark.parametrize(
    "other",
    [
        component("service", "cn.own.shop.Sync", exported=False),
        component("service", "cn.own.shop.Sync", permission="cn.own.shop.SYNC"),
        component("service", "cn.own.shop.Sync", enabled=False),
        component("receiver", "cn.own.shop.Boot", "android.intent.action.BOOT_COMPLETED"),
        component("activity", "cn.own.shop.Main"),
        component("activity", "cn.own.shop.Links", "android.intent.action.VIEW"),
        component("activity", "cn.own.shop.wxapi.WXEntryActivity"),
        component("service", "cn.jpush.android.service.PushService"),
        component("provider", "cn.own.shop.Data"),
    ],
    ids=[
        *("closed", "guarded", "disabled", "of the system", "launcher", "links", "wanted by an SDK", "of an SDK"),
        "provider",
    ],
)
def test_what_is_closed_or_meant_for_others(other: ComponentFact) -> None:
    assert found(other) == []


def read(data_type: str, *way: str, phase: str = "other") -> ApiCallFact:
    return ApiCallFact(api="x", caller=way[-1], caller_class=way[-1].rpartition(".")[0], data_types=(data_type,),
                       phase=phase, chain=way)  # fmt: skip


@pytest.mark.parametrize(
    ("access", "data_types"),
    [
        (read("contacts", "cn.own.shop.Sync.onStartCommand()I", "cn.own.shop.Store.all"), ("contacts",)),
        (read("contacts", "cn.own.shop.Main.onCreate()V", "cn.own.shop.Store.all"), ()),
        (read("contacts", "cn.own.shop.Sync.onStartCommand()I", "cn.own.shop.Store.all", phase="dead"), ()),
        (read("device_model", "cn.own.shop.Sync.onStartCommand()I", "cn.own.shop.Store.all"), ()),
    ],
    ids=["by it", "by another", "never", "ordinary"],
)
def test_what_is_read_by_who_enters_it(access: ApiCallFact, data_types: tuple[str, ...]) -> None:
    (fact,) = found(SYNC, access)
    assert fact.data_types == data_types
