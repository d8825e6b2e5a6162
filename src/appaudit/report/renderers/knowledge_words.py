"""How old the knowledge of a report is, in words."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.report import Tool

#: Days after which a report says that its knowledge is old: regulators published lists of apps, and vendors new
#: versions of SDKs, several times in half a year. The number is this project's own.
LIMIT_DAYS: Final = 180
_AGE: Final = Bilingual("{date}（距依据日期 {days} 天）", "{date} ({days} days before the date of the audit)")
_OLD: Final = Bilingual(
    "规则与知识最新核对于 {date}，距依据日期已 {days} 天：此后的法规、通报和SDK变化没有计入；请更新 appaudit，"
    "或用 --rules 提供新的规则包",
    "The newest check of rules and knowledge is of {date}, {days} days before the date of the audit: laws, bulletins "
    "and SDKs that changed since are not counted; update appaudit, or give a newer rules archive to --rules",
)


def knowledge_line(tool: Tool) -> Bilingual:
    """The newest check date of the knowledge with its age in days, where a report says it."""
    if tool.knowledge_days < 0:
        return Bilingual(tool.knowledge_date, tool.knowledge_date)
    return _AGE.format(date=tool.knowledge_date, days=tool.knowledge_days)


def old_knowledge(tool: Tool) -> list[Bilingual]:
    """A warning where the knowledge is older than half a year."""
    if tool.knowledge_days <= LIMIT_DAYS:
        return []
    return [_OLD.format(date=tool.knowledge_date, days=tool.knowledge_days)]
