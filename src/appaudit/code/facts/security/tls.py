"""Code that accepts any certificate, any host name, or mixed content.

https://developer.android.com/privacy-and-security/security-ssl and
https://developer.android.com/reference/android/webkit/WebSettings#setMixedContentMode(int), checked 2026-11-24.
"""

from __future__ import annotations

from collections.abc import Iterator

from appaudit.code.facts.security.trust_managers import accepts_all
from appaudit.code.values.call_search import callers_of_item, calls_to, definitions_of, numbers_passed
from appaudit.code.values.constants import Constants
from appaudit.dex.opcodes import CONDITIONAL_BRANCHES, RETURN
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
    """Trust managers whose check refuses no certificate."""
    for _, item in definitions_of(constants, "checkServerTrusted", "Ljava/security/cert/X509Certificate;"):
        if accepts_all(constants, constants.body(item)):
            yield "trust_all", item, True


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
