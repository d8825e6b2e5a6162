"""Names that the writer of an entry sets apart, in bold or as the title of a link, and what stands behind them."""

from __future__ import annotations

from appaudit.documents.blocks import Link
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.names import whose_policy
from appaudit.records.wording.values import is_company, plain

#: A name that the writer sets apart: in bold, or as the title of a link.
BOLD = Expression(r"^(?:\*\*|__)(?P<name>[^*_\n]{2,90}?)\s*[:：]?\s*(?:\*\*|__)")
_ALSO_BOLD = Expression(r"^\s*(?:,|and|&|/|[、和与及或]|以及)\s*(?:\*\*|__)(?P<name>[^*_\n]{2,60}?)(?:\*\*|__)")
#: What shows that a link leads on.
_ARROWS = " →↗›»"
_TARGET = Expression(r"^\]\([^)\s]*(?:\s[^)]*)?\)")
#: What stands between such a name and what is said of it: a short form in brackets, and a mark or nothing.
_BETWEEN = Expression(r"^[\s*_:]*(?:[(（][^()（）\n]{1,60}[)）])?[\s*_]*(?:[—–:：,.，]|-(?=\s))?\s*")
#: A longer remark in brackets that is all that is said.
_ALL_IN_BRACKETS = Expression(r"^\((?P<inner>[^()\n]{12,400})\)[.;]?$")


def names_apart(text: str, link: Link | None, begins: int, words: PartyWords) -> tuple[list[str], str, str]:
    """The names that a line begins with in bold or as the title of a link, what stands behind them, and the rest."""
    names: list[str] = []
    if link is not None and link.start < link.end and not text[: max(0, link.start - begins)].strip("[*_ "):
        title = plain(text[link.start - begins : link.end - begins]).rstrip(_ARROWS)
        names.append(whose_policy(title, words) or title)
        tail = _TARGET.sub("", text[link.end - begins :], count=1)
    elif bold := BOLD.match(text):
        name = plain(bold["name"])
        names.append(name if is_company(name, words) else name.rstrip("."))
        tail = text[bold.end() :]
        while also := _ALSO_BOLD.match(tail):
            names.append(plain(also["name"]))
            tail = tail[also.end() :]
    else:
        return [], "", ""
    between = _BETWEEN.match(tail)
    rest = _ALL_IN_BRACKETS.sub(r"\g<inner>", tail[between.end() if between else 0 :].strip())
    return names, between.group() if between else "", rest
