"""What a mini-program declares, held against its code."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge

from appaudit.derive.mini_programs import mini_program_facts
from appaudit.derive.parties import Parties
from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import Coverage, CoverageLevel, Gap
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.code import ApiCallFact
from appaudit.model.facts.mini_program import DeclaredInterfaceFact, InterfaceUseFact, PermissionReasonFact
from appaudit.model.facts.package import PermissionFact
from appaudit.model.facts.privacy_guide import GuideEntryFact, GuideUseFact, PrivacyGuideFact
from appaudit.model.words import Host

CALL = ApiCallFact(
    api="wx.getLocation", caller="pages/a.js:onLoad", caller_class="pages/a.js", data_types=("location_precise",),
    permissions=("scope.userLocation",),
)  # fmt: skip


def made(*facts: Fact, host: Host = "wechat", unread: str = "") -> list[Fact]:
    artifact = Artifact(kind="mini_program", platform="miniprogram", path="", sha256="", size=0, host=host)
    gap = Gap(kind=unread, level=CoverageLevel.PARTIAL, reason="unreadable", part="x", detail=Bilingual("x", "x"))
    return [*mini_program_facts(FactSet(facts), Coverage([gap] if unread else []), knowledge(), artifact)]


def reasons(*facts: Fact, host: Host = "wechat", unread: str = "") -> dict[str, str]:
    found = made(*facts, host=host, unread=unread)
    return {fact.name: fact.state for fact in found if isinstance(fact, PermissionReasonFact)}


def declared(name: str, reason: str) -> PermissionFact:
    return PermissionFact(name=f"scope.{name}", reason=reason, has_reason=True)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("", "empty"),
        ("你的位置信息将用于小程序位置接口的效果展示", "template"),
        (" 你的位置信息将用于 小程序位置接口的效果展示。", "template"),
        ("您的位置将用于小程序展示", "vague"),
        ("获取您的位置信息", "vague"),
        ("为您提供更好的服务", "vague"),
        ("定位", "vague"),
        ("Your location will be used by the mini-program.", "vague"),
        ("你的位置信息将用于小程序默认城市位置选择", "told"),
        ("仅用于在您面前展示附近的教育机构", "told"),
        ("就近显示您周边的设备", "told"),
        ("To show stores near you", "told"),
    ],
)
def test_what_a_reason_says(text: str, state: str) -> None:
    assert reasons(declared("userLocation", text)) == {"scope.userLocation": state}


def test_a_reason_is_missed_where_the_host_wants_one() -> None:
    assert reasons(CALL) == {"scope.userLocation": "absent"}
    assert reasons(CALL, host="alipay") == {}
    assert reasons(CALL, unread="permission") == {}  # nobody knows what the settings say
    assert reasons(PermissionFact(name="scope.userLocation")) == {"scope.userLocation": "absent"}


def test_one_reason_for_different_groups() -> None:
    same = (declared("userLocation", "用于语音签到"), declared("record", "用于语音签到 "))
    assert set(reasons(*same).values()) == {"repeated"}
    near = (declared("userLocation", "用于签到"), declared("userFuzzyLocation", "用于签到"))
    assert set(reasons(*near).values()) == {"told"}


def test_interfaces_announced_and_used() -> None:
    announced = (DeclaredInterfaceFact(name="getLocation"), DeclaredInterfaceFact(name="choosePoi"))
    found = [fact for fact in made(*announced, CALL) if isinstance(fact, InterfaceUseFact)]
    assert [(fact.name, fact.declared, fact.used) for fact in found] == [
        ("choosePoi", "yes", "no"),
        ("getLocation", "yes", "yes"),
    ]
    unread = [fact for fact in made(*announced, unread="api_call") if isinstance(fact, InterfaceUseFact)]
    assert {fact.used for fact in unread} == {"unknown"}
    (missing,) = [fact for fact in made(CALL) if isinstance(fact, InterfaceUseFact)]
    assert (missing.name, missing.declared, missing.callers) == ("getLocation", "no", ("pages/a.js:onLoad",))


def guide_uses(*facts: Fact) -> dict[str, tuple[str, str]]:
    guide = PrivacyGuideFact(document="guide.json")
    found = made(guide, *facts)
    return {fact.id: (fact.declared, fact.used) for fact in found if isinstance(fact, GuideUseFact)}


def test_the_guide_against_the_code() -> None:
    assert [fact for fact in made(CALL) if isinstance(fact, GuideUseFact)] == []  # no guide was supplied
    assert guide_uses(CALL) == {"Location": ("no", "yes")}
    entries = [
        GuideEntryFact(id=name, name=name, text="显示订单") for name in ("Location", "Camera", "EXOrderInfo", "生日")
    ]
    assert guide_uses(*entries, CALL) == {
        "Location": ("yes", "yes"),
        "Camera": ("yes", "no"),
        "EXOrderInfo": ("yes", "unknown"),
        "生日": ("yes", "unknown"),
    }


def test_what_is_chosen_by_hand_has_a_key_of_its_own() -> None:
    chosen = ApiCallFact(api="wx.chooseAddress", caller="a.js:b", caller_class="a.js", data_types=("address",))
    assert guide_uses(chosen) == {"Address": ("no", "yes")}


def test_other_platforms_have_no_such_facts() -> None:
    artifact = Artifact(kind="apk", platform="android", path="", sha256="", size=0)
    assert mini_program_facts(FactSet([CALL]), Coverage(), knowledge(), artifact) == []


@pytest.mark.parametrize(
    ("path", "party", "kind"),
    [
        ("pages/index/index.js", "app", "app"),
        ("miniprogram_npm/tim-wx-sdk/index.js", "tencent-im", "sdk"),
        ("miniprogram_npm/nobody-knows/index.js", "app", "unknown"),
        ("__plugin__/wx0123456789abcdef/index.js", "app", "unknown"),
        ("components/utils/ald-stat.js", "aldwx", "sdk"),
        ("pages/salad-stat.js.vue", "app", "app"),
    ],
)
def test_whose_a_script_is(path: str, party: str, kind: str) -> None:
    found = Parties(FactSet([]), knowledge()).of(path)
    assert (found.id, found.kind) == (party, kind)
