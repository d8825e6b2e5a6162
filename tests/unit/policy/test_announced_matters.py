"""A section of an English policy that announces a matter and says something of it is no absence of that matter."""

from __future__ import annotations

import pytest

SAYS = "Pictures of the rooms: the report is written with them, and with the place where it was signed."
DENIES = "We do not have anything of that kind here, and nobody who would look after it for the app."

#: Clause, a heading that announces it, and a near twin that announces something else.
HEADINGS = [
    ("permission_list", "5. Device permissions", "5. Device pictures"),
    ("sharing_recipients", "6. Processors and third parties", "6. Links to third parties"),
    ("cross_border", "7. Disclosure outside Quebec", "7. Walks outside Quebec"),
    ("security_measures", "Data Security", "Your data protection rights"),
    ("policy_change_notice", "12. Changes", "12. Changes of clothes"),
    ("retention_period", "How long we keep your reports", "How long we have been here"),
]


@pytest.mark.parametrize(("clause", "heading", "_other"), HEADINGS)
def test_what_a_section_announces_and_tells_is_there_vaguely(statuses, clause, heading, _other):
    assert statuses(f"# Privacy Policy\n\n## {heading}\n\n{SAYS}\n", "en").get(clause) == "weak"


@pytest.mark.parametrize(("clause", "_heading", "other"), HEADINGS)
def test_another_heading_announces_nothing_of_it(statuses, clause, _heading, other):
    assert clause not in statuses(f"# Privacy Policy\n\n## {other}\n\n{SAYS}\n", "en")


@pytest.mark.parametrize(("clause", "heading", "_other"), HEADINGS)
def test_a_section_that_denies_or_is_empty_tells_nothing(statuses, clause, heading, _other):
    assert clause not in statuses(f"# Privacy Policy\n\n## {heading}\n\n{DENIES}\n", "en")
    assert clause not in statuses(f"# Privacy Policy\n\n## {heading}\n\n## Good day\n\n{SAYS}\n", "en")
