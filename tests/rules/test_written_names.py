"""Names of shipped SDKs as policies write them: together, and in other cases."""

from __future__ import annotations

import pytest
from tests.support.shipped import knowledge, shipped_lexicons

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.pipeline.document_files import sdk_names
from appaudit.sdk_list.matching import match_names


@pytest.mark.parametrize(
    ("written", "identifier"),
    [
        ("GooglemapSDK", "google-maps"),
        ("Google Map SDK", "google-maps"),
        ("谷歌地图SDK", "google-maps"),
        ("Google", ""),
        ("GooglepaySDK", "google-wallet"),
        ("GooglemapperSDK", ""),
    ],
)
def test_a_name_written_together_with_the_word_sdk(written: str, identifier: str) -> None:
    known = sdk_names(knowledge())
    (fact,) = match_names([DeclaredSdkFact(name=written)], known, shipped_lexicons().sdk_names)
    assert fact.sdk_id == identifier
