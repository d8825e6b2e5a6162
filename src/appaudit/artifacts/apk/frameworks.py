"""App frameworks that keep the code of the app outside DEX: what bytecode shows of such an app is its shell."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from appaudit.artifacts.base import gaps_for
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CODE_KINDS, CoverageLevel, Gap
from appaudit.model.facts.code import UiTextFact

#: Pages and scripts.
_PAGES: Final = r"assets/.*\.(?:html?|js|json|jsbundle|bundle|vue)$"


class _Framework(NamedTuple):
    """A framework, the entries its build writes, and those in which its texts can be read: empty where all is compiled.

    Where none of the latter is in a package, its code comes from elsewhere.
    """

    name: str
    entries: str
    texts: str


def _framework(name: str, entries: str, *, has_readable_texts: bool, texts: str = _PAGES) -> _Framework:
    return _Framework(name, rf"(?m)^(?:{entries})", rf"(?m)^(?:{texts})" if has_readable_texts else "")


#: Where all of them lie: most names are those of resources.
_FOLDERS: Final = ("assets/", "lib/", "assemblies/")
#: By the file names that the build tools of each framework write into a package. Those below Cocos were added on
#: 2026-11-30 from what is commonly known of their packages, mini-programs, quick apps and Weex on 2026-12-01; no page
#: was opened.
_FRAMEWORKS: Final = (
    _framework("Flutter", r"lib/[^/\n]+/lib(?:flutter|app)\.so$|assets/flutter_assets/", has_readable_texts=False),
    _framework(
        "React Native",
        r"assets/index\.android\.bundle|assets/.*\.jsbundle$|lib/[^/\n]+/libreactnative(?:jni)?\.so$",
        has_readable_texts=True,
        texts=r"assets/.*bundle$",
    ),
    _framework("uni-app", r"assets/apps/[^/\n]+/www/", has_readable_texts=True),
    _framework("uni mini-program", r"assets/(?:[^\n]*/)?[^/\n]+\.wgt$", has_readable_texts=False),
    _framework("quick app", r"assets/(?:[^\n]*/)?[^/\n]+\.rpk$", has_readable_texts=False),
    _framework("Weex", r"lib/[^/\n]+/libweex(?:core|js[bcst]\w*)\.so$", has_readable_texts=True),
    _framework("Cordova", r"assets/www/", has_readable_texts=True),
    _framework("Capacitor", r"assets/capacitor\.config\.json$|assets/public/index\.html$", has_readable_texts=True),
    _framework("Unity", r"lib/[^/\n]+/libil2cpp\.so$|assets/bin/Data/", has_readable_texts=False),
    _framework(".NET for Android", r"assemblies/|lib/[^/\n]+/libmonodroid\.so$", has_readable_texts=False),
    _framework("Cocos", r"lib/[^/\n]+/libcocos(?:2djs|2dlua|js)?\.so$|assets/jsb-adapter/", has_readable_texts=False),
    _framework(
        "NativeScript", r"assets/metadata/tree\w+\.dat$|lib/[^/\n]+/libNativeScript\.so$", has_readable_texts=True
    ),
    _framework("Titanium", r"assets/Resources/app\.js$|lib/[^/\n]+/libkroll-v8\.so$", has_readable_texts=True),
    _framework("APICloud", r"assets/widget/(?:config\.xml|index\.(?:html|js))$", has_readable_texts=True),
    _framework("Hippy", r"assets/vendor\.android\.js$", has_readable_texts=True),
    _framework("Auto.js", r"assets/project/(?:project\.json|main\.js)$", has_readable_texts=True),
    _framework(
        "Python",
        r"assets/private\.(?:mp3|tar)$|assets/chaquopy/|lib/[^/\n]+/libpy(?:bundle|thon\d[\w.]*)\.so$|assets/main\.pyc?$",
        has_readable_texts=False,
    ),
    _framework("Lua", r"assets/(?:main|init)\.luac?$|lib/[^/\n]+/libluajava\.so$", has_readable_texts=False),
    _framework("Godot", r"assets/project\.binary$|assets/[^/\n]+\.pck$", has_readable_texts=False),
    _framework("Defold", r"assets/game\.(?:arcd|projectc|dmanifest)$", has_readable_texts=False),
    _framework("Solar2D", r"assets/resource\.car$", has_readable_texts=False),
    _framework("Qt", r"assets/--Added-by-androiddeployqt--/", has_readable_texts=False),
    _framework("Adobe AIR", r"assets/META-INF/AIR/", has_readable_texts=False),
)


def hybrid_gaps(names: list[str]) -> list[Gap]:
    """A gap in code for each framework whose files are among the names; in texts where they are compiled or missing."""
    listing = "\n".join(name for name in names if name.startswith(_FOLDERS))
    gaps: list[Gap] = []
    for framework in _FRAMEWORKS:
        match = re.search(framework.entries, listing)
        if match is None:
            continue
        line_end = listing.find("\n", match.start())
        part = listing[match.start() : line_end if line_end >= 0 else len(listing)]
        detail = Bilingual(
            f"{framework.name} 应用：部分代码不在 DEX 中", f"{framework.name} app: part of its code is not in DEX"
        )
        kinds: tuple[str, ...] = CODE_KINDS
        if not framework.texts:
            kinds = (*CODE_KINDS, UiTextFact.kind)
        elif re.search(framework.texts, listing) is None:
            kinds = (*CODE_KINDS, UiTextFact.kind)
            detail = Bilingual(
                f"{framework.name} 应用：安装包中没有其脚本，界面上的文字和部分代码无从读取",
                f"{framework.name} app: its script is not in the package, nor are the texts on its screens",
            )
        gaps += gaps_for(kinds, CoverageLevel.PARTIAL, "hybrid", part, detail)
    return gaps
