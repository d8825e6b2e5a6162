"""A package built with much that rules look for, and its quiet twin: what fires in one is silent in the other."""

from __future__ import annotations

from pathlib import Path

from tests.support.apk_builder import apk_bytes, manifest
from tests.support.axml_builder import Tag
from tests.support.dalvik_assembly import RETURN_VOID, code, give, small
from tests.support.dex_builder import DefinedMethod, DexBuilder
from tests.support.sample_reports import AS_OF
from tests.support.shipped import rules, shipped_catalog

from appaudit.pipeline.audit import audit
from appaudit.pipeline.inputs import Inputs, Settings
from appaudit.stages import Stages

ANDROID = "android.permission."
INT_RETURN = 0x0F
CHECK = "checkServerTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V"
VERIFY = "verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z"
DECLARED = """\
version: 1
scale:
  individuals: 20000000
  million_reached_on: "2024-01-01"
  face_individuals: 200000
  face_100000_reached_on: "2025-07-01"
protection_officer: {designated: false, contact_published: false, changed_on: "2025-09-01"}
audience: {under_18: true, under_14: true, dedicated_rules: false, guardian_consent: false}
overseas_recipients:
  - {name: Example Inc., individuals: 2000000, sensitive_individuals: 0, mechanism: none, separate_consent: false}
records: {internal_rules: false}
filings: {mlps_graded: false, compliance_audit_on: never, minors_audit_reported_on: never}
qr_ordering: {offered: true, phone_required: true}
number_protection: {used: true, only_700_numbers: false}
devices: {maker: true, erasure: none}
important_data: {handled: true, officer_appointed: false, risk_assessed_on: never}
incidents: [{name: Leak, regulator_told: false, individuals_told: false}]
face_recognition: {used: true, other_way: false}
finance: {is_financial_body: true, data_security_officer: false}
"""


def component(kind: str, name: str, *actions: str, **attributes: str | bool) -> Tag:
    filters = [Tag("intent-filter", {}, [Tag("action", {"name": action}) for action in actions])] if actions else []
    return Tag(kind, {"name": name, **attributes}, filters)


def built(folder: Path, *, noisy: bool) -> Path:
    """A package with much that rules look for, or its quiet twin."""
    permissions = ["ACCESS_BACKGROUND_LOCATION", "QUERY_ALL_PACKAGES", "MANAGE_EXTERNAL_STORAGE", "READ_CONTACTS"]
    parts = [
        component("receiver", "app.Boot", "android.intent.action.BOOT_COMPLETED", exported=True),
        component("receiver", "app.Power", "android.intent.action.USER_PRESENT", exported=True),
        component("provider", "app.Data", exported=True, authorities="app.data"),
        component("service", "app.Reader", permission=f"{ANDROID}BIND_ACCESSIBILITY_SERVICE", exported=True),
    ]
    root = manifest(
        Tag("uses-sdk", {"minSdkVersion": 21, "targetSdkVersion": 26 if noisy else 34}),
        *(Tag("uses-permission", {"name": ANDROID + name}) for name in (permissions if noisy else [])),
        package="com.example.lending",
        application={"label": "某某贷款" if noisy else "记事", "usesCleartextTraffic": noisy, "debuggable": noisy},
        inside=parts if noisy else [],
    )
    dex = DexBuilder()
    if noisy:
        dex.add_class("Lapp/Trust;", methods=[DefinedMethod(CHECK, code(RETURN_VOID, incoming=3))])
        accepts = code(small(0, 1), give(0, INT_RETURN), incoming=3)
        dex.add_class("Lapp/Any;", methods=[DefinedMethod(VERIFY, accepts)])
    path = folder / ("noisy.apk" if noisy else "quiet.apk")
    path.write_bytes(apk_bytes(root=root, code=dex.build()))
    return path


def fired(apk: Path, facts: Path | None = None) -> set[str]:
    inputs = Inputs(artifact=apk, operator_facts=facts)
    return {found.rule_id for found in audit(inputs, shipped_catalog(), Settings(as_of=AS_OF), Stages()).findings}


def test_what_a_built_package_holds_is_found_and_its_twin_is_quiet(tmp_path: Path) -> None:
    facts = tmp_path / "audit.yaml"
    facts.write_text(DECLARED, encoding="utf-8")
    noisy = fired(built(tmp_path, noisy=True), facts)
    assert noisy >= {
        *("boot-start", "wake-up-broadcast", "exported-provider", "special-service", "debuggable"),
        *("target-sdk-outdated", "cleartext-traffic", "excess-permission-unused", "no-policy"),
        *("trust-all-certificates", "any-hostname-accepted"),
    }
    # The declaration leaves nothing open, so the rule that says so is silent.
    attested = {rule.id for rule in rules() if rule.category == "attestation" and "facts" in rule.requires}
    # Systems that are not graded are neither filed nor tested.
    assert attested - noisy == {"attestation-incomplete", "mlps-unfiled", "mlps-untested"}
    quiet = fired(built(tmp_path, noisy=False))
    assert quiet <= {"no-policy-nothing-collected", "analysis-limit-partial"}
