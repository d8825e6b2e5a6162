"""What English entries say is taken behind what it is for: in brackets, in a clause, in a further sentence."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list


def read(tmp_path, entry: str) -> tuple[str, tuple[str, ...]]:
    path = tmp_path / "list.md"
    path.write_text(f"# Third-party services\n\n- **Heronwise** — {entry}\n- **Crowguard** — maps\n", encoding="utf-8")
    fact = read_sdk_list(path, shipped_lexicons()).facts[0]
    return fact.purpose, fact.data


@pytest.mark.parametrize(
    ("entry", "use", "data"),
    [
        (
            "newsletter delivery (stores subscriber email addresses)",
            "newsletter delivery",
            "subscriber email addresses",
        ),
        ("website hosting (may log IP addresses)", "website hosting", "IP addresses"),
        ("CDN; may process request logs", "CDN", "request logs"),
        ("fonts. It may log minimal request data.", "fonts", "minimal request data"),
        ("logging (data: IP address)", "logging", "IP address"),
        ("displays maps. Your approximate location is sent to Heronwise.", "displays maps", "approximate location"),
        ("payments. We send it your card token.", "payments", "card token"),
        ("collects data about your interactions", "", "interactions"),
    ],
)
def test_data_behind_a_use(tmp_path, entry, use, data):
    assert read(tmp_path, entry) == (use, (data,))


@pytest.mark.parametrize(
    "entry",
    [
        "payments (processes card payments)",
        "hosting (stores no personal data)",
        "search. Results are shown at once.",
        "maps; handles routing",
    ],
)
def test_what_is_done_is_no_data(tmp_path, entry):
    assert read(tmp_path, entry)[1] == ()
