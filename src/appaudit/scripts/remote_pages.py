"""Apps whose whole interface is a page of the network: what that page shows nobody has read.

uni-app: every page holds a `web-view` (https://uniapp.dcloud.net.cn/component/web-view.html), or `launch_path` of the
manifest is an address (https://uniapp.dcloud.net.cn/collocation/manifest.html). Capacitor: `server.url`
(https://capacitorjs.com/docs/config). All checked 2026-11-30, not opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any, Final

from appaudit.model.artifact import Text
from appaudit.model.facts.code import UiTextFact
from appaudit.model.location import Location
from appaudit.scripts.android import pages_of

_TOPIC: Final = "remote_page"
_SERVICE, _MANIFEST, _CAPACITOR = "/www/app-service.js", "/www/manifest.json", "capacitor.config.json"
_VIEW: Final = re.compile(r"""["']web-view["']\s*,\s*\{""")
_ADDRESS: Final = re.compile(r"""(?:url|src|href|link)\w*["']?\s*[:=]\s*["'](https?://[^"'\s]{3,400})""", re.IGNORECASE)
_REMOTE: Final = ("http://", "https://")


def remote_pages(texts: Sequence[Text]) -> list[UiTextFact]:
    """The addresses of the pages of the network that are the interface, one for each text that says so."""
    pages = pages_of(texts)
    found = [(text.place, address) for text in texts if (address := _address(text, pages))]
    return [
        UiTextFact(topic=_TOPIC, text=address, location=Location(path=place), extractor="remote_pages")
        for place, address in found
    ]


def _address(text: Text, pages: Sequence[str]) -> str:
    """The address of the remote page that a text makes the whole interface; empty where it does not."""
    if text.place.endswith(_SERVICE):
        views = len(_VIEW.findall(text.text))
        address = _ADDRESS.search(text.text) if pages and views >= len(pages) else None
        return address.group(1) if address else ""
    if text.place.endswith(_MANIFEST):
        return _remote(_said(text.text).get("launch_path"))
    if text.place.endswith(_CAPACITOR):
        server = _said(text.text).get("server")
        return _remote(server.get("url")) if isinstance(server, dict) else ""
    return ""


def _remote(address: object) -> str:
    return address if isinstance(address, str) and address.startswith(_REMOTE) else ""


def _said(text: str) -> dict[str, Any]:
    try:
        said: Any = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}
