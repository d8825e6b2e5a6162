"""Code that accepts any certificate or host name, and near misses."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    EQ,
    INTERFACE,
    NE,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    give,
    if_zero,
    jump,
    new,
    opened,
    result,
    small,
    text,
    three,
    two,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.security.tls import tls_weakness_facts
from appaudit.code.values.constants import Constants
from appaudit.model.method_names import plain

CHECK = "checkServerTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V"
VERIFY = "verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z"
SSL_ERROR = "onReceivedSslError(Landroid/webkit/WebView;Landroid/webkit/SslErrorHandler;Landroid/net/http/SslError;)V"
PROCEED = "Landroid/webkit/SslErrorHandler;->proceed()V"
CANCEL = "Landroid/webkit/SslErrorHandler;->cancel()V"
MIXED = "Landroid/webkit/WebSettings;->setMixedContentMode(I)V"
INT_RETURN = 0x0F


def weaknesses(signature, body):
    builder = DexBuilder().add_class("Lapp/Main;", methods=[DefinedMethod(signature, body)])
    return [
        (fact.weakness, plain(fact.caller), fact.certain) for fact in tls_weakness_facts(Constants(opened(builder)))
    ]


def test_a_trust_manager_that_checks_nothing():
    assert weaknesses(CHECK, code(RETURN_VOID, incoming=3)) == [("trust_all", "app.Main.checkServerTrusted", True)]


def after_call(method):
    """The check of a trust manager that makes one call and no more."""
    return weaknesses(CHECK, code(call(STATIC, method, 14, 0), RETURN_VOID, incoming=3))


def test_a_trust_manager_that_only_refuses_null():
    check = "(Ljava/lang/Object;Ljava/lang/String;)V"
    found = [("trust_all", "app.Main.checkServerTrusted", True)]
    assert after_call(f"Lkotlin/jvm/internal/Intrinsics;->checkNotNullParameter{check}") == found
    assert after_call(f"Lkotlin/e/b/k;->b{check}") == found
    # A check of the app's own may do anything, and so may Kotlin's other methods.
    assert after_call(f"Lapp/Pins;->check{check}") == []
    assert after_call("Lkotlin/jvm/functions/Function2;->invoke(Ljava/lang/Object;Ljava/lang/Object;)V") == []


def test_a_trust_manager_that_asks_a_certificate_for_its_dates_alone():
    certificate = "Ljava/security/cert/X509Certificate;"
    dates, issuer = f"{certificate}->checkValidity()V", f"{certificate}->verify(Ljava/security/PublicKey;)V"
    asks = call(VIRTUAL, dates, 0)
    found = [("trust_all", "app.Main.checkServerTrusted", True)]
    assert weaknesses(CHECK, code(asks, RETURN_VOID, incoming=3)) == found
    assert weaknesses(CHECK, code(asks, call(VIRTUAL, issuer, 0, 1), RETURN_VOID, incoming=3)) == []


LOG = "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I"
CERTIFICATE = "Ljava/security/cert/X509Certificate;"
#: The certificates that a trust manager is given, and the first of them.
CHAIN, FIRST = 14, [small(1, 0), three(0x46, 0, 14, 1)]
REFUSAL = [new(2, "Ljava/security/cert/CertificateException;"), [0x0227]]


def trusts(*parts, **others):
    """Whether a trust manager of these instructions, beside these other methods of its class, accepts all."""
    bodies = {CHECK: code(*parts, incoming=3), **others}
    builder = DexBuilder().add_class(
        "Lapp/Main;", methods=[DefinedMethod(name, body, access_flags=8) for name, body in bodies.items()]
    )
    return [fact.weakness for fact in tls_weakness_facts(Constants(opened(builder)))] == ["trust_all"]


def test_a_trust_manager_that_only_logs_accepts_all():
    assert trusts(text(0, "checkServerTrusted"), call(STATIC, LOG, 0, 15), RETURN_VOID)
    note = "note(Ljava/lang/String;)V"
    own = [text(0, "checked"), call(STATIC, f"Lapp/Main;->{note}", 0), RETURN_VOID]
    assert trusts(*own, **{note: code(RETURN_VOID, incoming=1)})
    assert not trusts(*own, **{note: code(*REFUSAL, incoming=1)})
    assert not trusts(*own)


def test_what_is_handed_the_certificates_or_a_text_of_them_may_refuse_them():
    look = "look(Ljava/lang/Object;)V"
    asks = f"Lapp/Main;->{look}"
    passes = {look: code(RETURN_VOID, incoming=1)}
    assert not trusts(call(STATIC, asks, CHAIN), RETURN_VOID, **passes)
    words = [call(VIRTUAL, f"{CERTIFICATE}->toString()Ljava/lang/String;", 0), result(3)]
    assert not trusts(*FIRST, *words, call(STATIC, asks, 3), RETURN_VOID, **passes)
    assert trusts(*FIRST, *words, call(STATIC, LOG, 3, 3), RETURN_VOID)
    assert not trusts(call(STATIC, asks, 13), RETURN_VOID, **passes)  # itself, which may keep another


def test_what_is_taken_out_of_a_set_changes_nothing():
    extensions = call(VIRTUAL, f"{CERTIFICATE}->getCriticalExtensionOIDs()Ljava/util/Set;", 0)
    taken = call(INTERFACE, "Ljava/util/Set;->remove(Ljava/lang/Object;)Z", 3, 4)
    known = [call(INTERFACE, "Ljava/util/Set;->contains(Ljava/lang/Object;)Z", 3, 4), result(5, 0x0A)]
    assert trusts(*FIRST, extensions, result(3), text(4, "2.5.29.15"), taken, RETURN_VOID)
    refuses = [if_zero(NE, 5, "end"), *REFUSAL, "end", RETURN_VOID]
    assert not trusts(*FIRST, extensions, result(3), text(4, "2.5.29.15"), *known, *refuses)


def test_who_refuses_to_be_given_no_certificate_accepts_all_others():
    dates = call(VIRTUAL, f"{CERTIFICATE}->checkValidity()V", 0)
    assert trusts(if_zero(EQ, CHAIN, "none"), *FIRST, dates, RETURN_VOID, "none", *REFUSAL)
    assert not trusts(if_zero(NE, CHAIN, "some"), RETURN_VOID, "some", *REFUSAL)
    count = two(0x21, 0, CHAIN)
    assert trusts(count, if_zero(NE, 0, "some"), *REFUSAL, "some", RETURN_VOID)
    assert not trusts(if_zero(EQ, 15, "none"), *FIRST, dates, RETURN_VOID, "none", *REFUSAL)


@pytest.mark.parametrize(
    "body",
    [
        code(call(VIRTUAL, "Ljavax/net/ssl/X509TrustManager;->check()V", 0), RETURN_VOID, incoming=3),
        code(new(0, "Ljava/lang/IllegalStateException;"), [0x0027], incoming=3),
    ],
    ids=["asks another", "throws"],
)
def test_a_trust_manager_that_checks_or_throws_is_none(body):
    assert weaknesses(CHECK, body) == []


def test_a_verifier_that_accepts_every_name():
    body = code(small(0, 1), give(0, INT_RETURN), incoming=3)
    assert weaknesses(VERIFY, body) == [("any_host", "app.Main.verify", True)]


@pytest.mark.parametrize(
    "parts",
    [
        (small(0, 0), give(0, INT_RETURN)),
        (
            call(VIRTUAL, "Ljava/lang/String;->equals(Ljava/lang/Object;)Z", 14, 15),
            result(0, 0x0A),
            give(0, INT_RETURN),
        ),
        (if_zero(EQ, 14, "no"), small(0, 1), jump("end"), "no", small(0, 0), "end", give(0, INT_RETURN)),
    ],
    ids=["refuses", "compares", "depends"],
)
def test_a_verifier_that_may_refuse_is_none(parts):
    assert weaknesses(VERIFY, code(*parts, incoming=3)) == []


def test_a_web_view_that_goes_on_after_an_error():
    body = code(call(VIRTUAL, PROCEED, 14), RETURN_VOID, incoming=4)
    assert weaknesses(SSL_ERROR, body) == [("ssl_error_proceed", "app.Main.onReceivedSslError", True)]


def test_a_web_view_that_goes_on_under_a_condition_is_not_certain():
    body = code(if_zero(EQ, 13, "end"), call(VIRTUAL, PROCEED, 14), "end", RETURN_VOID, incoming=4)
    assert weaknesses(SSL_ERROR, body) == [("ssl_error_proceed", "app.Main.onReceivedSslError", False)]


def test_a_web_view_that_may_also_cancel_gives_a_choice():
    body = code(call(VIRTUAL, PROCEED, 14), call(VIRTUAL, CANCEL, 14), RETURN_VOID, incoming=4)
    assert weaknesses(SSL_ERROR, body) == []


@pytest.mark.parametrize(("mode", "expected"), [(0, ["mixed_content"]), (1, []), (2, [])])
def test_only_always_allowing_mixed_content_counts(mode, expected):
    body = code(small(1, mode), call(VIRTUAL, MIXED, 0, 1), RETURN_VOID)
    assert [weakness for weakness, _, _ in weaknesses("run()V", body)] == expected


def test_a_verifier_of_a_library_that_accepts_all():
    owner = "Lorg/apache/http/conn/ssl/AllowAllHostnameVerifier;"
    body = code(new(0, owner), call(DIRECT, f"{owner}-><init>()V", 0), RETURN_VOID)
    assert [weakness for weakness, _, _ in weaknesses("run()V", body)] == ["any_host"]
