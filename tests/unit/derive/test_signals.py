"""Names find the patterns that they fit, whatever the patterns begin with."""

from __future__ import annotations

import pytest

from appaudit.derive.signals import NameIndex


@pytest.mark.parametrize(
    ("pattern", "fits", "misses"),
    [
        ("libpush.so", "libpush.so", "libpush2.so"),
        ("com.example.push.*", "com.example.push.Service", "com.example.pull.Service"),
        ("*/push_sdk/*", "assets/push_sdk/a.bin", "assets/push-sdk/a.bin"),
        ("*push*core*", "xpush-core.js", "xcore-push.js"),
        ("?ush.js", "push.js", "ppush.js"),
        ("*[ab]x.js", "lib/ax.js", "lib/cx.js"),
        ("*[!]a]x.js", "lib/cx.js", "lib/ax.js"),
        ("*", "anything", None),
    ],
)
def test_a_pattern_is_found_by_names_that_fit(pattern: str, fits: str, misses: str | None) -> None:
    index = NameIndex([(pattern, "one"), ("else", "other")])
    assert index.owners(fits) == ["one"]
    if misses is not None:
        assert index.owners(misses) == []


def test_an_owner_of_several_patterns_is_named_once() -> None:
    index = NameIndex([("*push*", "one"), ("*pushcore*", "one"), ("*core", "other")])
    assert index.owners("pushcore") == ["one", "other"]
