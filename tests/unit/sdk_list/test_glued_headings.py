"""Headings of a page that its copy ran into the first label of the record below them."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

BLOCK = "Services: {use}\nData shared: device model, IP address\nPurpose of sharing: {use}\n"
TEXT = "3. Data sharing\nWe engage third-party service providers.\n"


def names(tmp_path, text: str) -> list[str]:
    path = tmp_path / "list.txt"
    path.write_text(text, encoding="utf-8")
    return [fact.name for fact in read_sdk_list(path, shipped_lexicons()).facts]


@pytest.mark.parametrize(
    "glued",
    [
        "Hosting and InfrastructureService Provider: ",
        "Hosting and Infrastructure\nService Provider: ",
        "HostingProvider: ",
    ],
)
def test_a_heading_that_runs_into_a_label_is_none_of_the_name(tmp_path, glued):
    text = TEXT + f"{glued}Egret Ltd.\n" + BLOCK.format(use="To store records")
    text += "Product AnalyticsService Provider: Finch, Inc.\n" + BLOCK.format(use="To count visits")
    expected = ["Egret Ltd", "Finch, Inc"] if glued != "HostingProvider: " else ["Finch, Inc"]
    assert [name.rstrip(".") for name in names(tmp_path, text)][-len(expected) :] == expected


def test_the_words_of_a_link_before_a_label_end_no_record(tmp_path):
    text = TEXT + "HostingService Provider: Egret Ltd.\n" + BLOCK.format(use="To store records")
    text += "Data Processing Addendum Service Provider: Finch, Inc.\n" + BLOCK.format(use="To count visits")
    assert [name.rstrip(".") for name in names(tmp_path, text)] == ["Egret Ltd", "Finch, Inc"]


def test_a_sentence_before_a_label_is_no_heading(tmp_path):
    text = (
        TEXT + "Service Provider: Egret Ltd.\n" + BLOCK.format(use="To store records, as our own Service Provider does")
    )
    assert [name.rstrip(".") for name in names(tmp_path, text)] == ["Egret Ltd"]
