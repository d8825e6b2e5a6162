"""A third party that a document names, and when two spellings of a name are one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from appaudit.model.location import NOWHERE, Location
from appaudit.model.remembered import remembered

#: What two spellings of one name may differ by.
_LEFT_OUT = re.compile(r"[\s·\-_“”\"'【】《》（）()]+|(?<=[\u4e00-\u9fff])\+")
_SDK_BEHIND = re.compile(r"(?:sdk)+$")
#: What stands behind a name in a title: brackets, a version, and what a dash parts from it.
_BEHIND = re.compile(r"\s+[—–-]{1,2}\s.*$|[（(][^（）()]*[)）]\s*$|\s+v?\d+(?:\.\d+)+$")


@dataclass(frozen=True, slots=True)
class ThirdParty:
    """An SDK or company that a document names, with what the document says of it, and where it is named.

    `is_listed` says that it stands in a table or a list of such parties, not in running text; `is_stated` that a
    sentence says what it is for or takes, which counts where nothing is listed.
    """

    name: str
    company: str = ""
    purpose: str = ""
    data: tuple[str, ...] = ()
    link: str = ""
    location: Location = NOWHERE
    is_listed: bool = False
    is_stated: bool = False


@remembered
def name_key(name: str) -> str:
    """The form in which two spellings of one name are equal: lower case, no spaces, no `SDK` at the end."""
    key = _LEFT_OUT.sub("", name).lower()
    return _SDK_BEHIND.sub("", key) or key


def bare_key(name: str) -> str:
    """The same without what stands in brackets or behind a dash behind the name."""
    return name_key(_BEHIND.sub("", _BEHIND.sub("", name))) or name_key(name)


def party_key(party: ThirdParty) -> tuple[str, str]:
    """What makes two descriptions one: the name; and where that is only a company's, what it is for as well."""
    is_one = bool(party.company) and party.name == party.company
    return name_key(party.name), party.purpose if is_one else ""
