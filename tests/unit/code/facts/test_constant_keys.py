"""Keys and vectors that are constants of the code, and those that are not."""

from __future__ import annotations

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    give,
    new,
    new_array,
    number,
    opened,
    read_static,
    result,
    small,
    text,
    three,
    write_static,
)
from tests.support.dex_builder import DefinedMethod, DexBuilder

from appaudit.code.facts.security.constant_keys import constant_key_facts
from appaudit.code.values.constants import Constants
from appaudit.model.method_names import plain

MAIN = "Lapp/Main;"
SPEC = "Ljavax/crypto/spec/SecretKeySpec;"
BYTES = f"{MAIN}->key:[B"
GET_BYTES = call(VIRTUAL, "Ljava/lang/String;->getBytes()[B", 1)
DECODE = "Landroid/util/Base64;->decode(Ljava/lang/String;I)[B"
RANDOM = "Ljava/security/SecureRandom;->nextBytes([B)V"
#: Makes a key of the bytes in register 2.
MADE = (text(3, "AES"), new(4, SPEC), call(DIRECT, f"{SPEC}-><init>([BLjava/lang/String;)V", 4, 2, 3))
#: aput-byte
PUT = 0x4F


def static(signature: str, *parts, incoming: int = 0) -> DefinedMethod:
    return DefinedMethod(signature, code(*parts, incoming=incoming), 9, False)


def keys(*methods: DefinedMethod) -> list[tuple[str, str, bool]]:
    builder = DexBuilder().add_class(MAIN, methods=list(methods))
    return [(fact.role, plain(fact.caller), fact.certain) for fact in constant_key_facts(Constants(opened(builder)))]


FOUND = [("key", "app.Main.run", True)]


@pytest.mark.parametrize(
    "source",
    [
        (text(1, "secret"), GET_BYTES, result(2)),
        (text(1, "c2VjcmV0"), small(0, 0), call(STATIC, DECODE, 1, 0), result(2)),
        (number(1, 16), new_array(2, 1, "[B"), small(0, 7), small(5, 3), three(PUT, 0, 2, 5)),
    ],
    ids=["text", "Base64", "array"],
)
def test_bytes_of_constants_are_found(source):
    assert keys(static("run()V", *source, *MADE, RETURN_VOID)) == FOUND


@pytest.mark.parametrize(
    "source",
    [
        (call(STATIC, "Lapp/Store;->key()[B"), result(2)),
        (number(1, 16), new_array(2, 1, "[B"), call(VIRTUAL, RANDOM, 9, 2)),
        (call(STATIC, "Lapp/Store;->text()Ljava/lang/String;"), result(1), GET_BYTES, result(2)),
    ],
    ids=["another's method", "random", "another's text"],
)
def test_bytes_that_nobody_knows_are_none(source):
    assert keys(static("run()V", *source, *MADE, RETURN_VOID)) == []


def test_a_field_that_is_filled_once_is_followed():
    first = static("<clinit>()V", text(1, "secret"), GET_BYTES, result(2), write_static(2, BYTES), RETURN_VOID)
    assert keys(first, static("run()V", read_static(2, BYTES), *MADE, RETURN_VOID)) == FOUND


def test_an_empty_array_in_a_field_may_be_filled_by_anyone():
    first = static("<clinit>()V", number(1, 16), new_array(2, 1, "[B"), write_static(2, BYTES), RETURN_VOID)
    assert keys(first, static("run()V", read_static(2, BYTES), *MADE, RETURN_VOID)) == []


def test_a_key_that_only_one_caller_passes_as_a_constant_is_not_certain():
    passed = static("run([B)V", [0x07 | 2 << 8 | 15 << 12], *MADE, RETURN_VOID, incoming=1)
    hand = call(STATIC, f"{MAIN}->run([B)V", 2)
    first = static("a()V", text(1, "secret"), GET_BYTES, result(2), hand, RETURN_VOID)
    other = static("b()V", call(STATIC, "Lapp/Store;->key()[B"), result(2), hand, RETURN_VOID)
    assert keys(passed, first, other) == [("key", "app.Main.run", False)]


def test_a_short_method_that_returns_it_is_looked_into():
    key = static("key()[B", text(1, "secret"), GET_BYTES, result(2), give(2))
    run = static("run()V", call(STATIC, f"{MAIN}->key()[B"), result(2), *MADE, RETURN_VOID)
    assert keys(key, run) == FOUND
