"""A trust manager that only a field holds is used where code that runs takes it from there."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    ACTIVITY,
    APPLICATION,
    call,
    code,
    defined,
    dex,
    manifest,
    new,
    static_field,
)
from tests.support.shipped import shipped_lexicons

from appaudit.code.facts.code_conduct import with_phase
from appaudit.code.facts.security.tls import tls_weakness_facts
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

CHECK = "checkServerTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V"
FIELD = "Lm/Net;->all:Ljavax/net/ssl/X509TrustManager;"
TRUST = defined("Lm/Trust;", {"<init>()V": code(), CHECK: code(incoming=3)},
                interfaces=["Ljavax/net/ssl/X509TrustManager;"])  # fmt: skip
MAIN = defined("Lm/Main;", {"<init>()V": code()}, superclass=ACTIVITY)
HELD = [*new(1, "Lm/Trust;"), static_field("put-object", 1, FIELD)]
HANDED = [*new(1, "Lm/Trust;"), call("static", "Lother/Client;->trust(Ljava/lang/Object;)V", 1)]
GO, UNSAFE = call("static", "Lm/Net;->go()V"), call("static", "Lm/Net;->unsafe()V")


@pytest.mark.parametrize(
    ("made", "started", "phase"),
    [
        (HELD, [GO], "dead"),
        (HELD, [GO, UNSAFE], "other"),
        (HANDED, [GO], "other"),
    ],
    ids=["no code takes it", "code that runs takes it", "it is handed to another at once"],
)
def test_a_trust_manager_in_a_field(made, started, phase) -> None:
    net = defined("Lm/Net;", {"<clinit>()V": code(*made), "go()V": code(), "unsafe()V": code(
        static_field("get-object", 1, FIELD), call("static", "Lother/Client;->trust(Ljava/lang/Object;)V", 1))},
        static=["go()V", "unsafe()V"])  # fmt: skip
    app = defined("Lm/App;", {"<init>()V": code(), "onCreate()V": code(*started)}, superclass=APPLICATION)
    codes, errors = read_code([("classes.dex", dex(app, MAIN, TRUST, net))])
    assert not errors
    files = [Constants(each) for each in codes]
    found = Reachability(codes, manifest(application="m.App", launcher="m.Main"), shipped_lexicons().consent)
    facts = [fact for each in files for fact in tls_weakness_facts(each)]
    assert [fact.phase for fact in with_phase(facts, found, files)] == [phase]
