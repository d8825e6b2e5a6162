"""English entries on one each that say in clauses what for, what is taken, by whom and where the policy stands.

"Egret (Egret Ltd) – used for maps. Collects your location.", "Maps: we use Egret, which receives …", "We use Egret to
show maps. …". The name is somebody's, known or in capitals; each clause behind it is told by its first words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.lexicon.columns import FieldNames
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.data_lines import names_data
from appaudit.records.wording.names import is_brand, is_known, use_inside
from appaudit.records.wording.sentences import refuses
from appaudit.records.wording.values import address_in, is_company, is_product, kind_of_label, plain

#: A name: words with capitals, the form of a company behind a comma.
_NAME = (
    r"[A-Z][\w.+&'’-]*"
    r"(?:(?:,? (?:Inc|LLC|Ltd|Limited|GmbH|Corp|PBC|Co)\b\.?)|(?: (?:for|of|by))? [A-Z0-9][\w.+&'’-]*){0,6}"
)
_BRACKETS = r"(?: ?\((?P<inner>[^()\n]{2,80})\))?"
#: An entry that begins with the name, and what stands between it and what is said.
_BY_NAME = Expression(
    rf"^(?P<name>{_NAME}?)(?: by (?P<by>{_NAME}))?{_BRACKETS}"
    r"(?:\s*:\s+|\s+[–—-]{1,2}\s+|,? (?=for |to |is used |are used |may |collects? |receives? |processes "
    r"|helps? |lets us |allows us |enables us ))"
    r"(?P<rest>\S.*)$"
)
#: One that begins with a kind of service, and with a sentence on what we use.
_BY_KIND = Expression(
    r"^(?P<kind>[A-Za-z][a-zA-Z &/-]{2,40}?)(?:: | [–—-]{1,2} )(?P<verb>(?:[Ww]e use|via|using|by) )?"
    rf"(?P<name>{_NAME}){_BRACKETS}(?P<rest>(?:[.,;]| [–—-]).*)?$"
)
_BY_SENTENCE = Expression(
    r"^(?:We|I|The app|Our app|This app|It) (?:may |also |currently )*"
    r"(?:use|integrate|embed|employ|rely on|work with)s? "
    rf"(?:the )?(?P<name>{_NAME})(?: SDK)?{_BRACKETS}"
    r"(?:, (?:an? )?(?:(?:[\w-]+ ){0,4}(?:service|product|tool|platform|provider) (?:of|from|by)"
    rf"|(?:(?:[\w-]+ ){{0,4}}service )?(?:provided|offered|operated|run) by) (?P<by>{_NAME}),)?"
    r" (?=for |to )(?P<rest>.+)$"
)
_BY_GIVEN = Expression(
    r"^(?:We|The app|Our app) (?:may |also |only |will )*(?:share|send|disclose|provide|transmit|pass)s? "
    rf"(?P<data>[^.;]{{2,160}}?) (?:with|to) (?P<name>{_NAME}){_BRACKETS}(?: (?P<rest>(?:for|to|in order to) .+)|\.?)$"
)
#: One whose name is a sentence by itself, and where sentences end; how one takes up whom another named.
_BY_STOP = Expression(
    rf"^(?P<name>{_NAME}?){_BRACKETS}(?<!\bInc)(?<!\bLtd)(?<!\bCorp)(?<!\bCo)\. (?=[A-Z])(?P<rest>.+)$"
)
_SENTENCE = Expression(r"(?<!\b(?:Inc|Ltd))(?<!\bCorp)(?<!\bCo)\.(?:\s+|$)")
_TAKES_UP = Expression(r"(?:It|They|This|These)\b")
_BY_POLICY = Expression(
    rf"^(?P<name>{_NAME}?)(?:['’]s?)? (?:[Pp]rivacy|[Dd]ata [Pp]rotection) (?:[Pp]olicy|[Nn]otice|[Ss]tatement): ?"
    r"(?P<rest>https?://\S+)$"
)
_NAME_ALONE = Expression(rf"(?P<name>{_NAME}){_BRACKETS}")
#: Where a clause ends.
_ENDS = Expression(
    r"(?<!\b(?:Inc|Ltd))(?<!\bCorp)(?<!\bCo)\.(?:\s+|$)|;\s*|\s+[–—-]{1,2}\s+|,? which (?=(?:may |also )?[a-z]+s?\b)"
    r"|,? and (?=(?:may |also |can )?(?:collect|receive|process|get|access)(?:s|es)?\b)"
)
_OF_DATA = Expression(r"[*_ ]*data\b", re.IGNORECASE)
_LABELLED = Expression(r"^(?P<label>[A-Za-z][\w ]{2,24}): (?P<value>\S.*)$")
#: A company whose form is cut short, of which the stop is part.
_FORM = Expression(r"\b(?:Inc|Ltd|Corp|Co)$")
#: An address without its scheme.
_BARE = Expression(r"[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*")
#: A use, and behind it in brackets what is taken for it; what parts items of data.
_USE_AND_DATA = Expression(r"(?P<use>[^()]{3,60}?) \((?P<data>[^()]{3,160})\)")
_BETWEEN_ITEMS = Expression(r", (?:and )?| and | \+ | & |; ")
_PHRASE = Expression(r"[A-Za-z][\w ,&/'’()+-]*")
#: The longest use that no word tells.
_LONGEST_USE = 60


def entry_in_english(text: str, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """The fields of such an entry; empty where it is another text."""
    if sentences := _tell_sentences(text, names, words):
        return sentences
    for form in (_BY_POLICY, _BY_SENTENCE, _BY_GIVEN, _BY_NAME, _BY_KIND):
        found = form.match(text)
        if found is None:
            continue
        said = found.groupdict()
        entry = _Entry(said["name"], names, words)
        kind = said.get("kind") or ""
        if not entry.is_somebody() or (kind and (is_brand(kind, names, words) or names.field(kind))):
            continue
        entry.set("purpose", kind)
        entry.set("data", said.get("data") or "")
        entry.set("company", said.get("by") or "")
        rest = (said["rest"] or "").strip(" .,;–—-").removeprefix("which ")
        if entry.brackets(said.get("inner") or "") and (not rest or entry.clauses(rest)):
            return entry.fields
    return {}


def _tell_sentences(text: str, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """What a name says that is a sentence by itself, with sentences behind it, of which some say other things.

    "Egret. Crash reports. Receives your device model. Each user sees their own data."
    """
    found = _BY_STOP.match(text)
    entry = _Entry(found["name"], names, words) if found is not None else None
    if found is None or entry is None or not entry.is_somebody() or not entry.brackets(found["inner"] or ""):
        return {}
    sentences = [sentence.strip(" .") for sentence in _SENTENCE.split(found["rest"])]
    if not entry.clauses(sentences[0]):
        return {}
    entry.sentences(sentences[1:])
    return entry.fields


def tell_sentences_in_english(fields: dict[str, str], text: str, names: FieldNames, words: PartyWords) -> None:
    """Keep what those sentences of a paragraph say of whom fields name that begin with it or take it up."""
    entry = _Entry(fields["name"], names, words)
    entry.fields = fields
    own = fields["name"].split(" ", maxsplit=1)[0]
    told = [sentence.strip(" .") for sentence in _SENTENCE.split(text)]
    entry.sentences([each for each in told if each.startswith(own) or _TAKES_UP.match(each)])


def name_in_english(text: str, names: FieldNames, words: PartyWords) -> dict[str, str]:
    """The name that a line is, with what brackets behind it say or a kind of service before it; empty for another."""
    found = _NAME_ALONE.fullmatch(text)
    if found is None:
        kind = _BY_KIND.match(text)
        is_named = kind is not None and not kind["rest"] and not words.other_label.search(kind["kind"])
        return entry_in_english(text, names, words) if is_named else {}
    if words.before_owner.match(text):
        return {}
    entry = _Entry(found["name"], names, words)
    return entry.fields if entry.is_somebody() and entry.brackets(found["inner"] or "") else {}


def tell_in_english(fields: dict[str, str], text: str, names: FieldNames, words: PartyWords) -> bool:
    """Whether all clauses of a text say something of whom fields name, which is kept in them."""
    said = text.strip(" .,;–—-")
    name = fields.get("name", "")
    used = _BY_SENTENCE.match(said)
    if used is not None and name and used["name"].startswith(name.partition(" (")[0]):
        entry = _Entry(name, names, words)
        entry.fields = fields
        entry.set("company", used["by"] or "")
        return entry.brackets(used["inner"] or "") and entry.clauses(used["rest"])
    forms = (words.told_en_given, words.told_en_taken, words.told_en_use, words.told_en_owner, _LABELLED)
    if "://" not in said and not any(form.match(said) for form in forms):
        return False
    entry = _Entry("", names, words)
    entry.fields = fields
    if not entry.clauses(said):
        return False
    company = fields.get("company", "")
    if _FORM.search(company) and text.endswith(f"{company}."):
        fields["company"] = f"{company}."
    return True


class _Entry:
    """What one entry says of whom it names."""

    def __init__(self, name: str, names: FieldNames, words: PartyWords) -> None:
        self.fields = {"name": plain(name)}
        self._names = names
        self._words = words

    def is_somebody(self) -> bool:
        """Whether the name is one."""
        name, words = self.fields["name"], self._words
        if self._names.field(name) or words.other_label.search(name):
            return False
        if is_company(name, words):
            self.fields["company"] = name
            return True
        return is_product(name, words) or is_known(name, words) or is_brand(name, self._names, words)

    def set(self, field: str, value: str) -> None:
        """Keep a value where none is kept."""
        value = plain(value) if field in ("company", "link") else plain(value).rstrip(".")
        if value and not self.fields.get(field):
            self.fields[field] = value

    def brackets(self, inner: str) -> bool:
        """Whether brackets behind the name say whose it is, what for or where its policy stands; there may be none."""
        if not inner:
            return True
        if is_company(inner, self._words) or self._words.company_brand.fullmatch(inner):
            self.set("company", inner)
        elif "://" in inner:
            self.set("link", address_in(inner, self._words))
        elif use := use_inside(inner, self._words):
            self.set("purpose", use)
        else:
            return False
        return True

    def sentences(self, texts: Sequence[str]) -> None:
        """Keep what each sentence says that says one thing and denies nothing."""
        for text in texts:
            if text and not refuses(text, self._words):
                self._told(text, is_first=False)

    def clauses(self, rest: str) -> bool:
        """Whether each clause says something of it, which is kept."""
        begins = 0
        for number, end in enumerate([*_ENDS.finditer(rest), None]):
            text = rest[begins : end.start() if end else len(rest)].strip(" ,.")
            begins = end.end() if end else len(rest)
            if text and not self._told(text, is_first=not number):
                return False
        return True

    def _told(self, text: str, *, is_first: bool) -> bool:
        """Whether a clause says something of it, which is kept."""
        words = self._words
        is_addressed = "://" in text or "www." in text or _BARE.fullmatch(text) is not None
        if address := address_in(text, words) if is_addressed else "":
            self.set("link", address)
            return True
        other = _LABELLED.match(text)
        if other and self._is_other(other["label"]):
            return True  # "Data processing location: Ireland" is none of what is read
        if self._labelled(text):
            return True
        if owner := words.told_en_owner.match(text):
            self.set("company", owner["company"])
            return True
        by_words = self._by_words(text)
        return by_words if by_words is not None else self._phrase(text, is_first=is_first)

    def _is_other(self, label: str) -> bool:
        """Whether a label is for what is not read: "Location"."""
        is_other = self._words.other_label.search(plain(label)) is not None
        return is_other and (_OF_DATA.match(label) is not None or self._words.place_label.fullmatch(label) is not None)

    def _labelled(self, text: str) -> bool:
        """A clause with a label: "Purpose: maps", "May collect: device model"."""
        labelled = _LABELLED.match(text)
        if labelled is None:
            return False
        label = plain(labelled["label"])
        field = self._names.field(label) or kind_of_label(label, self._words)
        if not field and self._words.leads_to_data.fullmatch(label):
            field = "data"
        if field not in ("company", "purpose", "data", "link"):
            return False
        self.set(field, labelled["value"])
        return True

    def _by_words(self, text: str) -> bool | None:
        """A clause that says with a verb what is given, taken or done; None where it has none of these."""
        words = self._words
        for form in (words.told_en_given, words.told_en_taken, words.told_en_use):
            found = form.match(text)
            if found is None:
                continue
            said = found.groupdict()
            data = said.get("data") or ""
            names_some = words.data.search(data) or words.data_head.search(data.lower())
            if data and names_some is None and "," not in data and words.may_be_done.match(text):
                return False  # "processes payments" says what it does
            if data and names_some is None and words.bare_taking.match(text):
                self.set("purpose", text)  # "receive notifications" is what a user does
                return True
            deed = text if words.keeps_for_us.match(text) else ""
            self.set("purpose", said.get("use") or said.get("help") or deed)
            self.set("data", data)
            return True
        return None

    def _phrase(self, text: str, *, is_first: bool) -> bool:
        """A clause without a verb, which is what for or what is taken; the first may be both, data in brackets."""
        words = self._words
        has_use = bool(self.fields.get("purpose"))
        both = _USE_AND_DATA.fullmatch(text)
        if both is not None and is_first and not has_use and self._lists_data(both["data"]):
            self.set("purpose", both["use"])
            self.set("data", both["data"])
            return True
        is_other = words.in_sentence.search(text) is not None
        if (has_use or is_first) and not is_other and self._lists_data(text, is_sure=has_use):
            self.set("data", text)
            return True
        # "Annex: third-party SDKs" leads to them
        no_use = (words.names_policy, words.policy_title, words.context, words.takes)
        is_other = is_other or any(form.search(text) for form in no_use) or is_company(text, words)
        is_use = is_first and len(text) <= _LONGEST_USE and _PHRASE.fullmatch(text) is not None
        if is_other or not is_use or ("," in text and names_data(text, words)):
            return False
        self.set("data" if has_use and words.data.search(text) is not None else "purpose", text)
        return True

    def _lists_data(self, text: str, *, is_sure: bool = True) -> bool:
        """Whether a text lists what may be taken and nothing else; one that may say what for needs the surer words."""
        words = self._words
        if words.does_what.match(f" {text}") or words.for_what.match(text):
            return False  # "stores your email address" says what is done
        parts = [part.strip(" .").lower() for part in _BETWEEN_ITEMS.split(text) if part.strip(" .")]
        heads = [words.data_head.search(part) is not None for part in parts]
        if not is_sure:
            return all(heads) and (len(parts) > 1 or bool(words.data_alone.search(text)))
        told = [head or names_data(part, words) for head, part in zip(heads, parts, strict=True)]
        return sum(told) * 2 > len(parts) or (len(parts) > 1 and sum(told) * 2 == len(parts))
