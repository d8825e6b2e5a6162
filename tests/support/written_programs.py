"""Programs of ArkTS for tests as people write them: files by their paths, read as sources of a module."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.shipped import shipped_catalog

from appaudit.model.artifact import ArkSource, ArkSources
from appaudit.model.words import WrittenLanguage
from appaudit.pipeline.bytecode import BytecodeFacts, read_bytecode_facts

ETS = "entry/src/main/ets/"
PAGE = f"{ETS}pages/Index"
_LANGUAGES: dict[str, WrittenLanguage] = {".ets": "arkts", ".ts": "typescript", ".js": "javascript"}
ABILITY = """
import { UIAbility } from '@kit.AbilityKit';
export default class EntryAbility extends UIAbility {
  onWindowStageCreate(windowStage: window.WindowStage): void {
    windowStage.loadContent('pages/Index', (err) => {});
  }
}
"""


def read_written(
    page: str = "", *packages: tuple[str, str, str], files: Mapping[str, str] | None = None, ability: str = ABILITY
) -> BytecodeFacts:
    """What an app does whose first page and other files are these; the ability loads the page."""
    texts = {"entryability/EntryAbility.ets": ability, **({"pages/Index.ets": page} if page else {}), **(files or {})}
    sources = []
    for name, text in texts.items():
        stem, _, ending = name.rpartition(".")
        place = f"{ETS}{stem}" if not name.startswith("/") else stem[1:]
        sources.append(ArkSource(place=f"{place}.{ending}", path=place, text=text, language=_LANGUAGES[f".{ending}"]))
    module = ArkSources(
        files=tuple(sources), packages=packages, started=("/ets/entryability/EntryAbility",), pages=("pages/Index",)
    )
    return read_bytecode_facts([], shipped_catalog(), [module])
