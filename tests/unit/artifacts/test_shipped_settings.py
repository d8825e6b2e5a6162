"""Settings in files that a package brings along."""

from __future__ import annotations

import pytest
from tests.support.apk_builder import Member, zip_bytes

from appaudit.artifacts.apk.shipped_settings import shipped_settings
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits


def found(*members: Member) -> dict[str, str]:
    return shipped_settings(SafeArchive(memoryview(zip_bytes(members)), "test.apk", Limits()))


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("assets/platform.properties", "# of the store\r\nshow_ads=true\r\nchannel : store 7\r\nempty=\r\n",
         {"show_ads": "true", "channel": "store 7", "empty": ""}),
        ("assets/a/b.properties", "!no\nflag = false \n", {"flag": "false"}),
        ("assets/b.properties", "long=one\\\n  two\nescaped=\\u0041\n", {}),
        ("platform.properties", "show_ads=true\n", {}),
        ("assets/platform.txt", "show_ads=true\n", {}),
    ],
    ids=["of the app", "in a folder", "several lines", "of a library", "another kind"],
)  # fmt: skip
def test_files_of_settings(name: str, text: str, expected: dict[str, str]):
    assert found(Member(name, text.encode())) == expected


def test_a_key_that_two_files_give_two_values_is_left_out():
    first, second = Member("assets/a.properties", b"on=true\nx=1"), Member("assets/b.properties", b"on=false\nx=1")
    assert found(first, second) == {"x": "1"}
