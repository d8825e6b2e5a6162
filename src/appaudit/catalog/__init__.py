"""What is known: rules, SDKs, laws, words, loaded once and carried. The only room that opens files under `rules/`."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from appaudit.catalog.compiled import Compiled, compile_folders, load_or_compile
from appaudit.catalog.folders import known_digest, replaced_rules, rule_folders, rules_digest
from appaudit.errors import ConfigError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.knowledge import Knowledge
from appaudit.model.record import record
from appaudit.model.rule import Rule
from appaudit.stages import Stages

if TYPE_CHECKING:
    from appaudit.catalog.archives import RulesArchive

__all__ = ["Catalog", "load_catalog"]


@record
class Catalog:
    """Everything known, loaded once for any number of audits and passed to whoever needs a part of it.

    `folders` are where it comes from, the shipped rules first; `digest` is the SHA-256 of their content;
    `replaced_rules` are ids of shipped rules that a user's folder has its own file for, `archives` the released ones
    among what the user named.
    """

    folders: tuple[Path, ...]
    digest: str
    knowledge: Knowledge
    rules: tuple[Rule, ...]
    lexicons: Lexicons
    replaced_rules: tuple[str, ...] = ()
    archives: tuple[RulesArchive, ...] = ()


def load_catalog(extra_folders: Sequence[str | PathLike[str]] = (), stages: Stages | None = None) -> Catalog:
    """The shipped rules, with the user's folders, or released archives of such, over them.

    Raises:
        RuleError: a file does not load; the message lists every problem.
        ConfigError: a folder does not exist, or a part of what is shipped is empty.
    """
    with (stages or Stages())("rules"):
        extra, archives = _opened([Path(folder) for folder in extra_folders])
        folders = rule_folders(extra)
        digest = known_digest(folders)
        knowledge, rules, lexicons = load_or_compile(digest, lambda: _compiled(folders, digest))
        _refuse_empty(folders[0], knowledge, rules)
        return Catalog(
            folders=folders,
            digest=digest,
            knowledge=knowledge,
            rules=rules,
            lexicons=lexicons,
            replaced_rules=replaced_rules(folders),
            archives=archives,
        )


def _opened(named: Sequence[Path]) -> tuple[list[Path], tuple[RulesArchive, ...]]:
    """The folders of what the user named, archives unpacked, and the archives among them."""
    if not named:
        return [], ()
    from appaudit.catalog.archives import opened  # most name none

    return opened(named)


def _refuse_empty(shipped: Path, knowledge: Knowledge, rules: Sequence[Rule]) -> None:
    """An app passes rules that are not there: whoever lost them is told, and gets no clean report."""
    parts = {
        "checks": rules,
        "sdks": knowledge.sdks,
        "android": knowledge.apis and knowledge.permissions,
        "regulations": knowledge.regulations,
        "taxonomy": knowledge.data_types and knowledge.clauses and knowledge.obligations,
    }
    empty = [name for name, part in parts.items() if not part]
    if empty:
        raise ConfigError(
            f"{shipped} holds nothing under {', '.join(empty)}",
            hint="Reinstall appaudit; its rules are part of the package.",
            zh=f"{shipped} 中的 {'、'.join(empty)} 是空的",
            hint_zh="请重新安装 appaudit，规则随安装包提供。",
        )


def _compiled(folders: Sequence[Path], digest: str) -> Compiled:
    compiled = compile_folders(folders)
    if rules_digest(folders) != digest:  # what is kept under a digest must be what has it
        raise ConfigError(
            "The rules changed while they were read",
            hint="Run again when whoever writes them has finished.",
            zh="规则文件在读取过程中发生变化",
            hint_zh="请在写入完成后重新运行。",
        )
    return compiled
