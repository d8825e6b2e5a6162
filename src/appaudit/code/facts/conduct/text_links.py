"""Code that turns a part of a text into a link, as consent screens do with the name of the policy.

https://developer.android.com/reference/android/text/style/ClickableSpan, checked 2026-11-24.
"""

from __future__ import annotations

from appaudit.code.values.call_search import callers_of_item, calls_to
from appaudit.code.values.constants import Constants
from appaudit.model.facts.conduct import TextLinkFact

_SPANS = {
    "Landroid/text/style/ClickableSpan;": ("<init>",),
    "Landroid/text/style/URLSpan;": ("<init>",),
    "Landroid/text/method/LinkMovementMethod;": ("getInstance",),
    "Landroid/text/util/Linkify;": ("addLinks",),
}


def text_link_facts(constants: Constants) -> list[TextLinkFact]:
    """One fact for each method in one DEX file that makes links; the constructor stands for a class of spans."""
    found: dict[str, TextLinkFact] = {}
    for call in calls_to(constants, _SPANS):
        for caller in callers_of_item(constants.code, call.code_item):
            found.setdefault(
                caller.name,
                TextLinkFact(
                    caller=caller.name,
                    caller_class=caller.class_name,
                    location=caller.location,
                    extractor="code.text_links",
                ),
            )
    return list(found.values())
