"""Lists of links to policies below a sentence on what is used: whom a title names, and what for."""

from __future__ import annotations

from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list

PAGE = """# Third-party services

## Analytics

We use the following services to understand how people use the app.

- [Google Analytics privacy policy](https://a.example/privacy)
- [Mixpanel Privacy Policy](https://b.example/privacy)

## Crash reporting

We use it to find and fix errors.

- [Sentry's privacy policy](https://c.example/privacy)
"""


def read(tmp_path, text: str):
    path = tmp_path / "list.md"
    path.write_text(text, encoding="utf-8")
    return [(fact.name, fact.purpose) for fact in read_sdk_list(path, shipped_lexicons()).facts]


def test_the_title_of_a_policy_names_whose_it_is(tmp_path):
    assert read(tmp_path, PAGE) == [
        ("Google Analytics", "understand how people use the app"),
        ("Mixpanel", "understand how people use the app"),
        ("Sentry", "Crash reporting"),
    ]


def test_ones_own_policy_names_nobody(tmp_path):
    own = "## More\n\nWe want to show what we do.\n\n- [View our privacy policy](https://own.example/privacy)\n"
    assert read(tmp_path, f"{PAGE}\n{own}") == read(tmp_path, PAGE)


def test_titles_below_a_denial_name_nobody(tmp_path):
    denied = PAGE.replace("We use the following services to understand how people use the app.", "We do not use:")
    assert "Mixpanel" not in [name for name, _ in read(tmp_path, denied)]
