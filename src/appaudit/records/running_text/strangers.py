"""Names that no catalogue knows, in sentences of a section on third parties that say who they are.

"We use Egret for maps", "Payments are handled by Bluebird", "our host, Finch": what is said of such a name is read as
of any other.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import replace
from itertools import islice

from appaudit.documents.blocks import PolicyDocument
from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.name_keys import name_key
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.labelled.label_lines import Line
from appaudit.records.list_context import ListContext
from appaudit.records.running_text.chinese_strangers import listed_strangers
from appaudit.records.running_text.english import APPOSED, FIRST_WORDS, JOINED, LINKED_NAME, NAME
from appaudit.records.running_text.english_clauses import CLAUSE
from appaudit.records.wording.names import is_at, is_brand, is_known, is_ordinary, ordinary_words, own_names
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.sentences import denies
from appaudit.records.wording.values import is_company, is_product

#: A longer line is not looked through, and no more names than these are taken up in a clause and in a document.
_LONGEST_LINE = 1_500
_MOST_IN_CLAUSE = 12
_MOST = 60
#: Characters before a name in which it is told who does what.
_NEAR = 160
#: Characters between the word for third parties and the first that is listed.
_CLOSE = 60
_SHORTEST = 3
_AND = Expression(r"\b(?:and|or)\b|&")
#: The longest title of a link that is a name.
_LONGEST_TITLE = 40
#: The longest Chinese name.
_LONGEST_CHINESE = 12
_INNER_CAPITAL = Expression(r"[A-Z][a-z]+[A-Z]\w+")
_SMALL = Expression(r"[a-z]")
#: The name of a host is that of whoever answers there.
_HOST = Expression(r"[A-Z][\w-]+\.(?:com|net|io|org|ai|app|dev|co|me|cloud)")
#: How a clause goes on behind the name of whom it says that they are used.
_BEHIND_USED = Expression(
    r"(?:\s*$|[,;.]| \(| (?:for|to|as|and|or|which|who|that|so) | (?:services?|SDKs?|APIs?|platform|cloud|servers?)\b)"
)
#: Somebody at whose end a thing arrives, or by whom it is done.
_BY_WHOM = Expression(r"\b(?:by|through|via|with|using|to)(?: (?:the|our|an?))?(?: [a-z-]+){0,3},?\s*$")
#: A word before which no name of a product stands, and what may stand behind one that has it: "the Egret SDK".
_DETERMINED = Expression(
    r"\b(?:[Yy]our|[Ee]ach|[Aa]ny|[Aa]n?|[Tt]hese|[Tt]hose|[Ss]uch|[Tt]he) "
    r"(?P<name>[A-Z][\w.+'’-]*(?: [A-Z][\w.+'’-]*){0,3})"
    r"(?! (?:SDK|API|(?:[a-z]+ )?(?:services?|platform|app|network|library))\b)"
)


def acquainted(
    words: PartyWords,
    lines: Sequence[Line],
    document: PolicyDocument,
    names: FieldNames,
    context: ListContext,
) -> PartyWords:
    """The words with the names that sentences of a document introduce as those of third parties.

    Args:
        words: How names look, and how sentences say them.
        lines: The lines of the document.
        document: The document.
        names: What labels are called.
        context: What stands above the lines.
    """
    text = document.text
    called = context.is_called_parties
    if document.language != "en":
        new = {name_key(name) for line in lines if called(line.start) for name in _supplied(line.text, words)}
        new |= listed_strangers(lines, names, words, context.lists_parties)
        new |= _relied_on(lines, _linked(document), words)
        return replace(words, known_names=words.known_names | new) if new else words
    told = [line for line in lines if line.kind in ("paragraph", "item") and len(line.text) <= _LONGEST_LINE]
    told = [line for line in told if is_latin(line.text)]
    if not told:
        return words
    ordinary = ordinary_words(text) | {part.lower() for part in text.strip().partition("\n")[0].split()}
    own = own_names(text, words)
    linked = _linked(document)
    found: dict[str, str] = {}
    for line in told:
        is_called = _is_of_kind(line.text, words) or called(line.start)
        shown = LINKED_NAME.sub(r"\g<name> \g<address>", line.text)
        for name in _introduced(shown, words, names, ordinary, linked, is_called=is_called):
            if len(found) < _MOST and name_key(name) not in own:
                found.setdefault(name_key(name), name)
    # "the Administrator" is a term, and nobody's name.
    terms = {name_key(term["name"].rstrip(".")) for term in _DETERMINED.finditer(text)} if found else set()
    # "Egret engages the following providers" names whose app it is.
    ours = {name_key(one["name"].rstrip(".")) for one in words.own_acts.finditer(text)} if found else set()
    beginnings = tuple(f"{name} " for name in ours)
    new = {name for name in found.keys() - terms - ours if not name.startswith(beginnings)}
    return replace(words, known_names=words.known_names | new) if new else words


def _linked(document: PolicyDocument) -> frozenset[str]:
    """The titles of links to the pages of whom they name: "Egret" that leads to https://egret.example."""
    titles = ((document.text[link.start : link.end].strip(), link.target) for link in document.links)
    return frozenset(title for title, target in titles if len(title) <= _LONGEST_TITLE and is_at(title, target))


def _relied_on(lines: Sequence[Line], linked: Set[str], words: PartyWords) -> set[str]:
    """The keys of the titles of links before which Chinese sentences say that whom they name does something for an app.

    "并由 [egret.example](https://egret.example) 提供网络支持".
    """
    found: set[str] = set()
    for line in lines if linked else ():
        if len(line.text) > _LONGEST_LINE or is_latin(line.text) or denies(line.text, words):
            continue
        for title in linked:
            at = line.text.find(title)
            before = line.text[max(0, at - _CLOSE) : at].rstrip("[*_ ") if at >= 0 else ""
            cues = (*words.run_by.finditer(before), *words.relies_on.finditer(before)) if before else ()
            if any(cue.end() == len(before) for cue in cues):
                found.add(name_key(title))
    return found


def _is_of_kind(text: str, words: PartyWords) -> bool:
    """Whether a line is on a kind of services: "Payment processors: Egret takes your payments"."""
    found = words.kind_before_colon.match(text)
    return found is not None and words.kind_title.match(found["kind"]) is not None


def _supplied(text: str, words: PartyWords) -> Iterator[str]:
    """Whose services a Chinese sentence says are used: "使用由甲、乙和丙提供的服务"."""
    if len(text) > _LONGEST_LINE or denies(text, words):
        return
    for found in words.supplied_by.finditer(text):
        for part in words.between_parties.split(found["names"]):
            name = part.strip()
            is_kind = words.no_supplier.search(name) is not None or is_company(name, words)
            if 1 < len(name) <= _LONGEST_CHINESE and not is_kind:
                yield name


def _introduced(
    text: str, words: PartyWords, names: FieldNames, ordinary: frozenset[str], linked: Set[str], *, is_called: bool
) -> Iterator[str]:
    """The names that the clauses of a line introduce; outside a section on third parties they call them so.

    Those that lead to their own pages are third parties anywhere.
    """
    begins = 0
    for found in [*CLAUSE.finditer(text), None]:
        end = found.start() if found else len(text)
        clause = text[begins:end]
        begins = found.end() if found else end
        if not denies(clause, words) and not words.not_now.search(clause):
            yield from _in_clause(clause, words, names, ordinary, linked, is_called=is_called)


def _in_clause(
    clause: str, words: PartyWords, names: FieldNames, ordinary: frozenset[str], linked: Set[str], *, is_called: bool
) -> Iterator[str]:
    is_told = is_beside = False
    last = 0
    met = list(islice(_names_in(clause), _MOST_IN_CLAUSE))
    for count, (start, name) in enumerate(met):
        before, after = clause[max(0, start - _NEAR) : start], clause[start + len(name) :]
        if not JOINED.fullmatch(clause[last:start]):
            listed = list(_joined(clause, met[count:]))
            # "Egret Limited, Finch House" is somebody with an address.
            ends = met[count + len(listed) - 1][0] if listed else start
            is_list = _AND.search(clause, start, ends) is not None and words.works_with.search(before) is None
            is_beside = is_list and any(is_known(each, words) for each in listed)
        is_told = (is_told and _goes_on(clause[last:start], after, words)) or (
            _is_told(before, after, words)
            if is_called or is_beside or name in linked or _HOST.fullmatch(name)
            else _is_listed(before, words)
            or _is_owned(after, words)
            or words.our_named.search(before) is not None
            or _is_coined(name, before, after, words)
        )
        last = start + len(name)
        is_new = is_told and not after.startswith("-") and not is_known(name, words)
        if is_new and _may_be_somebody(name, words, names, ordinary):
            yield name


def _names_in(clause: str) -> Iterator[tuple[int, str]]:
    """The names of a clause with where they begin, without the words that only open a sentence."""
    for found in NAME.finditer(clause):
        start, name = found.start(), found.group().rstrip(".")
        while lead := FIRST_WORDS.match(name):
            start, name = start + lead.end(), name[lead.end() :]
        yield start, name


def _joined(clause: str, met: Sequence[tuple[int, str]]) -> Iterator[str]:
    """The names that begin a list: "A, B and C"; one alone is none."""
    last = -1
    for start, name in met:
        if last >= 0 and not JOINED.fullmatch(clause[last:start]):
            return
        last = start + len(name)
        yield name


def _may_be_somebody(name: str, words: PartyWords, names: FieldNames, ordinary: frozenset[str]) -> bool:
    """Whether a name is no word of the text in a capital, no abbreviation, place or law, and no term."""
    is_word = _SMALL.search(name) is None or is_ordinary(name, ordinary) or words.no_stranger.search(name) is not None
    # What calls itself an SDK is read where sentences on SDKs are.
    is_term = len(name) < _SHORTEST or words.legal_tail.search(name) is not None or is_product(name, words)
    return not (is_word or is_term) and is_brand(name, names, words)


def _goes_on(between: str, after: str, words: PartyWords) -> bool:
    """Whether a name is joined to the one before it, alone or with what it is for: "A and B", "A for x and B for y"."""
    if JOINED.fullmatch(between):
        return True
    return words.uses_also.search(between) is not None and words.used_for.match(after) is not None


def _is_listed(before: str, words: PartyWords) -> bool:
    """Whether what stands before a name lists third parties: "third-party providers such as"."""
    if words.lists_them.search(before) is None or words.context.search(before[-_CLOSE:]) is None:
        return False
    return words.users_choice.search(before) is None


def _is_coined(name: str, before: str, after: str, words: PartyWords) -> bool:
    """Whether a name with a capital inside is that of somebody who is used for something: "We use EgretFly to …"."""
    is_used = words.uses_named.search(before) is not None and words.for_deed.match(after) is not None
    return is_used and _INNER_CAPITAL.fullmatch(name) is not None and words.technique.fullmatch(name) is None


def _is_owned(after: str, words: PartyWords) -> bool:
    """Whether what stands behind a name says whose it is, or that it is a provider of ours, wherever that is said."""
    owned = APPOSED.match(after)
    if owned is not None:
        return is_company(owned["company"], words) or is_known(owned["company"], words)
    return words.our_provider.match(after) is not None


def _is_told(before: str, after: str, words: PartyWords) -> bool:
    """Whether what stands before a name and behind it says that it is somebody who is used, or does something."""
    done = words.does_what.match(after)
    if words.told_behind.match(after) or (done is not None and words.kind_before_colon.fullmatch(before)):
        return True
    if words.our_kind.search(before):
        return words.users_choice.search(before) is None
    used = words.we_use.search(before) or words.we_are_using.search(before)
    if used is not None and words.kind_before.search(used["kind"]) and _BEHIND_USED.match(after):
        return True
    # "the Egret SDK provided by Egret Ltd" names whose it is.
    done = None if words.made_by.search(before) else words.done_by.search(before)
    if done is not None and words.done_verb.fullmatch(done["verb"]) and _BY_WHOM.search(before):
        return True
    runs = words.goes_to.search(before)
    return _is_listed(before, words) or (runs is not None and not runs["verb"].startswith(("go", "come")))
