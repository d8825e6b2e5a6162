"""Signing certificates of all schemes."""

import hashlib

import pytest
from tests.support.apk_builder import Member, certificate, distinguished_name, pkcs7, signing_block, zip_bytes

from appaudit.artifacts.apk.signing import BLOCK_PLACE, read_certificates
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits
from appaudit.errors import ExtractionError

OWNER = distinguished_name(CN="示例公司", O="Example", C="CN")
DEBUG = distinguished_name(C="US", O="Android", CN="Android Debug")
CERTIFICATE = certificate(OWNER)
V2, V3, V31 = 0x7109871A, 0xF05368C0, 0x1B93AD61


def read(*members, second_opinion=None, **options):
    archive = SafeArchive(memoryview(zip_bytes([Member("a"), *members], **options)), "test.apk", Limits())
    return read_certificates(archive, second_opinion)


def test_one_certificate_carried_by_several_schemes_is_one_fact():
    signature = Member("META-INF/CERT.RSA", pkcs7([CERTIFICATE], OWNER))
    facts, gaps = read(signature, block=signing_block({V2: [CERTIFICATE], V3: [CERTIFICATE]}))
    (fact,) = facts
    assert gaps == []
    assert fact.subject == "CN=示例公司, O=Example, C=CN"
    assert fact.sha256 == hashlib.sha256(CERTIFICATE).hexdigest()
    assert (fact.schemes, fact.is_debug) == (("v1", "v2", "v3"), False)
    assert fact.location.path == BLOCK_PLACE


def test_debug_certificate_is_recognised():
    facts, _ = read(block=signing_block({V2: [certificate(DEBUG)]}))
    assert [fact.is_debug for fact in facts] == [True]


def test_rotated_keys_are_several_facts():
    facts, _ = read(block=signing_block({V3: [CERTIFICATE], V31: [certificate(DEBUG)]}))
    assert {fact.subject.split(",")[0]: fact.schemes for fact in facts} == {"CN=示例公司": ("v3",), "C=US": ("v3.1",)}


def test_only_the_signers_certificate_of_a_chain_counts():
    root = certificate(distinguished_name(CN="Root"), serial=9)
    chain = Member("META-INF/A.EC", pkcs7([root, CERTIFICATE], OWNER))
    facts, _ = read(chain, block=signing_block({V2: [CERTIFICATE, root]}))
    assert [fact.subject for fact in facts] == ["CN=示例公司, O=Example, C=CN"]


def test_unsigned_package_has_no_fact_and_no_gap():
    assert read() == ([], [])


@pytest.mark.parametrize("content", [b"", b"\x30\x80junk", b"\x30\x03\x02\x01\x01", pkcs7([], OWNER), b"\x05" * 30])
def test_damaged_signature_file_is_a_gap(content):
    facts, gaps = read(Member("META-INF/CERT.RSA", content))
    assert facts == []
    assert [(gap.kind, gap.part, gap.reason) for gap in gaps] == [("certificate", "META-INF/CERT.RSA", "unreadable")]


def test_damaged_block_is_a_gap_and_the_signature_file_still_counts():
    block = bytearray(signing_block({V2: [CERTIFICATE]}))
    block[8] = 0xFF
    facts, gaps = read(Member("META-INF/CERT.RSA", pkcs7([CERTIFICATE], OWNER)), block=bytes(block))
    assert [fact.schemes for fact in facts] == [("v1",)]
    assert [gap.part for gap in gaps] == [BLOCK_PLACE]


def test_second_opinion_is_asked_only_where_something_is_unreadable():
    def refuse():
        raise AssertionError("not needed")

    assert read(block=signing_block({V2: [CERTIFICATE]}), second_opinion=refuse)[1] == []
    facts, gaps = read(Member("META-INF/C.RSA", b"?"), second_opinion=lambda: [("v1", CERTIFICATE)])
    assert ([fact.schemes for fact in facts], gaps) == ([("v1",)], [])


def test_second_opinion_that_fails_leaves_the_gap():
    def fail():
        raise ExtractionError("no")

    facts, gaps = read(Member("META-INF/C.RSA", b"?"), second_opinion=fail)
    assert (facts, [gap.part for gap in gaps]) == ([], ["META-INF/C.RSA"])


def test_flood_of_signature_files_is_cut_off_without_a_second_opinion():
    flood = [Member(f"META-INF/{number}.RSA", pkcs7([CERTIFICATE], OWNER)) for number in range(40)]
    facts, (gap,) = read(*flood, second_opinion=lambda: pytest.fail("asked"))
    assert [fact.subject for fact in facts] == ["CN=示例公司, O=Example, C=CN"]
    assert (gap.reason, gap.part, gap.detail.en) == (
        "limit_reached",
        "META-INF/32.RSA",
        "40 signature files, of which 32 are read",
    )
