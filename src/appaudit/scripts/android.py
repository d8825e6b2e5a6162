"""The scripts that an Android package carries: which of its texts they are, and what its framework says of them.

uni-app keeps the order of pages in its configuration script, and asks for consent by itself where its settings say
`"prompt": "template"`: then no script runs before the user has agreed, unless `disagreeMode` lets them in without.
https://uniapp.dcloud.net.cn/tutorial/app-privacy-android and https://uniapp.dcloud.io/tutorial/app-disagreemode, read
2026-11-27. It reads these settings with fastjson, which passes comments over, and the samples of the vendor hold some.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from appaudit.lexicon.scripts import ScriptWords
from appaudit.model.artifact import Text
from appaudit.scripts.sources import ScriptFile, ScriptProgram, suffix_of

_SCRIPTS: Final = (".js", ".mjs", ".vue", ".nvue", ".bundle", ".jsbundle")
#: What stands behind the name of a page for the scripts in it.
_PAGE_SCRIPTS: Final = "#scripts"
_SETTINGS: Final = "androidPrivacy.json"
#: How the places of the texts begin that uni-app brings along for its own question for consent.
_QUESTION: Final = "res/strings/dcloud_privacy_prompt_"
#: Methods of its base that say so.
_NOT_YET_ASKED: Final = (
    "io.dcloud.common.util.AppRuntime.hasPrivacyForNotShown",
    "io.dcloud.common.ui.PrivacyManager.isPrivacyAllRight",
)
#: A string, or a comment beside the strings. What nothing closes goes on to the end, so that it is walked once.
_COMMENT: Final = re.compile(r"""("(?:[^"\\]|\\.)*+"?)|//[^\n]*|/\*.*?(?:\*/|\Z)""", re.DOTALL)
_PAGES: Final = re.compile(r"""["']?pages["']?\s*:\s*\[\s*((?:["'][\w/.-]+["']\s*(?:,\s*)?)+)\]""")
_DEFINED: Final = re.compile(r"""__definePage\s*\(\s*["']([\w/.-]+)["']""")


def android_program(texts: Iterable[Text], words: ScriptWords) -> ScriptProgram | None:
    """The scripts among the texts of a package, None where there are none that can be read as such."""
    known = list(texts)
    files = tuple(
        ScriptFile(path=text.place.removesuffix(_PAGE_SCRIPTS), text=text.text)
        for text in known
        if text.place.endswith(_PAGE_SCRIPTS)
        or (suffix_of(text.place) in _SCRIPTS and not is_list_of_strings(text.text))
    )
    if not files:
        return None
    return ScriptProgram(
        files=files,
        pages=pages_of(known),
        asked_first=any(asks_first(text.text) for text in known if text.place.endswith(_SETTINGS)),
        launched=tuple(file.path for file in files if words.launched.search(file.path)),
    )


def is_list_of_strings(text: str) -> bool:
    """Whether a text is the strings of a compiled script, one a line, rather than a script."""
    head = text[:4000]
    return head.count("\n") > 20 and not re.search(r"[;{}()]\s*$|=>|\bfunction\b|\bvar\b", head, re.MULTILINE)


def asks_first(settings: str) -> bool:
    """Whether the privacy settings of uni-app keep every script back until the user has agreed."""
    said = _said(settings)
    without = said.get("disagreeMode")
    return _asks(said) and not (isinstance(without, dict) and without.get("support") in (True, "true"))


def without_unasked(texts: Sequence[Text]) -> list[Text]:
    """The texts without those of uni-app's own question for consent, where nothing in the package has it ask.

    Each package of it holds them. It asks where its settings are there and say so, and else runs at once.
    """
    if any(text.place.endswith(_SETTINGS) and _asks(_said(text.text)) for text in texts):
        return list(texts)
    return [text for text in texts if not text.place.startswith(_QUESTION)]


def answers_of_framework(texts: Iterable[Text], *, is_whole: bool) -> dict[str, str]:
    """What methods of uni-app's base give at a first launch, by name: whether its own question has yet to be asked.

    They read the settings, of which a package without them has none, and so asks nothing. Code of a public release
    package made with it, read 2026-11-30.

    Args:
        texts: Those of the package.
        is_whole: Whether all of them were read.
    """
    settings = [text.text for text in texts if text.place.endswith(_SETTINGS)]
    if not settings and not is_whole:
        return {}
    asks = any(_asks(_said(each)) for each in settings)
    return dict.fromkeys(_NOT_YET_ASKED, "true" if asks else "false")


def _asks(said: Mapping[str, Any]) -> bool:
    return said.get("prompt") == "template"


def _said(settings: str) -> Mapping[str, Any]:
    """What privacy settings of uni-app say, nothing where they cannot be read."""
    try:
        said: Any = json.loads(_COMMENT.sub(lambda found: found.group(1) or " ", settings.removeprefix("\ufeff")))
    except (ValueError, RecursionError):
        return {}
    return said if isinstance(said, dict) else {}


def pages_of(texts: Iterable[Text]) -> tuple[str, ...]:
    """The pages of uni-app, the first page first."""
    for text in texts:
        if text.place.endswith(("app-config-service.js", "app-config.js")):
            found = _PAGES.search(text.text)
            if found:
                return tuple(re.findall(r"[\w/.-]+", found.group(1)))
    for text in texts:
        if text.place.endswith("app-service.js"):
            defined = _DEFINED.findall(text.text)
            if defined:
                return tuple(dict.fromkeys(defined))
    return ()
