"""MHTML: a page that a browser has saved into one file with everything it shows."""

from __future__ import annotations

import re

from appaudit.documents.blocks import ParsedText
from appaudit.documents.readers import html_page
from appaudit.errors import ExtractionError

ORDER = 30
SUFFIXES = (".mhtml", ".mht")
_HEADER = re.compile(rb"^(?:From|MIME-Version|Content-Type|Snapshot-Content-Location|Subject):", re.MULTILINE)


def accepts(name: str, data: bytes) -> bool:
    """Headers of a message with several parts, as Chromium and Internet Explorer write them."""
    head = data[:4000].lstrip()
    return b"multipart/related" in head.lower() and _HEADER.match(head) is not None


def read(name: str, data: bytes) -> ParsedText:
    """Give the visible text of the first page in the archive.

    Raises:
        ExtractionError: No part of it is a page.
    """
    from email import policy as email_policy
    from email.errors import MessageError
    from email.parser import BytesParser

    try:
        message = BytesParser(policy=email_policy.compat32).parsebytes(data)
        for part in message.walk():
            if part.get_content_type() in ("text/html", "application/xhtml+xml"):
                payload = part.get_payload(decode=True)
                if isinstance(payload, bytes) and payload.strip():
                    return html_page.read(name, payload)
    except (MessageError, ValueError, LookupError) as error:
        raise ExtractionError(
            f"{name}: this saved page is damaged: {error}.",
            hint="Save the page again, as HTML.",
            zh=f"{name}：保存的网页已损坏：{error}。",
            hint_zh="请重新将网页保存为 HTML。",
        ) from error
    raise ExtractionError(
        f"{name}: no page in this web archive.",
        hint="Save the page again, as HTML.",
        zh=f"{name}：网页归档中没有网页。",
        hint_zh="请重新将网页保存为 HTML。",
    )
