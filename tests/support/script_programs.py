"""Reads scripts that a test writes down, with the words that appaudit ships and a small catalogue."""

# ruff: noqa: E501  # scripts stay on one line, as bundlers write them

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.support.shipped import shipped_lexicons

from appaudit.model.facts.code import ApiCallFact
from appaudit.model.knowledge import ApiEntry
from appaudit.model.words import Host
from appaudit.scripts.host_calls import HostCall
from appaudit.scripts.reading import ScriptReading, read_scripts
from appaudit.scripts.sources import MarkupFile, ScriptFile, ScriptProgram

ENTRIES = (
    ApiEntry(script="wx.getLocation", data=("location_precise",), permissions=("scope.userLocation",), platform="miniprogram"),
    ApiEntry(script="wx.getUserProfile", data=("nickname",), platform="miniprogram"),
    ApiEntry(script="wx.getSystemInfoSync", data=("device_model",), platform="miniprogram"),
    ApiEntry(script="wx.authorize", role="permission_request", platform="miniprogram"),
    ApiEntry(script="my.getLocation", data=("location_precise",), permissions=("location",), platform="miniprogram"),
    ApiEntry(script="my.getAuthCode", with_strings=("auth_user",), data=("nickname",), permissions=("userInfo",), platform="miniprogram"),
    ApiEntry(script="my.getPhoneNumber", data=("phone_number",), permissions=("phoneNumber",), platform="miniprogram"),
    ApiEntry(script="open-type:getPhoneNumber", data=("phone_number",), platform="miniprogram"),
    ApiEntry(script="element:camera", data=("camera",), platform="miniprogram"),
    ApiEntry(script="plus.device.imei", data=("imei",)),
    ApiEntry(script="uni.getLocation", data=("location_precise",)),
)  # fmt: skip


def read(
    scripts: Mapping[str, str],
    markup: Mapping[str, str] | None = None,
    *,
    host: Host = "wechat",
    pages: Sequence[str] = ("pages/index/index",),
    components: Mapping[str, Sequence[str]] | None = None,
) -> ScriptReading:
    """What the engine makes of files that are given by path and text."""
    program = ScriptProgram(
        files=tuple(ScriptFile(path=path, text=text) for path, text in scripts.items()),
        markup=tuple(MarkupFile(path=path, text=text) for path, text in (markup or {}).items()),
        host=host,
        pages=tuple(pages),
        components=tuple((page, tuple(used)) for page, used in (components or {}).items()),
    )
    lexicons = shipped_lexicons()
    return read_scripts(program, ENTRIES, lexicons.scripts, lexicons.consent)


def calls(text: str, host: Host = "wechat") -> list[tuple[str, str]]:
    """Name and caller of each call to the host in one file `app.js`."""
    return [(call.api, call.caller.partition(":")[2]) for call in read({"app.js": text}, host=host).calls]


def call_of(reading: ScriptReading, api: str) -> HostCall:
    """The only call of an interface."""
    (found,) = [call for call in reading.calls if call.api == api]
    return found


def fact_of(reading: ScriptReading, api: str) -> ApiCallFact:
    """The only fact of an interface."""
    (found,) = [fact for fact in reading.facts if isinstance(fact, ApiCallFact) and fact.api == api]
    return found
