"""Names that nobody knows beside known ones in English sentences, and known ones beside cookies, with their twins."""

from __future__ import annotations

import pytest
from tests.support.sdk_lists import reader_of, told

read = reader_of("policy.md")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We use Zorple, Google Analytics and Sentry for statistics.", ["Zorple", "Google Analytics", "Sentry"]),
        ("We use Google Analytics and Zorple for statistics.", ["Google Analytics", "Zorple"]),
        ("We use both Zorple and Stripe for payments.", ["Zorple", "Stripe"]),
        ("We use Zorple and Finchly for statistics.", []),
        ("We do not use Zorple or Google Analytics for statistics.", []),
        ("You can share a page to Zorple, Facebook or Twitter.", []),
        ("Our app works with Excel, Google Analytics and Word.", []),
        ("We use cookies and Google Analytics to improve the site.", ["Google Analytics"]),
        ("We use cookies and no Google Analytics.", []),
        ("We do not use cookies or Google Analytics.", []),
        ("We use cookies, and Google Analytics is not used.", []),
        ("If you use cookies and Google Analytics on your own site, you need consent.", []),
    ],
)
def test_names_beside_a_known_one_and_beside_cookies(tmp_path, text, expected):
    assert [name for name, *_ in told(read(tmp_path, f"# Privacy Policy\n\n{text}\n"))] == expected
