"""Every evasion of the tables, on a sample with planted problems: each finding is kept, or the report says why not.

`bench/metamorphic.py` applies each evasion to each sample.
"""

from __future__ import annotations

from functools import cache

import pytest
from tests.metamorphic.code_evasions import CODE_EVASIONS
from tests.metamorphic.judgement import Key, Seen, audited, lost
from tests.metamorphic.package_evasions import PACKAGE_EVASIONS
from tests.metamorphic.packages import (
    Entries,
    entries_of,
    packed,
    read_platform_classes,
    with_redirected_calls,
    without_redirected_calls,
)
from tests.support.sample_paths import sample

CODE_SAMPLES = ("pre-consent", "planted-shop-twin")
PACKAGE_SAMPLE = "planted-shop-twin"


@cache
def content(name: str) -> Entries:
    return entries_of(sample(name).apk.read_bytes())


def seen(name: str, package: bytes) -> Seen | None:
    paths = sample(name)
    return audited(package, paths.policy, paths.sdk_list)


@cache
def honest(name: str) -> Seen:
    found = seen(name, packed(content(name)))
    assert found is not None
    return found


@cache
def by_calls(name: str) -> frozenset[Key]:
    """The findings that rest on calls of the platform: those that go where the calls go."""
    entries = content(name)
    without = seen(name, packed(without_redirected_calls(entries, read_platform_classes(entries))))
    assert without is not None
    return honest(name).findings - without.findings


@pytest.mark.parametrize("name", CODE_SAMPLES)
def test_the_samples_have_findings_that_evasions_can_take_away(name):
    assert by_calls(name)


@pytest.mark.parametrize("evasion", CODE_EVASIONS)
def test_code_that_hides_its_calls_loses_no_finding_in_silence(evasion):
    name = CODE_SAMPLES[list(CODE_EVASIONS).index(evasion) % len(CODE_SAMPLES)]
    entries = content(name)
    package = packed(with_redirected_calls(entries, read_platform_classes(entries), CODE_EVASIONS[evasion]))
    assert lost(honest(name), seen(name, package), by_calls(name)) == []


@pytest.mark.parametrize("evasion", PACKAGE_EVASIONS)
def test_packages_that_hide_their_parts_lose_no_finding_in_silence(evasion):
    package = PACKAGE_EVASIONS[evasion](content(PACKAGE_SAMPLE))
    before = honest(PACKAGE_SAMPLE)
    assert lost(before, seen(PACKAGE_SAMPLE, package), before.findings) == []


def test_what_nobody_says_is_lost():
    """The judgement itself: calls that are gone without a trace take their findings with them."""
    entries = content("pre-consent")
    package = packed(without_redirected_calls(entries, read_platform_classes(entries)))
    assert lost(honest("pre-consent"), seen("pre-consent", package), by_calls("pre-consent"))
