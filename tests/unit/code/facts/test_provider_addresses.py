"""Addresses of content providers: where they are followed to, also through moves that copy each other around a loop."""

from __future__ import annotations

import pytest
from tests.support.program_assembly import (
    RETURN_VOID,
    branch,
    call,
    code,
    const_string,
    defined,
    dex,
    label,
    move_result,
    static_field,
)

from appaudit.code.facts.uses.provider_addresses import made_address
from appaudit.code.values.constants import Constants
from appaudit.dex import read_code

QUERY = call("virtual", "Landroid/content/ContentResolver;->query(Landroid/net/Uri;)Landroid/database/Cursor;", 5, 0)
PARSE = [
    call("static", "Landroid/net/Uri;->parse(Ljava/lang/String;)Landroid/net/Uri;", 4),
    move_result(0, reference=True),
]
#: move-object v1, v0 and back: what is asked may come from either as often as the loop runs.
AROUND = [label("again"), (0x0107,), (0x1007,), branch("eqz", 3, "again")]


def address(*parts) -> str | None:
    """What is known of the address that the query is handed."""
    body = code(*parts, QUERY, RETURN_VOID, registers=6, incoming=3)
    signature = "read(ILjava/lang/String;Landroid/content/ContentResolver;)V"
    codes, errors = read_code([("classes.dex", dex(defined("Lm/Reader;", {signature: body}, static=[signature])))])
    assert not errors
    constants = Constants(codes[0])
    found = constants.body(0)
    place = next(index for index in reversed(range(len(found))) if found.opcodes[index] == 0x6E)
    return made_address(constants, found.first + place, 1)


@pytest.mark.parametrize("around", [[], AROUND], ids=["straight", "around a loop"])
def test_an_address_made_of_a_text_that_is_not_known_is_made_however_it_is_moved(around) -> None:
    assert address(*PARSE, *around) == ""


def test_an_address_that_only_goes_around_is_from_nowhere() -> None:
    assert address(*AROUND) is None


URI, BUILDER = "Landroid/net/Uri;", "Landroid/net/Uri$Builder;"
STATED = static_field("get-object", 0, f"Landroid/provider/ContactsContract$Contacts;->CONTENT_URI:{URI}")
UPON = [call("virtual", f"{URI}->buildUpon(){BUILDER}", 0), move_result(0, reference=True)]
BUILT = [call("virtual", f"{BUILDER}->build(){URI}", 0), move_result(0, reference=True)]


def part(name: str):
    """A part of an address that is not known, given to its builder."""
    return [call("virtual", f"{BUILDER}->{name}(Ljava/lang/String;){BUILDER}", 0, 4), move_result(0, reference=True)]


def test_what_is_built_upon_an_address_of_the_platform_is_of_the_same_provider() -> None:
    assert address(STATED, *UPON, *part("appendPath"), *part("appendEncodedPath"), *BUILT) is None
    assert address(STATED, *UPON, *part("authority"), *BUILT) == ""
    assert address(*PARSE, *UPON, *part("appendPath"), *BUILT) == ""
    known = [const_string(4, "content://m.files/rows"), *PARSE]
    assert address(*known, *UPON, *part("appendPath"), *BUILT) is None
