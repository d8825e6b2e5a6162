"""English sentences on somebody known, in any order: who does something, through whom it is done, who is listed.

"Crash reports are collected through Egret", "Our host, Bluebird, keeps the logs", "partners such as Egret (ads)".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.model.record import record
from appaudit.records.running_text.english_clauses import CLAUSE, taken_behind, taken_by_all, taken_next
from appaudit.records.wording.names import is_known, own_words
from appaudit.records.wording.sentences import also_takes, denies, owner_behind, said_in
from appaudit.records.wording.values import is_company, plain, without_places

#: Two words that a page without a space between them joins: "what is sent to themAll".
_NO_NAME = r"(?!(?:them|us|we|you|our|your)[A-Z]|[a-z]+(?:Why|What|When|Where|How)\b)"
#: A name in capitals, with its legal form or without.
_FURTHER = r"[A-Z][\w.+'’-]*[\w+]|[A-Z]|for (?=[A-Z])[A-Z]\w+"
NAME = Expression(rf"(?<![\w@/.-])(?:[A-Z][\w.+'’]*[\w+]|{_NO_NAME}[a-z]{{1,4}}[A-Z]\w+)(?:[ -](?:{_FURTHER})){{0,4}}")
_LEGAL_FORM = Expression(
    r",? ?\b(?:Inc|LLC|L\.L\.C|Ltd|Limited|GmbH|Corp|Corporation|B\.?V|S\.?A|Pty|PBC|N\.?V|S\.?L|AG|AB|SAS|SE|ApS|Oy"
    r"|A/S|Co)\b\.?(?: Ltd\b\.?)?"
)
_LEGAL_TAIL = Expression(
    r",? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|Corporation|B\.?V|N\.?V|S\.?A|S\.L|AG|AB|SAS|SE|ApS|Oy|A/S|Pty|PBC|Co)\.?$"
)
_BRACKETS = Expression(r" {0,4}\((?P<inner>(?:[^()\n]|\([^()\n]{1,40}\)){2,120})\)")
#: A name that is the title of a link.
LINKED_NAME = Expression(r"\[(?P<name>[A-Z][\w.+&' -]{1,40})\](?P<address>\(https?://[^()\s]+\))")
#: Whose product it is, in brackets behind its name: "(a service provided by Egret)".
_OWNED = Expression(
    r"(?:an? |the )?(?:[a-z-]+ ){0,4}?(?:(?:provided|operated|offered|developed|owned|run|made) )?by "
    r"(?P<company>[A-Z][\w.,& -]{1,60})$"
)
JOINED = Expression(r"\s*(?:,\s*(?:and |or )?|and |or |& |/ )(?:with |by |the )?")
#: What a sentence begins with, in a capital, before a name: "Our Egret", "With Egret".
FIRST_WORDS = Expression(
    r"(?:Our|The|We|Read|See|View|Visit|Review|For|Through|Via|With|Using|By|"
    r"In|And|If|When|While|From|To|On|Both|This|These|As|Also|An?) "
)
#: What a clause goes on with: somebody else, and what that one is for.
_NEXT_USED = Expression(r"(?:,? and |, )(?=(?:to |with |on |by )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,3} (?:for|to) )")
#: What the same subject does by means of somebody else: " and uses Finch to".
_DOES_NEXT = Expression(r"(?:(?:,| and|, and) [a-z]{3,12}s|, with) (?:the |an? |our )?(?=[A-Z])")
#: An address in brackets behind what somebody does.
ADDRESS_IN_BRACKETS = Expression(r"\s*[(（]https?://[^\s()（）]+[)）]")
#: Whose product a name is, between commas behind it: ", operated by Egret, Inc.,".
_FORM = r",? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|PBC|Co)\b"
APPOSED = Expression(
    r"(?:,| \() ?(?:an? [a-z -]{2,40} )?(?:provided|operated|offered|developed|owned|run|made) by "
    rf"(?P<company>[A-Z][\w&'’-]*(?:\.[a-z]+)?(?: [A-Z][\w&'’-]*){{0,4}}(?:{_FORM}\.?|(?!{_FORM})))"
    r"(?:[,)]|$|(?= (?:and|which|that|who)\b))"
)
#: What kind of service somebody is called right behind the name: ", an analytics tool, to".
_KIND_APPOSED = Expression(
    r", (?:an?|the) (?P<kind>(?:[a-z-]+,? ){0,6}"
    r"(?:tool|platform|service|provider|library|processor|company|system|API))"
    r"(?: \([^()]{2,60}\))?,(?= (?:to|for|in order|which|that|as)\b)"
)
#: The marks of a name that a sentence has in bold or italics: "We use *Egret* to".
_EMPHASIS = Expression(r"(?<=[\s(])\*{1,2}(?=[A-Z][^*:\n]{1,40}\*)|(?<=[\w.)])\*{1,2}(?=[\s,.;)]|$)")
#: What stands before the short form of a document: "the Master Services Agreement (MSA)".
_SHORT_FORM = Expression(r"(?:Agreement|Addendum|Policy|Act|Law|Regulation|Terms|Clauses|Statement)s? ?[(（][\"“‘']?$")
_LONGEST_TITLE = 24
#: A product that stands before who makes it: "the Egret SDK by".
_PRODUCT_BEFORE = Expression(
    r"\b(?:the|an?|its|called|named) (?P<name>[A-Z][\w+-]+(?: [A-Z][\w+-]*){0,3}) (?:SDK |API |service )?"
    r"(?:by|from|of|provided by|offered by|operated by) $"
)
_LONGEST_PRODUCT = 80
_POSSESSIVE = Expression(r".*['’]s?$", re.DOTALL)
#: What is somebody's and stands for them, and the mark behind their name.
_OF_OWNER = Expression(
    r"(?: ?\(https?://[^\s()]+\))? (?:own )?(?:[a-z]+ )?"
    r"(?:services?|APIs?|servers?|infrastructure|platform|cloud|systems?|network|data ?cent(?:er|re)s?)\b"
)
_OWN_MARK = Expression(r"['’]s?$")
#: Whose product a name is, before it: "Egret's Finch".
_OWNER = Expression(r"(?P<owner>[A-Z][\w.]*(?: [A-Z][\w.]*){0,2})['’]s (?=[A-Z])")
#: What is left of "the app's" before what of it relies on somebody.
_OF_SUBJECT = Expression(r"^s (?=[a-z])")
_OWNER_LAST = Expression(r"[A-Z][\w.]*(?: [A-Z][\w.]*){0,2}['’]s $")
#: What stands in brackets inside of a clause, before whom that names: "Ads (if shown) are served by".
_BRACKETED = Expression(r" \([^()]{2,60}\)(?= [a-z])")
_QUOTES = "\"“”‘’'"
#: What stands between products that brackets name.
_BETWEEN_PRODUCTS = Expression(r",\s*(?:and )?| and | & | / |; ")
#: What behind data says what for: "crash reports so we can fix bugs".
_SO = Expression(r" so (?:that|we|you|it)\b")
_SMALL_WORD = Expression(r" [a-z]{2,}")
#: A further word of what a known name begins, and no verb of it.
_GOES_ON_SMALL = Expression(r" (?!(?:is|are|may|will|can|does|and|or|for|to|by|as)\b)[a-z]")
#: What stands before the last sentence of a text.
_LAST_SENTENCE = Expression(r"[.:;] ")
#: A case before what is so in it: "If you message us, …".
_CASE = Expression(r"^(?:when(?:ever)?|if|once|while|for|during|on|in|as) [^,:]{2,120}, ", re.IGNORECASE)
_LONGEST_USE = 300
_LONGEST_NEXT = 240
#: The longest clause that is the title of the next one.
_LONGEST_TITLE_BEFORE = 60
_MOST_NAMES = 12


@record(kw_only=False)
class Told:
    """Somebody whom a sentence names, with its place in the text, and what the sentence says of it."""

    name: str
    start: int
    end: int
    company: str = ""
    purpose: str = ""
    data: str = ""


@record(kw_only=False)
class _Said:
    """What a clause says of those it names, and in which way: that an app uses them, or hands something to them."""

    purpose: str = ""
    data: str = ""
    is_used: bool = False
    is_handed: bool = False


@record(kw_only=False)
class _Before:
    """In which way a clause speaks of those whom it named before."""

    is_used: bool = False
    is_handed: bool = False
    said: _Said | None = None


@record(kw_only=False)
class _Group:
    """Names that a sentence joins, each with its place, company and what stands in brackets behind it."""

    names: tuple[tuple[str, int, str, str], ...]
    start: int
    end: int


def told_in(text: str, words: PartyWords) -> Iterator[Told]:
    """Whom a line of running text names, and what it says of each; refusals, plans and the past name nobody."""
    marks = {at for found in _EMPHASIS.finditer(text) for at in range(*found.span())} if "*" in text else ()
    if marks:
        kept = [at for at in range(len(text)) if at not in marks]
        for told in told_in("".join(text[at] for at in kept), words):
            yield replace(told, start=kept[told.start], end=kept[told.end - 1] + 1)
        return
    begins = 0
    before = ""
    for found in [*CLAUSE.finditer(text), None]:
        end = found.start() if found else len(text)
        clause = text[begins:end]
        if _group(clause, 0, words) is not None and not _is_off(clause, words):
            named = list(_in_clause(clause, before, words))
            next_clause = text[found.end() : found.end() + _LONGEST_NEXT] if found else ""
            only = named[0] if len(named) == 1 else None
            taken = (
                taken_by_all(next_clause, words)
                if only is None
                else taken_next(next_clause, (only.name, only.company), words)
            )
            for told in named:
                data = told.data or taken
                is_vague = words.vague_data.fullmatch(data) or words.pronoun.fullmatch(data)
                data = "" if is_vague else data
                yield Told(told.name, begins + told.start, begins + told.end, told.company, told.purpose, data)
        before = clause
        begins = found.end() if found else end


def _is_off(clause: str, words: PartyWords) -> bool:
    """Whether a clause says that something is not so, or not now: "No data is shared with Egret"."""
    forms = (words.not_now.search, words.denied_mark.match)
    return denies(clause, words) or any(form(clause) is not None for form in forms)


def _in_clause(clause: str, last: str, words: PartyWords) -> Iterator[Told]:
    """Whom a clause names, and what it says of each; `last` is the clause before it."""
    at = 0
    is_told = _Before()
    while (group := _group(clause, at, words)) is not None:
        apposed = APPOSED.match(clause, group.end)
        called = _KIND_APPOSED.match(clause, group.end) if apposed is None else None
        behind = apposed or called
        end = behind.end() if behind is not None else group.end
        ahead = _OWNER_LAST.sub("", clause[: group.start]).rstrip(_QUOTES)
        before, after = ahead[at:], ADDRESS_IN_BRACKETS.sub("", clause[end:].lstrip(_QUOTES))
        said = _said(ahead, before, after, is_told, words) or _goes_on_from(last, ahead, before, after, is_told, words)
        at = end
        is_told = _Before(
            is_used=said is not None and said.is_used, is_handed=said is not None and said.is_handed, said=said
        )
        if said is None:
            continue
        product = _PRODUCT_BEFORE.search(clause, max(0, group.start - _LONGEST_PRODUCT), group.start)
        for full, start, company, inner in group.names:
            use, name = said.purpose or (called["kind"] if called is not None else ""), _without_kind(full, words)
            if product is not None and len(group.names) == 1 and own_words(product["name"], words):
                company, name = company or name, product["name"]
            if products := products_of(name, inner, words):
                told = (Told(product, start, group.end, name, use, said.data) for product in products)
                yield from told
                continue
            owned = _OWNED.match(inner)
            maker = without_places(inner, words)
            is_maker = is_company(maker, words) or words.company_brand.fullmatch(maker) is not None
            if not company and (is_maker or owned):
                company = owned["company"] if owned else maker
            elif inner and _is_use(inner, words):
                use = inner
            company = company or (apposed["company"] if apposed else "")
            if not said.data and words.collects.match(use) and f"{use.rstrip()} (" not in after:
                said = replace(said, data=said_in(f"it {_SO.split(use, maxsplit=1)[0]}", 0, words).data)
            told_company = company or owner_behind(after, words) or _company_behind(after, words)
            use, data = (also_takes(ADDRESS_IN_BRACKETS.sub("", use), words) if not said.data else None) or (
                use,
                said.data,
            )
            yield Told(name, start, group.end, told_company, plain(use)[:_LONGEST_USE], plain(data))


def _without_kind(name: str, words: PartyWords) -> str:
    """The owner alone where what is named of it is only a kind of thing: "Egret" of "Egret's API"."""
    owner = _OWNER.match(name)
    rest = name[owner.end() :] if owner is not None else ""
    is_kind = bool(rest) and (not own_words(rest, words) or words.place.fullmatch(rest) is not None)
    return owner["owner"] if owner is not None and is_kind else name


def _is_use(inner: str, words: PartyWords) -> bool:
    """Whether what stands in brackets behind a name may be what it is for: no data, no remark on where or when."""
    is_other = any(form.search(inner) for form in (words.data, words.no_use, words.where_only))
    return not is_other and words.place.fullmatch(inner) is None


def products_of(name: str, inner: str, words: PartyWords) -> list[str]:
    """The products, all known, that brackets behind a vendor name: "Egret (Egret Ads, Finch)"; empty for others."""
    if not inner or words.company_brand.fullmatch(name) is None:
        return []
    parts = [part for part in _BETWEEN_PRODUCTS.split(inner) if part]
    are_products = all(is_known(part, words) and words.company_brand.fullmatch(part) is None for part in parts)
    are_products = are_products and not any(_SMALL_WORD.search(part) for part in parts)
    return parts if are_products and not any(is_company(part, words) for part in parts) else []


def _group(clause: str, at: int, words: PartyWords) -> _Group | None:
    """The next names of somebody known that a clause joins, from an offset on."""
    for found in NAME.finditer(clause, at):
        start, name = found.start(), found.group()
        while lead := FIRST_WORDS.match(name):
            start, name = start + lead.end(), name[lead.end() :]
        if (owner := _OWNER.match(name)) is not None and is_known(name[owner.end() :], words):
            start, name = start + owner.end(), name[owner.end() :]
        if not is_known(name, words) or _SHORT_FORM.search(clause, max(0, start - _LONGEST_TITLE), start):
            continue
        if _is_word(name, clause, start, words):
            continue
        names: list[tuple[str, int, str, str]] = []
        while len(names) < _MOST_NAMES and is_known(name, words):
            name = name.rstrip(".")
            owned = _OF_OWNER.match(clause, start + len(name)) if _POSSESSIVE.match(name) else None
            if owned is not None:  # "hosted on Egret's servers" is hosted on Egret
                names.append((_OWN_MARK.sub("", name), start, "", ""))
                return _Group(tuple(names), names[0][1], owned.end())
            if _POSSESSIVE.match(name):
                break
            inside = _LEGAL_TAIL.search(name)
            name = name[: inside.start()] if inside else name
            end = start + len(name)
            legal = _LEGAL_FORM.match(clause, end)
            company = clause[start : legal.end()] if legal else ""
            end = legal.end() if legal else end
            inner = _BRACKETS.match(clause, end)
            says = "" if inner is None or inner["inner"].startswith(("http://", "https://")) else inner["inner"]
            names.append((name, start, company, says))
            end = inner.end() if inner else end
            joined = JOINED.match(clause, end)
            following = NAME.match(clause, joined.end()) if joined else None
            if following is not None and words.with_doing.match(clause[following.end() :]):
                break  # "hosted on Egret, with Finch providing maps"
            if following is None or not is_known(following.group(), words):
                break
            start, name = following.start(), following.group()
        if names:
            return _Group(tuple(names), names[0][1], end)
    return None


def _is_word(name: str, clause: str, start: int, words: PartyWords) -> bool:
    """Whether a name is a word that begins a clause in a capital, as clauses do: "Banner ads are shown by"."""
    after = clause[start + len(name) :]
    is_first = not clause[:start].strip(" *_•-–—·") and words.word_and_name.fullmatch(name) is not None
    return is_first and _GOES_ON_SMALL.match(after) is not None and words.does_what.match(after) is None


def _said(before: str, close: str, after: str, first: _Before, words: PartyWords) -> _Said | None:
    """What a clause says that those named are used for, and what they get; None where it says neither.

    `before` is all that stands before them, `close` what stands behind those that the clause named before.
    """
    before = _BRACKETED.sub("", before)
    use = _use(before, after, words)
    if close != before and words.made_by.search(close):
        return None
    if close.endswith(" with ") and (doing := words.with_doing.match(after)):
        return _Said(doing["deed"])
    handed = words.hands_also.search(close) if first.is_handed else words.hands.search(before)
    handed = handed or words.collects_with.search(before)
    if handed is not None:
        return _Said(use, handed["data"], is_handed=True)
    done = words.done_by.search(before)
    if done is not None and not words.done_verb.fullmatch(done["verb"]):
        done = None
    done = done or words.goes_to.search(before)
    if done is not None:
        is_data = words.hands_verb.search(done["verb"]) is not None
        comes = words.comes_verb.fullmatch(done["verb"]) is not None
        is_data = is_data or (words.data_subject.fullmatch(done["what"].strip()) is not None and not comes)
        lead = before[: done.start("what")]
        is_last = lead.endswith((", and ", ", or ")) or done["what"].startswith(("and ", "or "))
        if is_last and words.data_words.search(lead) is not None:
            # "your name, your IP address, and your browser are processed by"
            use = use or (_kept(before, done, words) if words.kept_verb.fullmatch(done["verb"]) else "")
            return _Said(use, _LAST_SENTENCE.split(_CASE.sub("", before[: done.end("what")]))[-1])
        is_open = done["what"].endswith(" and")  # "powered by Egret, Finch and is hosted on"
        what = "" if is_open or words.pronoun.fullmatch(done["what"].strip()) else done["what"]
        is_data = is_data and not (words.mail_sent.search(what) and not before.rstrip().endswith(" to"))
        if words.kept_verb.fullmatch(done["verb"]) and not is_open:
            use = use or _kept(before, done, words)
        return _Said(use, what) if is_data else _Said(use or what, taken_behind(after, words))
    used = words.we_use.search(before) or words.we_are_using.search(before)
    is_used = used is not None and words.kind_before.search(used["kind"]) is not None
    is_used = is_used or (first.is_used and _goes_on(close, after, words))
    is_choice = words.users_choice.search(before) is not None
    if is_used or (words.our_kind.search(before) and not is_choice):
        purpose, data = _does(after, words)
        topic = _OF_SUBJECT.sub("", (used.groupdict().get("topic") or "") if used else "")
        use = _kind_for(before, words) or use
        return _Said(use or _kind(before, words) or purpose or topic, taken_behind(after, words) or data, is_used=True)
    of_kind = words.kind_including.search(before)
    is_denied = words.section_denies.search(before) is not None
    if of_kind is not None and not (is_choice or is_denied or words.user_may.search(before)):
        kind = of_kind["kind"] or of_kind["who"] or of_kind["shown"]
        return _Said(use if words.used_for.match(after) else kind, taken_behind(after, words), is_used=True)
    if words.answers_by.match(before):
        return _Said(use, taken_behind(after, words), is_used=True)
    if words.lists_them.search(before) and words.context.search(before) and not is_choice:
        return _Said(use, is_used=True)
    if words.does_what.match(after) and (not before.strip() or words.led_by.search(before)):
        purpose, data = _does(after, words)
        return _Said(purpose or use, data)
    return None


def _kept(before: str, done: re.Match[str], words: PartyWords) -> str:
    """That something is hosted or stored, with what that is: "our servers are hosted"; of a whole site that alone."""
    if words.own_whole.fullmatch(done["what"].strip()):
        return done["verb"]
    if words.pronoun.fullmatch(done["what"].strip()):
        return ""
    begins = done.start("what")
    if done["what"].startswith(("and ", "or ")):  # "photos, logos, and attachments are stored"
        begins = len(before[:begins]) - len(_LAST_SENTENCE.split(before[:begins])[-1])
    return before[begins : done.end("verb")]


def _goes_on_from(last: str, before: str, close: str, after: str, first: _Before, words: PartyWords) -> _Said | None:
    """What a clause says by another verb of the same subject, or of what stands before it; None where it does not.

    ", measures installs with Egret", ", and narrated with Finch", "Crash data. Sent to Egret", "These are Egret and".
    """
    is_first = close == before
    is_of_users = any(form.search(before) for form in (words.users_choice, words.user_may))
    if is_of_users or (not is_first and words.made_by.search(close)):
        return None
    use = _use(close, after, words)
    if is_first and words.these_are.match(before):
        is_listed = words.context.search(last) is not None and not _is_off(last, words)
        return _Said(use, is_used=True) if is_listed else None
    done = words.done_first.search(before) if is_first else None
    if done is not None and words.done_verb.fullmatch(done["verb"]) and len(last) <= _LONGEST_TITLE_BEFORE:
        return _Said(use, taken_behind(after, words))
    if (uses := words.may_use.match(after)) is not None and (not before.strip() or words.led_by.search(before)):
        return _Said(use, uses["data"])
    if (told := _does_with(before, close, first, words)) is not None:
        return _Said(use or told.purpose, told.data or taken_behind(after, words), is_used=True)
    return None


def _does_with(before: str, close: str, first: _Before, words: PartyWords) -> _Said | None:
    """What is done by means of those who are named next, by a subject of the clause that is no user."""
    own = words.does_with.search(before) if close == before else None
    if own is not None:
        form = next(form for form in ("verb", "shown", "kept") if own[form])
        is_other = words.no_doer.search(before[own.start() : own.start(form)]) is not None
        return None if is_other else _Said(_deed(own, words) if form == "verb" else own[form])
    part = words.part_does_with.search(close)
    if part is not None and not words.no_doer.search(part["who"]) and (part["way"] != "to" or part["verb"] == "sends"):
        return _Said("", part["what"]) if part["way"] == "to" else _Said(_deed(part, words))
    if first.said is None and not words.own_subject.match(before):
        return None
    if handed := words.also_hands.search(close):
        return _Said("", handed["data"])
    if also := words.also_does.search(close):
        return _Said(also["taken"] or _deed(also, words))
    if first.said is None:
        return None
    done = words.also_done.match(close)
    if done is not None and words.done_verb.fullmatch(done["verb"]):
        return _Said(first.said.purpose, first.said.data)
    further = words.also_for.match(close)
    return _Said(further["use"]) if further is not None and first.is_used else None


def _deed(found: re.Match[str], words: PartyWords) -> str:
    """A verb with what it is done to; empty where that only stands for something else: "stores them"."""
    return "" if words.pronoun.fullmatch(found["what"].strip()) else f"{found['verb']} {found['what']}"


def _goes_on(close: str, after: str, words: PartyWords) -> bool:
    """Whether a clause uses those named as it does those before them: "Egret for maps, and Bluebird for payments"."""
    also = words.uses_also.search(close)
    return also is not None and (also.start() > 0 or words.used_for.match(after) is not None)


def _use(before: str, after: str, words: PartyWords) -> str:
    """What is told as a purpose; "for this purpose" tells none."""
    use = _told_use(before, after, words)
    return "" if words.pronoun.fullmatch(use.strip(" .")) else use


def _told_use(before: str, after: str, words: PartyWords) -> str:
    """What is told as a purpose: behind the names, else at the beginning of the clause, else anywhere in it."""
    behind = words.used_for.match(after)
    if behind:
        rest = after[behind.end() :]
        further = words.uses_go_on.match(rest) if _NEXT_USED.match(rest) is None else None
        return _NEXT_USED.split(behind["use"], maxsplit=1)[0] + (further.group() if further else "")
    own = _DOES_NEXT.split(after.partition(", and ")[0], maxsplit=1)[0]
    told = said_in(own, 0, words).purpose
    if told:
        return told
    first = words.first_use.match(f"{before}X")
    if first is not None:
        return first["use"]
    return said_in(before, 0, words).purpose


def _kind(before: str, words: PartyWords) -> str:
    """What kind of service somebody is called: "our crash reporting provider, Egret"."""
    found = words.our_kind.search(before)
    kind = found["kind"].strip() if found else ""
    return "" if words.embeds.search(kind) else kind  # "Our app integrates the following SDKs:" says no kind


def _kind_for(before: str, words: PartyWords) -> str:
    """What somebody is our provider for: "our provider for e-mail is Egret"."""
    found = words.our_kind.search(before)
    return (found["kind_for"] or "") if found else ""


def _does(after: str, words: PartyWords) -> tuple[str, str]:
    """What somebody does, told behind the name, and what is taken by it."""
    found = words.does_what.match(after)
    if found is None:
        return "", ""
    rest = found["rest"].strip().rstrip(".")
    if words.collects.match(found["verb"]):
        said = said_in(f"{found['verb']} {rest}", 0, words)
        return said.purpose, said.data
    return f"{found['verb']} {rest}", ""


def _company_behind(after: str, words: PartyWords) -> str:
    found = words.provided_by.search(after)
    return found["company"] if found else ""
