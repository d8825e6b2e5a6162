"""Third parties that a policy names: rows of tables, labelled blocks, list items, and names inside sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import replace
from functools import cache, partial

from appaudit.documents.blocks import Span
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.policy import LanguageLexicon
from appaudit.model.expression import Expression
from appaudit.model.location import Location
from appaudit.policy.document_index import DocumentIndex, Place
from appaudit.policy.entry_lines import entries_of_lines, is_labelled
from appaudit.policy.hits import Hit
from appaudit.policy.named_parties import examples_in_brackets, partner_companies
from appaudit.policy.third_party import ThirdParty, name_key, party_key
from appaudit.policy.titled_policies import with_titled_policies
from appaudit.policy.unused_names import ends_in_denied, is_unused_by_name, is_unused_here
from appaudit.records.documents import read_records
from appaudit.records.entries.item_lines import BULLET
from appaudit.records.list_context import ListContext
from appaudit.records.titled_links import policy_below
from appaudit.records.wording.ended import said_unused
from appaudit.records.wording.sentences import LONGEST_LINE, denies, owner_before, said_in, says_gone
from appaudit.records.wording.values import LONGEST_NAME, address_in, is_company, items_of

_URL = Expression(r"https?://[^\s<>\"'，。；）】》、|\[\]\u4e00-\u9fff]+")
#: What ends an address in running text and is no part of it; Markdown writes a backslash before an underscore.
_AFTER_URL = ".,;:!?*'`"
_LABEL = Expression(r"^[\s\-•·*#>（(\d.、）)①-⑳【\[]*([^：:\n]{1,24}?)[】\]*\s]*[：:]\s*(.*)$", re.DOTALL)
_ENUMERATION = Expression(
    r"^[\s#*>•·●○■◆Ø-]*(?:\d{1,2}(?:[.．]\d{1,2}){1,3}[.、．]?(?![a-zA-Z\d])|[（(]?\d{1,2}(?:[)）.、．](?![a-z0-9])|(?=\s))|[一二三四五六七八九十]{1,3}[、.]|[①-⑳]"
    r"|[a-k][.．、)）](?=\s?[A-Z\u4e00-\u9fff]))?[\s*]*"
)
_TAGS = Expression(r"</?(?:br|u|b|strong|span)\s*/?>|\*\*")
_MAX_VALUE = 300
_CLAUSE_STOP = re.compile(r"[，。；;—–]|[.:!?]\s")
#: Characters before a name in which a word that denies it stands.
_FAR_DENIAL = 240
#: The number of the first of several purposes: "（1）统计；（2）推送".
_FIRST_OF_SEVERAL = Expression(
    r"(?P<number>(?P<open>[（(]?)1(?P<close>[）).、．]))(?=.*(?P=open)2(?P=close))", re.DOTALL
)
#: Characters that a number before a name takes.
_NUMBERING = 4
#: A shorter name names nobody.
_SHORTEST = 2
#: A name with what kind of service it is; brackets that say of which SDK it is the name part two of one provider.
_KIND_IN_BRACKETS = Expression(r"^(?P<name>[^（(]{2,40}?)\s*[（(](?![^（）()]*sdk)[^（）()]{2,24}[)）]$", re.IGNORECASE)
#: What stands in brackets behind a name that is too long with it.
_REMARK = Expression(r"[\s*_]*[（(][^（）()]*[)）][\s*_]*$")
#: Where in its line an entry of a list names its SDK at the latest, in characters.
_OPENING = 60
#: Latin words before a name that belong to it, in a Chinese text.
_LATIN_LEAD = Expression(r"(?<![A-Za-z0-9])(?!(?i:sdk))(?:[A-Za-z0-9][\w+.\-]* ?){1,3}$|[+\-]$", re.ASCII)
_LONGEST_LEAD = 30
#: The last characters of a name by which it is met again.
_STEM = 4
#: What is no name, whatever stands before it: "information from third-party SDK".
_THIRD_PARTY = Expression(r"\bthird[- ]part(?:y|ies) sdks?$", re.IGNORECASE)
#: Sentences that go on with an SDK that the one before names, at the most.
_MOST_NEXT = 3
#: A name in quotation marks before the word that says what it is: "“白鹭分享”SDK".
_QUOTED = Expression(r"^[“\"「『]?([^“”\"「」『』]{2,24})[”\"」』] ?sdk$", re.IGNORECASE)
#: The title of a document.
_TITLE = Expression(r"《[^《》\n]{1,60}》")
#: What somebody is to a company, in small letters, and the company: "monetization platform of Egret LLC".
_OF_COMPANY = Expression(r"^(?:[a-z-]+ ){1,4}(?:of|by) (?P<company>[A-Z][^\n]{2,80})$")
#: The title of a policy behind what it is the policy of.
_TITLE_BEHIND = Expression(r"(?<=\S)[\s，,；;。]*《[^《》\n]{1,60}》[\s。；;]*$")


def read_third_parties(index: DocumentIndex, context: ListContext | None = None) -> list[ThirdParty]:
    """Give every third party that a document names, each once, richest description first merged.

    Who asks for what the document says is gone hands in the context that keeps it.
    """
    context = context or ListContext(index.document, index.lexicon.parties)
    records = list(_from_records(index, context))
    gone = set(map(name_key, context.names_gone()))
    told = [party for party in _from_sentences(index, records, context) if name_key(party.name) not in gone]
    found = entries_of_lines(index, [*records, *told], context)
    merged: dict[tuple[str, str], ThirdParty] = {}
    named: dict[str, list[tuple[str, str]]] = {}
    rows: set[tuple[str, str]] = set()
    recorded = set(map(id, records))
    lines = {block.start for block in index.document.blocks if block.kind == "row"}
    for party in found:
        if not name_key(party.name) or index.lexicon.parties.kind_alone.fullmatch(party.name.strip()):
            continue
        key = party_key(party)
        if party.location.start in lines and _is_second_row(merged.get(key), party, lines, index.lexicon.parties):
            key = (key[0], party.purpose)
        elif (key[0], "") in merged:
            # Somebody who was named by the product already has no row as a company.
            key = (key[0], "")
        elif len(named.get(key[0], ())) == 1 and key not in merged and _is_of_row(party, lines):
            # What stands outside the table with the name of one row is of that row: its address, a section on it.
            key = named[key[0]][0]
            party = replace(party, data=() if merged[key].data else party.data)
        old = merged.get(key)
        rows |= {key} if id(party) in recorded else set()
        if old is None:
            merged[key] = party
            named.setdefault(key[0], []).append(key)
        else:
            merged[key] = replace(
                old,
                company=old.company or party.company,
                purpose=old.purpose or party.purpose,
                # An SDK may have a row or a sentence for each kind of data; one beside its row speaks of the list.
                data=tuple(dict.fromkeys([*old.data, *party.data]))
                if party.is_listed and (id(party) in recorded or key not in rows)
                else old.data or party.data,
                link=old.link or party.link,
                is_listed=old.is_listed or party.is_listed,
                is_stated=old.is_stated or party.is_stated,
            )
    if _is_own(index) and not any(party.is_listed for party in merged.values()):
        # Where a policy lists nobody, who is stated to be used is its list; a company that gets data is none of it.
        company = index.lexicon.parties.company
        merged = {
            key: replace(party, is_listed=party.is_stated and company.search(party.name) is None)
            for key, party in merged.items()
        }
    _join_sections(merged, lines)
    # A sentence that names the company of a listed SDK names nobody new.
    companies = {name_key(party.company) for party in merged.values() if party.company}
    left = [party for (name, _), party in merged.items() if party.is_listed or name not in companies]
    return with_titled_policies(left, index.document, index.lexicon.parties)


def _join_sections(merged: dict[tuple[str, str], ThirdParty], lines: Set[int]) -> None:
    """Make one of "Egret（地图服务）", which has a section of its own, and "Egret" in the table that sums them up."""
    rows: dict[str, list[tuple[str, str]]] = {}
    for key, party in merged.items():
        if party.is_listed:
            rows.setdefault(key[0], []).append(key)
    sections: dict[str, list[tuple[str, str]]] = {}
    for key, party in merged.items():
        titled = _KIND_IN_BRACKETS.match(party.name) if party.is_listed else None
        if titled is not None and len(rows.get(name_key(titled["name"]), ())) == 1:
            sections.setdefault(name_key(titled["name"]), []).append(key)
    for name, (key, *others) in sections.items():
        (row,) = rows[name]
        if others or row == key or {merged[key].location.start, merged[row].location.start} <= lines:
            continue  # two of them are two services of one, and so are two rows
        section, short = merged.pop(key), merged[row]
        merged[row] = replace(
            section,
            name=short.name,
            company=section.company or short.company,
            purpose=section.purpose or short.purpose,
            data=tuple(dict.fromkeys([*section.data, *short.data])),
            link=section.link or short.link,
        )


def _is_of_row(party: ThirdParty, lines: Set[int]) -> bool:
    """Whether what is said with the name of a row may be said of that: it names no company, and is no row with data."""
    return not party.company and (not party.data or (party.is_listed and party.location.start not in lines))


def _is_second_row(first: ThirdParty | None, party: ThirdParty, lines: Set[int], words: PartyWords) -> bool:
    """Whether a row of a table names the company of another row, which says something else that it is for."""
    return (
        first is not None
        and first.location.start in lines
        and is_company(party.name, words)
        and bool(first.purpose and party.purpose)
        and first.purpose != party.purpose
    )


def _clean(value: str) -> str:
    value = _ENUMERATION.sub("", _TAGS.sub(" ", value).strip(), count=1)
    return " ".join(value.split()).strip(" *_|“”\"'【】[]：:;；。，,、　")[:_MAX_VALUE]


def _party(index: DocumentIndex, fields: Mapping[str, str], span: Span) -> ThirdParty | None:
    name = _clean(fields.get("name", "") or fields.get("company", ""))
    if len(name) > LONGEST_NAME:
        name = _clean(_REMARK.sub("", name))
    if not name or len(name) > LONGEST_NAME or name.isdigit() or name in {"无", "-", "/"}:
        return None
    own = address_in(fields.get("link", ""), index.lexicon.parties)
    url = None if own else _URL.search(" ".join(fields.values()))
    return ThirdParty(
        name=name,
        company=_company(_clean(_TITLE_BEHIND.sub("", fields.get("company", ""))), index.lexicon.parties),
        purpose=_purpose(fields.get("purpose", "")),
        data=items_of(fields.get("data", ""), index.lexicon.parties),
        link=_address(url.group() if url else own),
        location=Location(path=index.document.name, start=span.start, end=span.end),
        is_listed=True,
    )


def _company(value: str, words: PartyWords) -> str:
    """A company without the sentence that runs on behind it, and without what stands before it: "ad platform of"."""
    if (behind := _OF_COMPANY.match(value)) is not None and is_company(behind["company"], words):
        return behind["company"]
    whole = words.company_name.match(value) if len(value) > LONGEST_NAME else None
    return whole.group() if whole else first if is_company(first := value.partition("。")[0], words) else value


def _purpose(value: str) -> str:
    """A purpose; of several that are counted the first one keeps its number, as those behind it do."""
    text = _clean(value)
    first = _FIRST_OF_SEVERAL.match(value.strip())
    return f"{first['number']}{text}"[:_MAX_VALUE] if first else text


def _address(text: str) -> str:
    """An address without the punctuation and the marks of Markdown around it."""
    text = text.replace("\\", "").rstrip(_AFTER_URL)
    while text.endswith(")") and text.count("(") < text.count(")"):
        text = text[:-1].rstrip(_AFTER_URL)
    if text.count("(") > text.count(")"):
        text = text[: text.rindex("(")].rstrip(_AFTER_URL)  # "https://egret.example(opens new window)"
    return text


def _is_own(index: DocumentIndex) -> bool:
    """Whether the words are those of the language of the document."""
    return (index.lexicon.view == "chinese") == (index.document.language == "zh")


def _from_records(index: DocumentIndex, context: ListContext) -> Iterable[ThirdParty]:
    """Rows of tables, labelled blocks, and entries of lists that are sentences.

    A sentence whose subject is the name in the title ("白鹭收集您的位置信息") speaks of us, and so do the particulars
    below "Contact us", whose developer is nobody else; a record of what is taken and what for is none of these.
    """
    is_own = _is_own(index)
    columns, words = index.lexicon.columns, index.lexicon.parties
    for record in read_records(index.document, columns, words, context, in_own_words=is_own):
        party = _party(index, record.fields, Span(record.start, record.end))
        if party is None:
            continue
        is_ours = record.layout == "prose" and party.name.lower() in index.titled
        is_unused = record.layout == "prose" and is_unused_by_name(index.document.text, party, words, index.titled)
        is_told = record.says_whole or context.is_called_parties(record.start) or not index.is_contact(record.start)
        if is_told and not (is_ours or is_unused):
            yield party


def _from_sentences(index: DocumentIndex, records: Sequence[ThirdParty], context: ListContext) -> Iterable[ThirdParty]:
    """SDKs and well-known providers named in running text that speaks of embedding, sharing, login or payment.

    What a record says names nobody but whom the record is about.
    """
    concepts = index.lexicon.concepts
    named_in = cache(partial(_named_in, index))
    for concept in ("named_sdk", "named_api", "named_third_party"):
        if concept not in concepts:
            continue
        for hit in _longest(index.hits(concept)):
            place = index.place_at(hit[0])
            if place is None or place.sentence.block.kind in {"contents", "row"}:
                continue
            if concept == "named_api" and not _is_entry(index, hit, place):
                continue
            if concept == "named_third_party" and not _is_integration(index, place.start, place.end, place.above):
                continue
            start, end = index.view.to_document(*hit)
            if _is_denied_there(index, context, place, start, end):
                continue
            if concept == "named_sdk" and any(
                _holds(record, at) for at in (start, end - 1) for record in _around(records, at)
            ):
                continue
            if concept == "named_sdk" and index.lexicon.view == "chinese":
                start = _whole(index.document.text, start)
            named = index.document.text[start:end]
            name = _clean(named) if concept == "named_third_party" else _sdk_name(named, index.lexicon)
            if len(name) < _SHORTEST:
                continue
            party = ThirdParty(name=name, location=Location(path=index.document.name, start=start, end=end))
            yield _described(index, party, place, context, named_in) if concept == "named_sdk" else party

    for hit, _ in (*examples_in_brackets(index), *partner_companies(index)):
        start, end = index.view.to_document(*hit)
        place = index.place_at(hit[0])
        if place is not None and _is_denied_there(index, context, place, start, end):
            continue
        name = _clean(index.document.text[start:end])
        key = name_key(name)
        if len(name) > 1 and key and not index.lexicon.form("names_nobody").fullmatch(key):
            yield ThirdParty(name=name, location=Location(path=index.document.name, start=start, end=end))


def _is_denied_there(index: DocumentIndex, context: ListContext, place: Place, start: int, end: int) -> bool:
    """Whether a name is there only for those that are not: "❌ Egret", "(no Egret, Finch)", "We do not use Egret."."""
    words, text, block = index.lexicon.parties, index.document.text, place.sentence.block
    before = text[max(block.start, start - _FAR_DENIAL) : start]
    if ends_in_denied(before, words) or is_unused_here(text, block.start, start, end, words, index.titled):
        return True
    line = text.rfind("\n", block.start, start) + 1 or block.start
    bullet = BULLET.match(text, max(line, block.start))
    begins = bullet.end() if bullet else max(line, block.start)
    if block.kind != "item":
        return False
    is_marked = words.denied_mark.match(text[begins : begins + _FAR_DENIAL]) is not None
    return (is_marked and _CLAUSE_STOP.search(text[begins:start]) is None) or context.denies(block.start)


def _around(records: Sequence[ThirdParty], position: int) -> Sequence[ThirdParty]:
    """The record that begins last before a place; records are in order and stand apart."""
    index = bisect_right(records, position, key=lambda record: record.location.start) - 1
    return records[index : index + 1] if index >= 0 else ()


def _holds(record: ThirdParty, position: int) -> bool:
    return record.location.start <= position < record.location.end


def _names_nobody(name: str, words: LanguageLexicon) -> bool:
    """What is left of "推送SDK" and the like is a function, and before SDK may stand a verb or a quantity: no name."""
    key = name_key(name)
    return not key or any(words.form(form).fullmatch(key) for form in ("names_nobody", "before_sdk"))


def _after_joiner(name: str, words: LanguageLexicon) -> str:
    """`接入了友盟SDK` names 友盟SDK."""
    before = ""
    while name != before:
        before, name = name, words.form("name_lead").sub("", name)
    body = name[:-3] if name.lower().endswith("sdk") else name
    found = words.form("name_joined").match(body)
    return name[found.end() :].strip() if found and len(body) - found.end() >= 2 else name


def _is_entry(index: DocumentIndex, hit: Hit, place: Place) -> bool:
    """Whether a name opens an entry of a list, or stands below a heading about SDKs."""
    opens = hit[0] - place.start <= _NUMBERING and index.view.text[hit[1] : hit[1] + 1] in "：:"
    return opens or any(index.meets("sdk_word", *span) for span in place.above)


def _is_integration(index: DocumentIndex, start: int, end: int, above: tuple[tuple[int, int], ...]) -> bool:
    return index.meets("integration_word", start, end) or any(index.meets("sdk_word", *span) for span in above)


def _longest(hits: Iterable[Hit]) -> list[Hit]:
    """The hits that no other one ends with: "Alpha Push SDK" is not "Push SDK"."""
    starts: dict[int, int] = {}
    for start, end in hits:
        starts[end] = min(start, starts.get(end, start))
    return sorted((start, end) for end, start in starts.items())


def _described(
    index: DocumentIndex,
    party: ThirdParty,
    place: Place,
    context: ListContext,
    named_in: Callable[[int, int], Set[str]],
) -> ThirdParty:
    """A party with what its line says of it; an entry of a list of third parties lists it.

    `named_in` tells the SDKs that a span of the document names.
    """
    block = place.sentence.block
    start, end = block.start, block.end
    named = named_in(block.start, block.end)
    is_alone = len(named) == 1
    if end - start > LONGEST_LINE or (block.kind == "paragraph" and not is_alone):
        # A paragraph on several SDKs is no entry of one; a sentence of it may be, with those that go on with it.
        start, end = index.view.to_document(place.start, place.end)
        end = _with_next(index, end, block.end)
    if end - start > LONGEST_LINE or said_unused(index.document.text[start:end], party.name, index.lexicon.parties):
        return party
    said = said_in(index.document.text[start:end], party.location.end - start, index.lexicon.parties)
    before = index.document.text[start : index.document.text.find(party.name, party.location.start)]
    owner = owner_before(before, index.lexicon.parties)
    opens = party.location.start - start <= _OPENING
    # An entry that says who provides an SDK, what it takes and what for is one of a list, whatever stands above; and so
    # are a paragraph about one SDK with its company in brackets, and a sentence of an app on one that it embeds.
    is_told_whole = bool(said.company and said.purpose and said.data) and is_alone
    is_told_whole = is_told_whole and (block.kind == "item" or said.is_in_brackets)
    is_our_own = bool(said.purpose and said.data) and _ends_in(index.lexicon.parties.we_embed, before)
    is_below_label = is_labelled(index, party.location.start) and not context.denies(block.start)
    is_entry = (is_below_label and not says_gone(index.document.text[start:end], index.lexicon.parties)) or (
        opens
        and said.is_cued
        and not _is_denied(index.document.text[start:end], said.data or said.purpose, index.lexicon.parties)
        and (is_told_whole or is_our_own or context.lists_parties(block.start))
        and not context.denies(block.start)
    )
    is_stated = (
        bool(said.purpose or said.data)
        and _is_said_of(index.document.text[start:end], before, owner, party, index.lexicon.parties)
        and not _is_denied(index.document.text[start:end], said.data, index.lexicon.parties)
        and not context.denies(block.start)
    )
    # What a line says of a company belongs to one SDK; of several, nobody knows to which.
    is_alone = is_alone or _is_among_uses(named, party, said.purpose) or _holds_all(party, named)
    return replace(
        party,
        company=said.company if is_alone or said.is_in_brackets else owner,
        purpose=said.purpose[:_MAX_VALUE],
        data=items_of(said.data, index.lexicon.parties)
        if said.data and (is_entry or is_stated)
        else _beside(_data_in(index, place.start, place.end), index.document.text[start:end], said.purpose, party.name),
        link=_address(said.link) or (policy_below(index.document, block.end) if is_alone else ""),
        is_listed=is_entry,
        is_stated=is_stated,
    )


def _is_said_of(text: str, before: str, owner: str, party: ThirdParty, words: PartyWords) -> bool:
    """Whether a text says that an app embeds an SDK, whose it is, what of the app it does or what it takes, of now."""
    if words.not_now_zh.search(text) or words.not_now.search(text):
        return False
    end = len(before) + len(party.name)
    is_topic = any(topic.end() == end for topic in words.topic.finditer(text))
    is_brought = bool(owner) and _ends_in(words.brings, before[: before.rfind(owner)])
    is_ours = is_brought or any(
        not before[ours.end() :] or words.joined_sdks.fullmatch(before, ours.end())
        for ours in words.we_embed.finditer(before)
    )
    return is_ours or is_topic or words.sdk_takes.match(text, end) is not None


def _holds_all(party: ThirdParty, names: Set[str]) -> bool:
    """Whether all others that a block names are the end of a party's own name: "的地图SDK" behind "白鹭地图SDK：…"."""
    key = name_key(party.name)
    return all(key.endswith(name) for name in names)


def _is_among_uses(names: Set[str], party: ThirdParty, purpose: str) -> bool:
    """Whether all others that a block names stand in what the SDK is for: "用于完善白鹭登录SDK"."""
    others = names - {name_key(party.name)}
    return bool(purpose) and all(name[-_STEM:] in name_key(purpose) for name in others)


def _ends_in(form: Expression, text: str) -> bool:
    """Whether what a form says is the last of a text."""
    return any(found.end() == len(text) for found in form.finditer(text))


def _is_denied(text: str, told: str, words: PartyWords) -> bool:
    """Whether a line says that an SDK is not there; one that takes nothing of one kind, but is told of, is there."""
    return denies(words.takes_nothing.sub("", text) if told else text, words)


def _beside(nouns: Sequence[str], text: str, purpose: str, name: str) -> tuple[str, ...]:
    """The nouns that a text has outside a purpose and a name: "图片加载SDK：用于加载图片" takes no picture."""
    rest = _TITLE.sub("", text).replace(name, "")
    rest = rest.replace(purpose, "", 1) if purpose else rest
    return tuple(noun for noun in nouns if noun in rest)


def _with_next(index: DocumentIndex, end: int, block_end: int) -> int:
    """Where what a text says of one SDK ends, whose sentences behind the first take it up: "该SDK会收集…"."""
    text = index.document.text
    for _ in range(_MOST_NEXT):
        following = index.lexicon.parties.same_sdk.match(text, end, block_end)
        if following is None:
            break
        stop = text.find("。", following.end(), block_end)
        end = stop if stop >= 0 else block_end
    return end


def _named_in(index: DocumentIndex, start: int, end: int) -> Set[str]:
    """The SDKs that a span of a document names, each in one spelling."""
    start, end = index.view.from_document(start), index.view.from_document(end)
    names = (_sdk_name(index.view.text[slice(*hit)], index.lexicon) for hit in index.between("named_sdk", start, end))
    return {name_key(name) for name in names if name}


def _sdk_name(text: str, words: LanguageLexicon) -> str:
    """The name that a hit holds, without what a sentence says before it; empty where it names nobody."""
    name = _after_joiner(_QUOTED.sub(r"\1 SDK", _clean(text)), words).rpartition("公司")[2]
    name = words.form("name_lead").sub("", name)
    is_nobody = len(name) < _SHORTEST or _names_nobody(name, words) or _THIRD_PARTY.search(name) is not None
    return "" if is_nobody else name


def _whole(text: str, start: int) -> int:
    """Where a name begins that was found from its last Chinese or Latin word on: "uni-AD 广告SDK", "HMS Core SDK"."""
    found = _LATIN_LEAD.search(text, max(0, start - _LONGEST_LEAD), start)
    is_joined = found is not None and (text[start].isascii() or not found.group().endswith(" "))
    return found.start() if found is not None and is_joined and found.end() == start else start


def _data_in(index: DocumentIndex, start: int, end: int) -> tuple[str, ...]:
    text = index.document.text
    spans = [index.view.to_document(*hit) for hit in index.between("data_noun", start, end)]
    return tuple(dict.fromkeys(text[first:last] for first, last in spans))
