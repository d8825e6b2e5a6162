"""Words of shaking in names."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons


@pytest.mark.parametrize(
    ("class_name", "words"),
    [
        ("com.vendor.ads.shake.b", ("package shake",)),
        ("com.vendor.ads.shakeview.b", ("package shakeview",)),
        ("com.vendor.ads.shake.ShakeView", ("class name ShakeView", "package shake")),
        ("com.vendor.handshake.b", ()),
        # Only the innermost package: the owner of an app about shaking may call everything after it.
        ("com.shake.store.sensors.b", ()),
        ("b", ()),
        ("", ()),
    ],
)
def test_a_package_speaks_for_classes_that_a_shrinker_renamed(class_name: str, words: tuple[str, ...]) -> None:
    assert shipped_lexicons().shake.in_code(class_name, (), ()) == words
