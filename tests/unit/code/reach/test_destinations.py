"""Where a value goes that code reads, within its method and one call."""

from __future__ import annotations

import pytest
from tests.support.dex_builder import Code, DefinedClass, field_, type_
from tests.support.program_assembly import (
    APPLICATION,
    IMEI,
    Instruction,
    branch,
    call,
    code,
    const_string,
    defined,
    dex,
    goto,
    label,
    manifest,
    move_result,
    new,
    reachability,
    static_field,
)
from tests.support.shipped import shipped_catalog

STRING = "Ljava/lang/String;"
LOG = call("static", f"Landroid/util/Log;->d({STRING}{STRING})I", 1, 2)
READ = [call("virtual", IMEI, 0), move_result(2, reference=True)]
EDITOR = "Landroid/content/SharedPreferences$Editor;"
STORE = call("interface", f"{EDITOR}->putString({STRING}{STRING}){EDITOR}", 3, 1, 2)
BUILDER = "Ljava/lang/StringBuilder;"
APPEND = call("virtual", f"{BUILDER}->append({STRING}){BUILDER}", 3, 2)
#: What puts the last of six registers into the builder, a parameter.
PUT_IN = call("virtual", f"{BUILDER}->append({STRING}){BUILDER}", 3, 5)
TO_STRING = [call("virtual", f"{BUILDER}->toString(){STRING}", 3), move_result(2, reference=True)]
WRITE = call("virtual", "Ljava/io/FileOutputStream;->write([B)V", 3, 2)
OUTSIDE = call("static", "Landroid/os/Environment;->getExternalStorageDirectory()Ljava/io/File;")
EMPTY = call("static", "Landroid/text/TextUtils;->isEmpty(Ljava/lang/CharSequence;)Z", 2)
GIVE: Instruction = (2 << 8 | 0x11,)
TAKER = "Lm/Net;->send(Ljava/lang/String;)V"
CIPHER = [call("virtual", "Ljavax/crypto/Cipher;->doFinal([B)[B", 3, 2), move_result(2, reference=True)]


def goes(body: Code, *classes: DefinedClass, signature: str = "onCreate()V", at: int = 0) -> list[tuple[str, str]]:
    """Where the IMEI goes that App reads in a method with this body, as word and call."""
    methods = {"<init>()V": code(), signature: body}
    start = defined("Lm/App;", methods, superclass=APPLICATION, static=[signature] if "read" in signature else [])
    found = reachability(manifest(application="m.App"), dex(start, *classes))
    (destinations,) = found.destinations([("m.App", f"m.App.{signature}", (at,))], shipped_catalog().knowledge)
    return [(each.to, each.api) for each in destinations]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ((LOG,), [("log", "android.util.Log.d")]),
        ((STORE,), [("preference", "android.content.SharedPreferences$Editor.putString")]),
        ((new(3, BUILDER), APPEND, TO_STRING, LOG), [("log", "android.util.Log.d")]),
        ((WRITE,), [("file", "java.io.FileOutputStream.write")]),
        ((OUTSIDE, WRITE), [("external_file", "java.io.FileOutputStream.write")]),
        ((static_field("put-object", 2, "Lm/App;->kept:Ljava/lang/String;"),), [("field", "m.App.kept")]),
        ((CIPHER, WRITE), [("sealed", "javax.crypto.Cipher.doFinal")]),
        ((call("virtual", f"Lx/Api;->take({STRING})V", 3, 2),), [("call", "x.Api.take")]),
        # Whether there is one is all that is asked.
        ((EMPTY, move_result(4), branch("eqz", 4, "end"), label("end")), [("nowhere", "")]),
        # The register holds something else by then.
        ((const_string(2, "x"), LOG), [("nowhere", "")]),
    ],
    ids=["log", "preference", "put together", "file", "shared storage", "field", "encrypted", "unknown", "asked",
         "other"],
)  # fmt: skip
def test_a_value_is_followed_through_its_method(rest, expected):
    assert goes(code(const_string(1, "imei"), READ, *rest), at=2) == expected


def test_a_value_that_nobody_takes_goes_nowhere():
    assert goes(code(READ[0])) == [("nowhere", "")]


def test_a_value_is_followed_on_both_sides_of_a_branch_and_round_a_loop():
    body = code(
        READ, label("again"), branch("eqz", 4, "else"), LOG, goto("again"), label("else"), STORE,
    )  # fmt: skip
    assert sorted(goes(body)) == [
        ("log", "android.util.Log.d"),
        ("preference", "android.content.SharedPreferences$Editor.putString"),
    ]


def test_a_value_is_followed_into_the_method_that_it_is_handed_to():
    # The parameter is the last register.
    logs = code(call("static", f"Landroid/util/Log;->d({STRING}{STRING})I", 1, 5), registers=6, incoming=1)
    net = defined("Lm/Net;", {"send(Ljava/lang/String;)V": logs}, static=["send(Ljava/lang/String;)V"])
    assert goes(code(READ, call("static", TAKER, 2)), net) == [("log", "android.util.Log.d")]


@pytest.mark.parametrize(
    ("gives", "rest", "expected"),
    [
        ([new(3, BUILDER), PUT_IN, TO_STRING, GIVE], (LOG,), [("log", "android.util.Log.d")]),
        ([new(3, BUILDER), PUT_IN, TO_STRING, GIVE], (GIVE,), [("caller", "")]),
        ([const_string(2, "x"), GIVE], (LOG,), [("nowhere", "")]),
    ],
    ids=["and that is logged", "and that is returned", "gives something else"],
)
def test_what_a_method_makes_of_a_value_and_gives_back_is_followed(gives, rest, expected):
    makes = f"of({STRING}){STRING}"
    taker = defined("Lm/Print;", {makes: code(*gives, registers=6, incoming=1)}, static=[makes])
    asks = [call("static", f"Lm/Print;->{makes}", 2), move_result(2, reference=True)]
    begun = code(const_string(1, "print"), READ, asks, *rest)
    assert goes(begun, taker, signature=f"read(){STRING}", at=2) == expected


@pytest.mark.parametrize(
    ("asks", "gives", "found"),
    [
        ("startsWith", STRING, [("call", "m.Print.of")]),
        ("startsWith", "Z", [("nowhere", "")]),
        ("isEmpty", STRING, [("nowhere", "")]),
    ],
    ids=["a name by what it begins with", "yes or no", "whether there is one"],
)
def test_a_method_that_looks_for_texts_in_a_value_and_answers_by_them_uses_it(asks, gives, found):
    takes = STRING if asks == "startsWith" else ""
    looks = [const_string(1, "46001"), call("virtual", f"{STRING}->{asks}({takes})Z", 5, *((1,) if takes else ()))]
    answer: Instruction = (2 << 8 | (0x11 if gives == STRING else 0x0F),)
    makes = f"of({STRING}){gives}"
    body = code(
        *looks,
        move_result(3),
        branch("eqz", 3, "no"),
        label("no"),
        const_string(2, "x"),
        answer,
        registers=6,
        incoming=1,
    )
    taker = defined("Lm/Print;", {makes: body}, static=[makes])
    asked = [
        call("static", f"Lm/Print;->{makes}", 2),
        move_result(2, reference=gives == STRING),
        *([LOG] if gives == STRING else []),
    ]
    reached = goes(code(const_string(1, "network"), READ, asked), taker, signature=f"read(){STRING}", at=2)
    assert [(to, api.partition("(")[0]) for to, api in reached] == found


def test_what_is_handed_on_once_more_is_said_and_not_followed():
    on = code(call("static", "Lm/Far;->send(Ljava/lang/String;)V", 5), registers=6, incoming=1)
    net = defined("Lm/Net;", {"send(Ljava/lang/String;)V": on}, static=["send(Ljava/lang/String;)V"])
    far = defined("Lm/Far;", {"send(Ljava/lang/String;)V": code()}, static=["send(Ljava/lang/String;)V"])
    assert goes(code(READ, call("static", TAKER, 2)), net, far) == [("call", "m.Far.send(Ljava/lang/String;)V")]


READER = "read()Ljava/lang/String;"
CALL_READER = [call("static", f"Lm/App;->{READER}"), move_result(2, reference=True)]


@pytest.mark.parametrize(
    ("caller", "expected"),
    [
        ((CALL_READER, LOG), [("log", "android.util.Log.d")]),
        ((CALL_READER, GIVE), [("caller", "")]),
        ((CALL_READER[0],), [("nowhere", "")]),
    ],
)
def test_a_value_is_followed_to_the_callers_that_get_it(caller, expected):
    user = defined("Lm/User;", {"use()Ljava/lang/String;": code(*caller)}, static=["use()Ljava/lang/String;"])
    assert goes(code(READ, GIVE), user, signature=READER) == expected


def test_a_value_that_is_returned_to_nobody_known_stops_there():
    assert goes(code(READ, GIVE), signature=READER) == [("caller", "")]


def test_what_is_put_into_an_object_of_somebody_else_is_theirs():
    put = call("virtual", f"Lorg/json/JSONObject;->put({STRING}Ljava/lang/Object;)Lorg/json/JSONObject;", 5, 1, 2)
    body = code(READ, put, registers=6, incoming=1)
    assert goes(body, signature="read(Lorg/json/JSONObject;)V") == [("caller", "")]
    held = (3 << 8 | 0x62, field_("Lm/App;->all:Lorg/json/JSONObject;"))
    put = call("virtual", f"Lorg/json/JSONObject;->put({STRING}Ljava/lang/Object;)Lorg/json/JSONObject;", 3, 1, 2)
    assert goes(code(READ, held, put)) == [("field", "m.App.all")]
    moved = (3 << 12 | 4 << 8 | 0x07,)
    cast = (4 << 8 | 0x1F, type_("Lorg/json/JSONObject;"))
    put = call("virtual", f"Lorg/json/JSONObject;->put({STRING}Ljava/lang/Object;)Lorg/json/JSONObject;", 4, 1, 2)
    assert goes(code(READ, held, moved, cast, put)) == [("field", "m.App.all")]


def test_what_arrives_by_a_callback_is_not_followed():
    updates = "Landroid/location/LocationManager;->requestLocationUpdates()V"
    assert goes(code(call("virtual", updates, 0))) == []
