"""Code that accepts any certificate, any host name, or mixed content.

https://developer.android.com/privacy-and-security/security-ssl and
https://developer.android.com/reference/android/webkit/WebSettings#setMixedContentMode(int), checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.code.values.call_search import callers_of_item, calls_to, definitions_of, numbers_passed
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, INVOKES, RETURN, THROW
from appaudit.model.facts.conduct import TlsWeaknessFact
from appaudit.model.words import TlsWeakness

_ERROR_HANDLER = "Landroid/webkit/SslErrorHandler;"
_SETTINGS = "Landroid/webkit/WebSettings;"
#: WebSettings.MIXED_CONTENT_ALWAYS_ALLOW
_ALWAYS_ALLOW = 0
#: Verifiers of Apache's clients that accept every name.
_ACCEPTING_VERIFIERS = {
    "Lorg/apache/http/conn/ssl/AllowAllHostnameVerifier;": ("<init>",),
    "Lorg/apache/http/conn/ssl/NoopHostnameVerifier;": ("<init>",),
    "Lorg/apache/hc/client5/http/ssl/NoopHostnameVerifier;": ("<init>",),
}
_ACCEPTING_FIELDS = ("ALLOW_ALL_HOSTNAME_VERIFIER",)
#: Asks a certificate whether it is of today, not who gave it out:
#: https://developer.android.com/reference/java/security/cert/X509Certificate, checked 2026-11-30, not opened.
_ASKS_DATE = ("Ljava/security/cert/X509Certificate;", "checkValidity")
#: Longer methods check something.
_MAX_INSTRUCTIONS = 40
#: What Kotlin's compiler puts before the code of a method, for parameters that may not be null: a call of its own
#: library with the parameter and its name. Shrinkers rename the method; the package they often keep.
_KOTLIN, _NOT_NULL = "Lkotlin/", "(Ljava/lang/Object;Ljava/lang/String;)V"


def tls_weakness_facts(constants: Constants) -> list[TlsWeaknessFact]:
    """One fact for each weakness and method in one DEX file."""
    found: dict[tuple[TlsWeakness, str], TlsWeaknessFact] = {}
    for weakness, item, certain in (
        *_trusting(constants),
        *_accepting(constants),
        *_proceeding(constants),
        *_mixing(constants),
    ):
        for caller in callers_of_item(constants.code, item):
            found.setdefault(
                (weakness, caller.name),
                TlsWeaknessFact(
                    weakness=weakness,
                    certain=certain,
                    caller=caller.name,
                    caller_class=caller.class_name,
                    location=caller.location,
                    extractor="code.tls",
                ),
            )
    return list(found.values())


_Weakness = tuple[TlsWeakness, int, bool]


def _trusting(constants: Constants) -> Iterator[_Weakness]:
    """Trust managers whose check throws nothing, and calls nothing but for the dates of a certificate."""
    for _, item in definitions_of(constants, "checkServerTrusted", "Ljava/security/cert/X509Certificate;"):
        body = constants.body(item)
        if body.is_read and 0 < len(body) <= _MAX_INSTRUCTIONS and THROW not in body.opcodes:
            calls = [index for index, opcode in enumerate(body.opcodes) if opcode in INVOKES]
            if all(_asks_date(constants, body, index) or _is_null_check(constants, body, index) for index in calls):
                yield "trust_all", item, True


def _asks_date(constants: Constants, body: MethodBody, index: int) -> bool:
    method, dex = constants.callee(body, index), constants.code.dex
    return method >= 0 and (dex.method_class(method), dex.method_name(method)) == _ASKS_DATE


def _is_null_check(constants: Constants, body: MethodBody, index: int) -> bool:
    method = constants.callee(body, index)
    dex = constants.code.dex
    if method < 0 or not dex.method_class(method).startswith(_KOTLIN):
        return False
    return dex.prototype(int(dex.method_ids["proto"][method])) == _NOT_NULL


def _accepting(constants: Constants) -> Iterator[_Weakness]:
    """Verifiers that return true whatever they are given, and those that libraries offer for it."""
    for _, item in definitions_of(constants, "verify", "Ljava/lang/String;Ljavax/net/ssl/SSLSession;"):
        body = constants.body(item)
        returns = [index for index, opcode in enumerate(body.opcodes) if opcode == RETURN] if body.is_read else []
        values = [constants.in_body(body, index, body.sources(index)[0]) for index in returns]
        if values and all(value == {1} for value in values):
            yield "any_host", item, True
    for call in calls_to(constants, _ACCEPTING_VERIFIERS):
        yield "any_host", call.code_item, False
    dex, reads = constants.code.dex, constants.fields
    for name in _ACCEPTING_FIELDS:
        string = dex.find_string(name)
        if string >= 0:
            chosen = (dex.field_ids["name"][reads.target] == string) & ~reads.is_write
            for item in sorted(set(reads.code_item[chosen].tolist())):
                yield "any_host", item, True


def _proceeding(constants: Constants) -> Iterator[_Weakness]:
    """Web views that go on after a certificate error, and do not also cancel, which would be a choice."""
    handlers = {item for _, item in definitions_of(constants, "onReceivedSslError", _ERROR_HANDLER)}
    if not handlers:
        return
    called: dict[int, set[str]] = {}
    for call in calls_to(constants, {_ERROR_HANDLER: ("proceed", "cancel")}):
        if call.code_item in handlers:
            called.setdefault(call.code_item, set()).add(call.name)
    for item, names in called.items():
        if names == {"proceed"}:
            yield "ssl_error_proceed", item, not CONDITIONAL_BRANCHES & set(constants.body(item).opcodes)


def _mixing(constants: Constants) -> Iterator[_Weakness]:
    for call in calls_to(constants, {_SETTINGS: ("setMixedContentMode",)}):
        if numbers_passed(constants, call, 1) == {_ALWAYS_ALLOW}:
            yield "mixed_content", call.code_item, True
