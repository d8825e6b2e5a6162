"""Addresses without encryption, and the personal data named beside them."""

from __future__ import annotations

import struct

import pytest
from tests.support.dalvik_assembly import (
    DIRECT,
    RETURN_VOID,
    STATIC,
    VIRTUAL,
    call,
    code,
    new,
    one_method,
    opened,
    read_static,
    result,
    text,
    write,
    write_static,
)
from tests.support.dalvik_assembly import read as read_field
from tests.support.dex_builder import DefinedField, DefinedMethod, DexBuilder, string, with_checksum
from tests.support.shipped import knowledge, shipped_lexicons

from appaudit.code.facts.code_conduct import with_requests
from appaudit.code.facts.security.endpoints import cleartext_endpoint_facts
from appaudit.code.reach.reach import Reachability
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code, read_dex
from appaudit.model.method_names import plain


def endpoints(*texts):
    body = code(*(text(register, value) for register, value in enumerate(texts)), RETURN_VOID)
    return cleartext_endpoint_facts(Constants(opened(one_method(body))), shipped_lexicons().conduct)


TEXT, POST = "Ljava/lang/String;", "Lapp/Post;->"
LOGIN = "http://api.qinghe.com/login?phone="
BUILDER = "Ljava/lang/StringBuilder;"
CONNECT_PARAMETER = call(DIRECT, "Ljava/net/URL;-><init>(Ljava/lang/String;)V", 5, 15)
CONNECT = call(DIRECT, "Ljava/net/URL;-><init>(Ljava/lang/String;)V", 5, 2)
JOINED = (
    new(1, BUILDER),
    call(DIRECT, f"{BUILDER}-><init>(Ljava/lang/String;)V", 1, 0),
    call(VIRTUAL, f"{BUILDER}->append(Ljava/lang/String;){BUILDER}", 1, 3),
    call(VIRTUAL, f"{BUILDER}->toString()Ljava/lang/String;", 1),
    result(2),
)


@pytest.mark.parametrize(
    ("parts", "requested"),
    [
        ([text(2, LOGIN), CONNECT], True),
        ([text(0, LOGIN), *JOINED, CONNECT], True),
        ([text(2, LOGIN), call(STATIC, "Lapp/Net;->get(Ljava/lang/String;)V", 2)], True),
        ([new(1, "Lapp/Post;"), text(2, LOGIN), call(VIRTUAL, f"{POST}url(Ljava/lang/String;)V", 1, 2)], True),
        ([new(1, "Lapp/Post;"), text(2, LOGIN), call(VIRTUAL, f"{POST}tag(Ljava/lang/String;)V", 1, 2)], False),
        ([text(2, LOGIN), call(STATIC, "Lapp/Net;->log(Ljava/lang/String;)V", 2)], False),
        ([text(0, LOGIN), text(2, "https://api.qinghe.com/"), CONNECT], False),
        ([text(2, LOGIN), write_static(2, "Lapp/Main;->kept:Ljava/lang/String;")], False),
    ],
    ids=[
        "connected",
        "put together",
        "handed on",
        "kept by a builder",
        "kept as a mark",
        "logged",
        "another address",
        "kept",
    ],
)
def test_a_request_is_built_from_an_address(parts, requested):
    get = code(CONNECT_PARAMETER, RETURN_VOID, incoming=1)
    log = code(call(STATIC, "Landroid/util/Log;->d(Ljava/lang/String;Ljava/lang/String;)I", 0, 15), RETURN_VOID)
    builder = one_method(code(*parts, RETURN_VOID)).add_class(
        "Lapp/Net;",
        methods=[
            DefinedMethod("get(Ljava/lang/String;)V", get, 9, False),
            DefinedMethod("log(Ljava/lang/String;)V", log, 9, False),
        ],
    )
    # A library keeps the address in a builder, and connects to what the builder below it has.
    keep = [DefinedMethod(f"{name}(Ljava/lang/String;)V", code(write(15, 14, f"Lapp/Form;->{name}:{TEXT}"), RETURN_VOID,
                                                               incoming=2)) for name in ("url", "tag")]  # fmt: skip
    send = code(read_field(2, 15, f"{POST}url:{TEXT}"), CONNECT, RETURN_VOID)
    builder.add_class("Lapp/Form;", methods=keep, fields=[DefinedField(f"{name}:{TEXT}") for name in ("url", "tag")])
    builder.add_class("Lapp/Post;", superclass="Lapp/Form;", methods=[DefinedMethod("send()V", send)])
    read = opened(builder)
    found = cleartext_endpoint_facts(Constants(read), shipped_lexicons().conduct)
    (fact,) = with_requests(found, Reachability([read], [], shipped_lexicons().consent), knowledge())
    assert (fact.url, fact.requested) == (LOGIN, requested)


def test_an_address_with_a_parameter_for_personal_data():
    (fact,) = endpoints("http://api.qinghe.example.cn/login?Phone_Number=%s&v=3")
    assert (fact.host, fact.parameters, fact.data_types) == (
        "api.qinghe.example.cn", ("Phone_Number",), ("phone_number",))  # fmt: skip
    assert (fact.in_address, plain(fact.caller)) == (True, "app.Main.run")


def test_names_that_the_same_method_uses_stand_beside_the_address():
    (fact,) = endpoints("http://api.qinghe.com/u", "idCard", "latitude", "page")
    assert (fact.parameters, fact.data_types) == (("idCard", "latitude"), ("id_card", "location_precise"))
    assert not fact.in_address


@pytest.mark.parametrize(
    ("asking", "expected"),
    [
        ("Landroid/content/Context;->getSystemService(Ljava/lang/String;)Ljava/lang/Object;", ()),
        ("Ljava/lang/String;->equalsIgnoreCase(Ljava/lang/String;)Z", ()),
        ("Lapp/Form;->add(Ljava/lang/String;)V", ("phone",)),
    ],
)
def test_what_names_a_service_or_is_compared_is_no_parameter(asking, expected):
    body = code(text(0, "http://api.qinghe.com/u"), text(1, "phone"), call(VIRTUAL, asking, 2, 1), RETURN_VOID)
    (fact,) = cleartext_endpoint_facts(Constants(opened(one_method(body))), shipped_lexicons().conduct)
    assert fact.parameters == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("&email=", ("&email=",)),
        ('"email":', ('"email":',)),
        (" email==", ()),
        ("// email", ()),
        ("e-mail:", ("e-mail:",)),
    ],
)
def test_a_line_of_a_log_is_no_parameter(written, expected):
    (fact,) = endpoints("http://api.qinghe.com/u", written)
    assert fact.parameters == expected


def test_an_address_alone_names_no_data():
    (fact,) = endpoints("http://img.qinghe.com/a.png")
    assert (fact.parameters, fact.data_types) == ((), ())


@pytest.mark.parametrize(
    "address",
    [
        "https://api.qinghe.com/login?phone=1",
        "http://schemas.android.com/apk/res/android",
        "http://www.w3.org/2001/XMLSchema",
        "http://xml.apache.org/xslt",
        "http://localhost:8080/?phone=1",
        "http://192.168.1.1/?imei=1",
        "http://127.0.0.1:9000/",
        "http://",
        "http://host/path",
    ],
)
def test_encrypted_naming_and_local_addresses_are_left_out(address):
    assert endpoints(address) == []


def test_an_address_in_a_constant_belongs_to_who_reads_it():
    address = "http://api.qinghe.com/"
    body = code(read_static(0, "Lapp/Config;->BASE:Ljava/lang/String;"), RETURN_VOID)
    builder = DexBuilder().add_class("Lapp/Config;", fields=[DefinedField("BASE:Ljava/lang/String;", 0x19, True)])
    builder.add_class("Lapp/Net;", methods=[DefinedMethod("send()V", body)]).mention(string(address))
    content = bytearray(builder.build())
    index = read_dex(bytes(content), "classes.dex").find_string(address)
    (first_class,) = struct.unpack_from("<I", content, 0x64)
    struct.pack_into("<I", content, first_class + 28, len(content))
    content += bytes((1, 0x17, index))  # an array of one value: a string by a number of one byte
    struct.pack_into("<I", content, 0x20, len(content))
    (read_file,), errors = read_code([("classes.dex", with_checksum(bytes(content)))])
    assert not errors
    (fact,) = cleartext_endpoint_facts(Constants(read_file), shipped_lexicons().conduct)
    assert (fact.url, plain(fact.caller)) == (address, "app.Net.send")
