"""Policies in PDF."""

from __future__ import annotations

from tests.fuzz.documents import read_as
from tests.fuzz.text_mutations import text_mutation
from tests.support.pdf_builder import pdf_of, pdf_of_table

DICTIONARY = (
    b"obj", b"endobj", b"stream", b"endstream", b"xref", b"trailer", b"startxref", b"%%EOF", b"/Length", b"/Kids",
    b"/Parent", b"/Type /Page", b"/Count", b"/Contents", b"/Filter /FlateDecode", b"/Filter [/ASCIIHexDecode]",
    b"/DecodeParms << /Predictor 15 /Columns 99999999 >>", b"1 0 R", b"99 0 R", b"<< >>", b"[ ]", b"BT", b"ET", b"Tj",
    b"TJ", b"Tm", b"Td", b"Tf", b"q", b"Q", b"cm", b"re", b"3 Tr", b"/Encrypt", b"/ObjStm", b"/XRef", b"/Root",
    b"/ToUnicode", b"beginbfchar", b"beginbfrange", b"1e308", b"-0", b"(", b")", b"<FFFE", b"/MediaBox [0 0 0 0]",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)


def seeds() -> list[bytes]:
    rows = [["SDK名称", "公司"], ["甲推送SDK", "甲科技有限公司"], ["乙地图", "乙图有限公司"]]
    return [
        pdf_of([["隐私政策", "我们收集手机号码。"], ["第二页"], []]),
        *(pdf_of_table(rows, borders=borders, above=["清单"]) for borders in ("strokes", "boxes", "none")),
    ]


def fuzz(data: bytes) -> None:
    read_as("policy.pdf", data)
