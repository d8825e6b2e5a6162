"""What is known of renamed SDKs holds nothing of libraries that they only copied."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.code.renamed.features import text_feature
from appaudit.code.renamed.known import write


def _owners(text: str) -> list[str]:
    renamed = shipped_catalog().knowledge.renamed
    return [sdk for sdk, known in renamed.items() if write([text_feature(text)]) in known.features.split()]


@pytest.mark.parametrize(
    "text",
    [
        "%s already loaded previously!",
        "%s (%s) was not loaded normally, re-linking...",
        "An exception was thrown by an Executor",
        "Cannot set the result of a completed task.",
        "Scoped provider was invoked recursively returning different results: ",
    ],
)
def test_a_library_that_an_sdk_brings_along_does_not_prove_the_sdk(text: str) -> None:
    assert _owners(text) == []


def test_what_the_sdk_says_itself_still_proves_it() -> None:
    assert len(shipped_catalog().knowledge.renamed["easemob"].features.split()) > 900


@pytest.mark.parametrize("text", ["Framedata{ optcode:", "A close frame must have a closecode if it has a reason"])
def test_a_library_that_an_sdk_copied_is_told_as_itself(text: str) -> None:
    assert _owners(text) == ["java-websocket"]


def test_what_is_mixpanels_own_still_proves_it() -> None:
    assert len(shipped_catalog().knowledge.renamed["mixpanel"].features.split()) > 600
