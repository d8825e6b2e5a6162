"""What a place in a document stands under, as far as that tells whether third parties are listed there, or gone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from appaudit.documents.blocks import Block, PolicyDocument, Span
from appaudit.documents.sections import SectionTree
from appaudit.lexicon.parties import PartyWords
from appaudit.lexicon.traditional import to_simplified
from appaudit.records.record import PartyRecord
from appaudit.records.wording.values import plain

#: How much of the beginning of a document is its title.
_TITLE = 200
#: Headings above a list that say what it lists; those further up are about more.
_CLOSE = 2
#: Entries of a list above one of which its lead-in is looked for.
_MOST_ITEMS = 40
#: What stands for the number of no block.
_NONE = -1
_MOST_TITLES = 12
#: Items of a document that is a list and nothing else.
_FEWEST_ITEMS = 3
_BULLETS = "-*+•·"
#: How a line of a title looks, which is no sentence.
_OWN_LINE = re.compile(r"[^。；，,.:：;!?！？]{2,40}")
#: How a paragraph ends that leads to what stands below it.
_LEADS = re.compile(r"(?:\b(?:below|following)\b|(?:以下|如下|下列|下述))[^.。]{0,120}[.。：:]?\s*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.。！!]+(?:[.。！!]+|$)")
#: How a line above a table looks that is its title, and how many rows may stand between.
_CAPTION = re.compile(r"[^。；，,.:：;!?！？]{2,80}[:：]?")
_MOST_ROWS = 200
#: How a line of a list looks that nothing marks as one: a name, and behind a dash or a colon what is said of it.
_ENTRY = re.compile(r"[^—–：:。；，\n]{2,40}?(?: [—–-] |\s?[—–]{1,2}\s?|[：:]|, (?:to|for|used) )\s*\S")
#: The longest sentence that says no more than that something follows, in characters.
_SHORT_LEAD = 12
#: A tag of HTML that Markdown leaves in its text.
_TAG = re.compile(r"</?[a-z][^<>\n]*(?:>|$)", re.IGNORECASE)
#: The longest line that such a list is led to by, or has, in characters.
_LONGEST_LINE = 400
#: Marks, pictures and numbers that a heading begins with.
_BEFORE_HEADING = re.compile(r"^(?:[\W_]|\d+(?:\.\d+)*[.、)）:]?(?=\s)|[\u4e00-\u9fff]{1,3}、)+")
#: The level of a heading that nothing marks as one but that it is a short line.
_SHORT_LINE = 5


def _above_items(above: int, numbered: tuple[int, Block]) -> int:
    number, block = numbered
    return above if block.kind == "item" else number


def _leading(text: str) -> str:
    """The last sentence of a paragraph that leads to what stands below it, or ends open; all of it where none does.

    "The app uses no cookies. It uses the following services:" denies cookies, and none of the services; nor does "We
    share data with the processors listed below. We share it with no other third parties."
    """
    sentences = [sentence.strip() for sentence in _SENTENCE.findall(text)] or [""]
    ends_open = sentences[-1].endswith((":", "：")) and len(sentences[-1]) > _SHORT_LEAD
    return sentences[-1] if ends_open else next(filter(_LEADS.search, reversed(sentences)), text)


def name_of(record: PartyRecord) -> str:
    """Whom a record is about: the name, else the company."""
    return record.value("name") or record.value("company")


class ListContext:
    """What a place in a document stands under: its headings, the lead-in above it, the title of the document."""

    def __init__(self, document: PolicyDocument, words: PartyWords) -> None:
        self._document = document
        self._words = words
        self._speaking: dict[str, bool] = {}
        self._above: dict[int, list[str]] = {}
        self._tree = SectionTree(document.blocks, len(document.text))
        self._blocks = [block.start for block in document.blocks]
        #: The block above the run of items that each block belongs to, itself where it is none.
        self._above_items = list(accumulate(enumerate(document.blocks), _above_items, initial=0))[1:]
        #: A document that is one list and nothing else was given for what it lists.
        self._is_one_list = len(document.blocks) >= _FEWEST_ITEMS and all(
            block.kind == "item" and document.text[block.start] in _BULLETS for block in document.blocks
        )
        self._first_heading = next((section.heading.start for section in self._tree.sections), -1)
        titles = document.text[:_TITLE].strip().split("\n")
        first = re.split("[。；]", titles[0], maxsplit=1)[0]
        # Below the name of the app may stand what the page is: a short line of its own.
        others = [line.strip() for line in titles[1:_MOST_TITLES] if _OWN_LINE.fullmatch(line.strip())]
        self._title_speaks = any(map(self._speaks, (first, *others)))
        #: Whether the lines above an end of a line are a list that a line on third parties leads to.
        self._led: dict[int, bool] = {}
        #: Whether what stands under a heading, by where that begins, is beside the list.
        self._aside: dict[int, bool] = {}
        #: The records that say that their SDK is not there, each with what says it.
        self.gone: dict[int, tuple[PartyRecord, str]] = {}

    def lists_parties(self, position: int) -> bool:
        """Whether an offset stands under a heading or a lead-in about third parties, or in a document about them."""
        return self._title_speaks or self.introduces_parties(position)

    def introduces_parties(self, position: int) -> bool:
        """Whether a heading above an offset or the lead-in of its list speaks of third parties."""
        said = [*self._headings(position), self._lead_in(position)]
        is_below = any(map(self._speaks, said)) or self._follows_parties(position)
        return is_below or self._is_led_to(position) or self._is_one_list

    def stands_below_parties(self, position: int) -> bool:
        """Whether the lead-in of an offset or one of the two headings right above it speaks of third parties."""
        headings = self._headings(position)[:_CLOSE]
        if headings and self._words.furniture.fullmatch(headings[0].strip("# ")):
            return False
        is_below = any(map(self._speaks, [self._lead_in(position), *headings])) or self._follows_parties(position)
        return is_below or self._is_led_to(position) or self._is_one_list

    def stands_in_list(self, position: int) -> bool:
        """Whether a bare name stands in a list right below a heading, a lead-in or a sentence about third parties.

        What stands below a table or at the foot of a page belongs to no list.
        """
        if not self.introduces_parties(position):
            return False
        block = self._document.blocks[self._above_items[bisect_right(self._blocks, position) - 1]]
        above = self._text(Span(block.start, block.end))
        is_head = block.kind == "heading" and not self._words.furniture.fullmatch(above.strip("# "))
        return is_head or self._speaks(above) or bool(self._lead_in(position))

    def is_captioned(self, position: int) -> bool:
        """Whether the line right above a table is a title of it that speaks of third parties, and no sentence."""
        title = self._above_table(position)
        if not _CAPTION.fullmatch(title) or not self._speaks(title):
            return False
        return not (self._words.denial.search(title) or title.lower().startswith("no "))

    def is_gone(self, record: PartyRecord) -> bool:
        """Whether a record says that its SDK is not there, or what stands above it does; rows and blocks are kept."""
        said = record.ended or next(
            filter(self._words.denied_heading.search, self._headings(record.start)[:_CLOSE]), ""
        )
        if not said and record.layout == "table":
            above = self._words.in_that_case.sub(" ", _leading(self._above_table(record.start)))
            is_denied = any(form.search(above) for form in (self._words.denied_heading, self._words.denied_list))
            said = above if is_denied else ""
        is_told = bool(record.ended) or record.layout in ("table", "labels")
        if said and is_told and name_of(record).strip() not in ("", said):
            self.gone[record.start] = (record, said.strip("# *_"))
        return bool(said)

    def names_gone(self) -> set[str]:
        """The names of those whom records that were read say not to be there."""
        return {name_of(record) for record, _ in self.gone.values()}

    def _above_table(self, position: int) -> str:
        """The paragraph right above the table of an offset; empty without."""
        blocks, index = self._document.blocks, bisect_right(self._blocks, position) - 1
        first = index
        while index >= 0 and blocks[index].kind == "row" and first - index < _MOST_ROWS:
            index -= 1
        if index < 0 or index == first or blocks[index].kind != "paragraph":
            return ""
        return self._text(Span(blocks[index].start, blocks[index].end)).strip("*_ ")

    def is_policy_title(self, record: PartyRecord) -> bool:
        """Whether the line of a record is the title of a policy and nothing else: "Egret privacy policy"."""
        line = plain(self._document.text[record.start : record.end].partition("](")[0])
        return self._words.policy_title.search(line) is not None

    def sentence_above(self, position: int) -> str:
        """The paragraph right above the list that an offset stands in; empty where none does."""
        index = bisect_right(self._blocks, position) - 1
        above = self._document.blocks[self._above_items[index]] if index >= 0 else None
        if above is None or above.kind != "paragraph" or above.start > position:
            return ""
        return self._text(Span(above.start, above.end))

    def _follows_parties(self, position: int) -> bool:
        """Whether the paragraph right above a list speaks of third parties, denies nothing and is short."""
        index = bisect_right(self._blocks, position) - 1
        above = self._above_items[index] if index >= 0 else index
        block = self._document.blocks[above] if 0 < index - above <= _MOST_ITEMS else None
        if block is None or block.kind != "paragraph":
            return False
        text = self._text(Span(block.start, block.end))
        is_denied = self._words.denial.search(_leading(text)) is not None
        return len(text) <= _TITLE and self._speaks(text) and not is_denied

    def _is_led_to(self, position: int) -> bool:
        """Whether a line on third parties that ends in a colon leads to the lines of a list that one at an offset ends.

        Nothing marks the lines as entries but their form: "我们使用以下服务商：", and below it "白鹭 —— 用于登录。".
        """
        text = self._document.text
        end = text.rfind("\n", max(0, position - _LONGEST_LINE), position)
        passed: list[int] = []
        is_led = False
        while end > 0:
            if (known := self._led.get(end)) is not None:
                is_led = known
                break
            passed.append(end)
            start = text.rfind("\n", max(0, end - _LONGEST_LINE), end) + 1
            line = text[start:end].strip()
            if line.endswith(("：", ":")):
                said = (_SENTENCE.findall(line) or [line])[-1]
                # "具体包括如下：" goes on what the sentence before it speaks of.
                said = line if len(said) <= _SHORT_LEAD else said
                is_led = self._speaks(said) and self._words.denial.search(said) is None
            if (line and not _ENTRY.match(line)) or line.endswith(("：", ":")) or not (start or end <= _LONGEST_LINE):
                break
            end = start - 1
        self._led.update(dict.fromkeys(passed, is_led))
        return is_led

    def stands_below_lead(self, position: int) -> bool:
        """Whether the paragraph right above a block speaks of third parties and says that what follows is on them."""
        index = bisect_right(self._blocks, position) - 2
        if index < 0 or self._document.blocks[index].kind != "paragraph":
            return False
        text = self._text(Span(self._document.blocks[index].start, self._document.blocks[index].end))
        return _LEADS.search(text) is not None and self._speaks(text) and self._words.denial.search(text) is None

    def is_right_behind(self, end: int, position: int) -> bool:
        """Whether nothing stands between the end of a block and the next one."""
        return not self._document.text[end:position].strip("*#_<>。；; \n\t")

    def is_off_list(self, position: int) -> bool:
        """Whether the heading right above an offset says what stands beside a list: rights, safeguards, changes."""
        headings = self._headings(position)
        return bool(headings) and self._words.off_list.search(headings[0].strip("# ")) is not None

    def stands_aside(self, position: int) -> bool:
        """Whether the nearest heading above an offset that tells anything is one of costs, contacts, tasks or the like.

        One that speaks of third parties heads a list, whatever stands above it, and so does a line that leads to one.
        """
        start = self.heading_start(position)
        if (known := self._aside.get(start)) is None:
            known = self._aside[start] = self._is_aside(self._headings(position))
        return known and not self.is_introduced(position)

    def is_introduced(self, position: int) -> bool:
        """Whether the line that leads to a list which an offset stands in speaks of third parties."""
        return self._speaks(self._lead_in(position)) or self._speaks(self._line_above(position))

    def _is_aside(self, headings: Iterable[str]) -> bool:
        for heading in headings:
            said = to_simplified(_BEFORE_HEADING.sub("", heading)).rstrip("*_#：: ")
            if self._words.aside_heading.fullmatch(said):
                return True
            if self._speaks(heading):
                return False
        return False

    def is_way_out(self, record: PartyRecord) -> bool:
        """Whether an entry stands in a list of ways to opt out, by its heading or the line that leads to it.

        Nor is a list of links, contacts or costs one of third parties.
        """
        if record.layout != "table" and self._words.beside_parties.search(self.heading(record.start)):
            return True
        if record.layout in ("table", "labels") or (record.layout == "headed" and self._is_told_below(record.start)):
            return False
        said = [self.heading(record.start), self._lead_in(record.start) or self.sentence_above(record.start)]
        return any(self._words.opt_out.search(text.strip()) for text in said if text and len(text) <= _TITLE)

    def stands_beside_list(self, position: int) -> bool:
        """Whether what stands at an offset is denied, thanked or of something else, whatever it looks like."""
        return self.denies(position) or self.is_off_list(position) or self.is_below_credits(position)

    def title_above(self, position: int) -> str:
        """The short line right above the list that an offset stands in; else the heading right above it."""
        sentence = self.sentence_above(position).strip("*_ ")
        return sentence if sentence and _OWN_LINE.fullmatch(sentence.rstrip("：: ")) else self.heading(position)

    def heading_start(self, position: int) -> int:
        """Where the heading right above an offset begins, -1 without one."""
        path = self._tree.path(position)
        return path[0].start if path else -1

    def heading(self, position: int) -> str:
        """The heading right above an offset, empty without one."""
        return next(iter(self._headings(position)), "").strip("# ")

    def group_heading(self, position: int, name: str) -> str:
        """The heading above a part of a page that is not its own, which holds a name; empty without one."""
        return next((text for heading in self._headings(position) if name not in (text := heading.strip("# "))), "")

    def is_called_parties(self, position: int) -> bool:
        """Whether the lead-in of an offset, the paragraph above its list or a heading right above speaks of them.

        The title of the document speaks of all that is in it.
        """
        above = [span for span in self._tree.path(position)[:_CLOSE] if span.start != self._first_heading]
        said = [self._lead_in(position), *(self._text(span) for span in above)]
        return any(map(self._speaks, said)) or self._follows_parties(position)

    def is_below_denial(self, position: int) -> bool:
        """Whether one of the two headings above an offset says that what follows is not there, or no longer."""
        return any(self._words.denied_heading.search(heading) for heading in self._headings(position)[:_CLOSE])

    def is_below_credits(self, position: int) -> bool:
        """Whether the heading right above an offset is one of thanks or of licences."""
        headings = self._headings(position)
        return bool(headings) and self._words.credits_heading.search(headings[0]) is not None

    def is_below_parties(self, position: int) -> bool:
        """Whether what begins at an offset stands below a heading that speaks of third parties, and is none itself."""
        above = [span for span in self._tree.path(position) if span.start < position]
        return any(self._speaks(self._text(span)) for span in above[:_CLOSE]) or (
            (bool(above) and self._opens_on_parties(above[0]))
            or self._is_plain_list()
            or self._is_told_below(position)
            or (self._title_speaks and len(above) > _CLOSE)
        )

    def _is_told_below(self, position: int) -> bool:
        """Whether an entry stands in a list that a paragraph on third parties leads to, each with paragraphs below it.

        "We use the following third-party services:", and below it "**Egret**" above "We use it to send mail."
        """
        blocks, index = self._document.blocks, bisect_right(self._blocks, position) - 1
        first = index
        while index > 0 and first - index < _MOST_ITEMS and blocks[index].kind in ("item", "paragraph"):
            index -= 1
            if blocks[index].kind == "paragraph" and blocks[index + 1].kind == "item":
                text = _TAG.sub("", self._text(Span(blocks[index].start, blocks[index].end))).strip()
                leads = len(text) <= _LONGEST_LINE and (text.endswith(":") or _LEADS.search(text) is not None)
                if leads and self._speaks(text):
                    return self._words.denial.search(text) is None
        return False

    def _is_plain_list(self) -> bool:
        """Whether the title of a plain text, whose headings have no order, says that it lists third parties."""
        first = next((block for block in self._document.blocks if block.kind == "heading"), None)
        return self._title_speaks and first is not None and first.level >= _SHORT_LINE

    def _opens_on_parties(self, heading: Span) -> bool:
        """Whether the paragraph right below a heading says that third parties are used: "We may use … providers"."""
        index = bisect_right(self._blocks, heading.start)
        block = self._document.blocks[index] if index < len(self._blocks) else None
        if block is None or block.kind != "paragraph" or block.end - block.start > _LONGEST_LINE:
            return False
        text = self._text(Span(block.start, block.end))
        return self._words.we_embed_any.search(text) is not None and self._words.denial.search(text) is None

    def _headings(self, position: int) -> list[str]:
        """The headings above an offset, innermost first."""
        section = self._tree.at(position)  # all lines of one have the same headings above them
        if section not in self._above:
            self._above[section] = [self._text(span) for span in self._tree.path(position)]
        return self._above[section]

    def _speaks(self, text: str) -> bool:
        # Headings and lead-ins are asked about for each line below them.
        if text not in self._speaking:
            self._speaking[text] = self._words.context.search(text) is not None
        return self._speaking[text]

    def denies(self, position: int) -> bool:
        """Whether the lead-in of a list, or a heading above it, says that its entries are not there."""
        path = self._tree.path(position)
        said = self._lead_in(position) or self._line_above(position) or (self._text(path[0]) if path else "")
        return self._words.denied_list.search(said.replace("*", "")) is not None or self.is_below_denial(position)

    def _line_above(self, position: int) -> str:
        """The paragraph that ends in a colon above a run of entries, which nothing marks as a list; empty without."""
        index = bisect_right(self._blocks, position) - 2
        above = self._colons_above[index] if index >= 0 else _NONE
        if above == _NONE or index - above > _MOST_ITEMS:
            return ""
        block = self._document.blocks[above]
        return self._text(Span(block.start, block.end)).strip()

    def _colon_above(self, above: int, numbered: tuple[int, Block]) -> int:
        """The number of the block with a colon at its end, at or above another; a sentence or title ends it."""
        number, block = numbered
        text = self._text(Span(block.start, block.end)).strip()
        if text.endswith(("：", ":")):
            return number
        is_end = block.kind not in ("paragraph", "item") or (text.endswith("。") and "：" not in text)
        return _NONE if is_end else above

    @cached_property
    def _colons_above(self) -> list[int]:
        """For each block the number of what leads to it: `_colon_above`."""
        return list(accumulate(enumerate(self._document.blocks), self._colon_above, initial=_NONE))[1:]

    def _lead_in(self, position: int) -> str:
        index = bisect_right(self._blocks, position) - 1
        lead = self._document.blocks[index].lead_in if index >= 0 else None
        return self._text(lead) if lead is not None else ""

    def _text(self, span: Span) -> str:
        return self._document.text[span.start : span.end]
