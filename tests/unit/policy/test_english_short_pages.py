"""Short pages of small apps: labels below headings, one sentence on each matter; and what comes near them."""

from __future__ import annotations

import pytest

#: Clause, a heading with text below it, and its status.
PAIRS = [
    (
        "permission_list",
        "Permissions We Request",
        "Camera: Take pictures of birds\nPhotos/Storage: Pick a picture",
        "present",
    ),
    ("permission_list", "Things We Like", "Camera: Take pictures of birds\nPhotos/Storage: Pick a picture", "weak"),
    ("response_deadline", "Questions? Contact Us", "We will respond within 48 hours.", "present"),
    ("response_deadline", "Races", "We will respond within 48 hours.", "absent"),
    ("complaint_channel", "Your Rights", "You also have the right to complain to the Commissioner.", "present"),
    ("complaint_channel", "Your Rights", "You should complain less about the weather.", "weak"),
    ("policy_change_notice", "Policy Updates", "Material changes will be notified via in-app notification.", "present"),
    ("policy_change_notice", "Timetables", "Material changes of trains are listed in the hall.", "absent"),
    ("access_copy", "Your Individual Rights", "Under the law your rights are:\n- the right of access;", "weak"),
    ("access_copy", "Climbing", "The path has a right of way;", "absent"),
    ("operator_contact", "Help", "If you have any suggestions, do not hesitate to contact the keeper.", "weak"),
    ("operator_contact", "Help", "If you have any suggestions, do not hesitate.", "absent"),
    ("security_measures", "Data", "We ensure the security of any personal information by precise procedures.", "weak"),
    ("security_measures", "Data", "We ensure the safety of climbers by ropes.", "absent"),
]


@pytest.mark.parametrize(("clause", "heading", "text", "status"), PAIRS, ids=[f"{pair[0]} {pair[3]}" for pair in PAIRS])
def test_a_heading_with_what_stands_below_it(statuses, clause, heading, text, status):
    page = f"# Privacy Policy\n\nThis page is about the lantern.\n\n## {heading}\n\n{text}\n\n## End\n\nThat is all.\n"
    assert statuses(page, "en").get(clause, "absent") == status
