"""The only file that imports androguard: a second opinion where our own readers fail.

androguard raises whatever its parsers run into (`struct.error`, `ValueError`, `KeyError`, `AssertionError`, ...) and
logs to stderr; here all of it ends as `ExtractionError`, silently.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

from appaudit.artifacts.apk.axml import TYPE_REFERENCE, TYPE_STRING, Element, Value
from appaudit.errors import ExtractionError
from appaudit.model.words import SignatureScheme

ResultT = TypeVar("ResultT")

#: androguard reads in pure Python and without limits; larger manifests are not worth a second opinion.
_MOST_MANIFEST_BYTES = 2 << 20
_SCHEMES: Final[tuple[SignatureScheme, ...]] = ("v1", "v2", "v3")


def read_manifest_tree(data: bytes, place: str) -> Element:
    """The manifest as a tree whose attributes go by name, since androguard resolves their ids.

    Raises:
        ExtractionError: androguard cannot read it either.
    """
    if len(data) > _MOST_MANIFEST_BYTES:
        raise ExtractionError(
            f"{place}: {len(data)} bytes are too many for a second reading",
            zh=f"{place}：{len(data)} 字节过大，不再作第二次读取",
        )
    return _guarded(place, lambda: _manifest_tree(data, place))


def read_certificate_ders(path: Path) -> list[tuple[SignatureScheme, bytes]]:
    """Scheme (`v1`, `v2`, `v3`) and DER bytes of each certificate of a package.

    Raises:
        ExtractionError: androguard cannot read them.
    """
    return _guarded(path.name, lambda: _certificate_ders(path))


def _guarded(place: str, call: Callable[[], ResultT]) -> ResultT:
    import logging  # not at the top: most runs need no second opinion

    silenced = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # its zip reader, apkInspector, warns through the root logger
    try:
        from loguru import logger

        logger.disable("androguard")
        return call()
    except ExtractionError:
        raise
    except Exception as error:
        detail = f"{type(error).__name__}: {str(error)[:200]}"
        raise ExtractionError(
            f"{place}: unreadable for androguard too ({detail})", zh=f"{place}：androguard 也无法读取（{detail}）"
        ) from error
    finally:
        logging.disable(silenced)


def _manifest_tree(data: bytes, place: str) -> Element:
    from androguard.core.axml import AXMLPrinter

    printer = AXMLPrinter(data)
    root = printer.get_xml_obj() if printer.is_valid() else None
    if root is None:
        raise ExtractionError(f"{place}: unreadable for androguard too", zh=f"{place}：androguard 也无法读取")
    return _element(root)


def _element(node: Any) -> Element:  # noqa: ANN401  (lxml's elements have no public type)
    """The same tree with our elements; `node` is an lxml element."""
    root = Element(_local_name(node.tag))
    pending = [(node, root)]
    while pending:
        source, element = pending.pop()
        for name, text in source.attrib.items():
            element.attributes[str(name)] = _value(str(text))
        for child in source.iterchildren("*"):
            made = Element(_local_name(child.tag))
            element.children.append(made)
            pending.append((child, made))
    return root


def _local_name(tag: str) -> str:
    return tag.rpartition("}")[2]


def _value(text: str) -> Value:
    """Androguard prints references as `@7F0B0001` and everything else as text."""
    if text.startswith("@"):
        digits = text[1:].rpartition(":")[2]
        try:
            return Value(TYPE_REFERENCE, int(digits, 16), "")
        except ValueError:
            pass
    return Value(TYPE_STRING, 0, text)


def _certificate_ders(path: Path) -> list[tuple[SignatureScheme, bytes]]:
    from androguard.core.apk import APK

    package = APK(str(path), skip_analysis=True)
    by_scheme = (
        [package.get_certificate_der(name) for name in package.get_signature_names()],
        package.get_certificates_der_v2(),
        package.get_certificates_der_v3(),
    )
    found: dict[str, tuple[SignatureScheme, bytes]] = {}
    for scheme, certificates in zip(_SCHEMES, by_scheme, strict=True):
        for certificate in certificates:
            if certificate:
                key = scheme + hashlib.sha256(certificate).hexdigest()
                found[key] = (scheme, bytes(certificate))
    return list(found.values())
