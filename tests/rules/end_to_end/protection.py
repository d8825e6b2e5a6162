"""Rules on how the code of a package protects what it holds and sends."""

from __future__ import annotations

from tests.rules.end_to_end.classes import Part, code_case, method, of_class, running
from tests.rules.end_to_end.packages import OWNER
from tests.support.dalvik_assembly import (
    DIRECT,
    INTERFACE,
    STATIC,
    VIRTUAL,
    Units,
    call,
    code,
    give,
    new,
    new_array,
    number,
    result,
    small,
    text,
)
from tests.support.dex_builder import DefinedClass, DefinedMethod

_INT_RETURN = 0x0F
_CHECK = "checkServerTrusted([Ljava/security/cert/X509Certificate;Ljava/lang/String;)V"
_VERIFY = "verify(Ljava/lang/String;Ljavax/net/ssl/SSLSession;)Z"
_SSL_ERROR = "onReceivedSslError(Landroid/webkit/WebView;Landroid/webkit/SslErrorHandler;Landroid/net/http/SslError;)V"
_HANDLER = "Landroid/webkit/SslErrorHandler;->"
_MIXED = "Landroid/webkit/WebSettings;->setMixedContentMode(I)V"


def _with(defined: DefinedClass) -> bytes:
    """An app that makes an object of the class when its first screen is created."""
    return running(new(0, defined.descriptor), call(DIRECT, f"{defined.descriptor}-><init>()V", 0), classes=[defined])


def _trust(owner: str, *checks: Part) -> bytes:
    manager = of_class(owner, method(_CHECK, *checks, incoming=3), interfaces=["Ljavax/net/ssl/X509TrustManager;"])
    return _with(manager)


def _verifier(answer: int) -> bytes:
    accepts = DefinedMethod(_VERIFY, code(small(0, answer), give(0, _INT_RETURN), incoming=3))
    return _with(of_class(f"{OWNER}.Names", accepts, interfaces=["Ljavax/net/ssl/HostnameVerifier;"]))


def _web_client(answer: str) -> bytes:
    answers = method(_SSL_ERROR, call(VIRTUAL, f"{_HANDLER}{answer}()V", 14), incoming=4)
    return _with(of_class(f"{OWNER}.Client", answers, superclass="Landroid/webkit/WebViewClient;"))


_ASKING = call(VIRTUAL, "Ljavax/net/ssl/X509TrustManager;->check()V", 0)
_CIPHER = "Ljavax/crypto/Cipher;->getInstance(Ljava/lang/String;)Ljavax/crypto/Cipher;"
_PREFERENCES = "Landroid/content/Context;->getSharedPreferences(Ljava/lang/String;I)Landroid/content/SharedPreferences;"


_SUBSCRIBER = "Landroid/telephony/TelephonyManager;->getSubscriberId()Ljava/lang/String;"
_PACKAGE = "Landroid/content/Context;->getPackageName()Ljava/lang/String;"
_LOG = call(STATIC, "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I", 1, 2)
_EDITOR = "Landroid/content/SharedPreferences$Editor;"
_STORE = call(INTERFACE, f"{_EDITOR}->putString(Ljava/lang/String;Ljava/lang/String;){_EDITOR}", 0, 1, 2)


def _given_to(source: str, taker: Units) -> bytes:
    """An app that hands what one call returns to another, both IMSI and the name of the package being read."""
    other = _PACKAGE if source == _SUBSCRIBER else _SUBSCRIBER
    return running(
        call(VIRTUAL, other, 3),
        result(4),
        call(VIRTUAL, source, 3),
        result(2),
        text(1, "value"),
        taker,
        permissions=["READ_PHONE_STATE"],
    )


def _preferences(mode: int) -> bytes:
    return running(text(1, "user"), small(2, mode), call(VIRTUAL, _PREFERENCES, 0, 1, 2))


_SPEC = "Ljavax/crypto/spec/"
_KEY = f"{_SPEC}SecretKeySpec;"
_VECTOR = f"{_SPEC}IvParameterSpec;"
_RANDOM = call(VIRTUAL, "Ljava/security/SecureRandom;->nextBytes([B)V", 9, 2)
_BYTES = call(VIRTUAL, "Ljava/lang/String;->getBytes()[B", 1)


def _key(algorithm: str, *source: Part) -> bytes:
    """An app that makes a key of the bytes of the text that `source` leaves in register 1."""
    return running(
        *source,
        _BYTES,
        result(2),
        text(3, algorithm),
        new(4, _KEY),
        call(DIRECT, f"{_KEY}-><init>([BLjava/lang/String;)V", 4, 2, 3),
    )


def _vector(*filled: Part) -> bytes:
    """An app that makes a vector of an array of sixteen bytes."""
    return running(
        number(1, 16),
        new_array(2, 1, "[B"),
        *filled,
        new(4, _VECTOR),
        call(DIRECT, f"{_VECTOR}-><init>([B)V", 4, 2),
    )


_STORED = (
    call(VIRTUAL, "Landroid/content/SharedPreferences;->getString(Ljava/lang/String;)Ljava/lang/String;", 0, 1),
    result(1),
)
PROTECTION = [
    code_case("constant-cipher-key", _key("AES", text(1, "0123456789abcdef")), _key("AES", text(1, "key"), *_STORED)),
    # A key that signs encrypts nothing.
    code_case(
        "constant-cipher-key",
        _key("DES", text(1, "0123456789abcdef")),
        _key("HmacSHA256", text(1, "0123456789abcdef")),
    ),
    code_case("constant-cipher-iv", _vector(), _vector(_RANDOM)),
    code_case(
        "weak-cipher",
        running(text(0, "DES/CBC/PKCS5Padding"), call(STATIC, _CIPHER, 0)),
        running(text(0, "AES/GCM/NoPadding"), call(STATIC, _CIPHER, 0)),
    ),
    code_case(
        "weak-cipher",
        running(text(0, "AES"), call(STATIC, _CIPHER, 0)),
        running(text(0, "AES/CBC/PKCS7Padding"), call(STATIC, _CIPHER, 0)),
    ),
    code_case("world-readable-file", _preferences(1), _preferences(0)),
    # What is logged, or written down, is the identifier; in the near twin the name of the package.
    code_case("personal-data-in-log", _given_to(_SUBSCRIBER, _LOG), _given_to(_PACKAGE, _LOG)),
    code_case("personal-data-stored-in-clear", _given_to(_SUBSCRIBER, _STORE), _given_to(_PACKAGE, _STORE)),
]
TLS = [
    code_case("trust-all-certificates", _trust(f"{OWNER}.Trust"), _trust(f"{OWNER}.Trust", _ASKING)),
    # The same class, in the package of an SDK.
    code_case("sdk-tls-weakness", _trust("com.appsflyer.net.Trust"), _trust("com.appsflyer.net.Trust", _ASKING)),
    code_case("any-hostname-accepted", _verifier(1), _verifier(0)),
    code_case("webview-ignores-ssl-errors", _web_client("proceed"), _web_client("cancel")),
    code_case(
        "webview-mixed-content",
        running(small(1, 0), call(VIRTUAL, _MIXED, 0, 1)),
        running(small(1, 1), call(VIRTUAL, _MIXED, 0, 1)),
    ),
]
CASES = [*PROTECTION, *TLS]
