"""What the screens of an app tell of accounts and of how it asks for consent."""

from __future__ import annotations

from collections.abc import Sequence

from appaudit.derive.parties import Parties
from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.expression import Expression
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.code import PolicyReferenceFact, UiTextFact
from appaudit.model.facts.conduct import AccountSystemFact, CheckBoxFact, ConsentScreenFact, TextLinkFact
from appaudit.model.facts.derived import SdkFact
from appaudit.model.facts.package import ComponentFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.location import NOWHERE
from appaudit.model.words import ConfidenceWord, ShownPlatform

#: Texts that name an account of the user's rather than the act of agreeing to something while signing in.
_ACCOUNT_TOPICS = ("account_cancellation",)
_LOGIN_TOPIC = "login"
#: Texts by which an account of the operator's own is made or entered: registration, passwords, telephone numbers.
_REGISTRATION_TOPIC = "account_registration"
#: Activities, by their own names, in which people sign in or manage an account; and those that only bring the answer of
#: another app or sign in nowhere.
_ACCOUNT_SCREEN = Expression(
    r"(?i)(?:log[-_]?in|sign[-_]?in|sign[-_]?up|regist(?:er|ration)|account(?:cancel|safe|security|manage|setting)|denglu"
    r"|zhuce)\w*?$"
)
_NOT_ACCOUNT_SCREEN = Expression(
    r"(?i)(?:wx|wechat|qq|weibo|alipay|facebook|google|twitter|oauth|sso|auth)\w*(?:entry|callback|redirect|proxy|stub)"
    r"|unregister|service$|receiver$"
)
#: Texts, and layouts by their names, for those who sign in or make themselves an account.
_SIGNING_IN = Expression(
    r"(?i)登录|登錄|登入|注册|註冊|\blog(?:ging)?[-_ ]?(?:in|on)|\bsign(?:ing)?[-_ ]?(?:in|up)|regist(?:er|ration)"
    r"|[/_]login|[/_]sign_?(?:in|up)"
)
#: Texts of each kind that a fact keeps.
_MOST = 6
#: A few texts that speak of signing in may come from a library; more are an app's own.
_SOME_TEXTS = 3


def account_system_facts(
    facts: FactSet, knowledge: Knowledge, parties: Parties, platform: ShownPlatform = "android"
) -> list[AccountSystemFact]:
    """One fact where something shows that users have accounts.

    A screen of an SDK comes with its archive, whether the app ever opens it or not: it is the SDK that may sign in.
    The host of a mini-program signs its users in by itself, and texts that speak of signing in mostly mean that. An
    account is what is registered (GB/T 35273-2020 8.5), so that there only registration, a password, a telephone
    number to sign in with or a way to cancel shows one. Elsewhere they count beside a text that speaks of signing in.
    """
    screens = [
        name
        for name in activities(facts)
        if _is_account_screen(name) and parties.of(name).kind not in ("sdk", "library")
    ]
    signs_in = {kind.id: kind.signs_in for kind in knowledge.sdk_categories.values()}
    sdks = [fact for fact in facts.of(SdkFact) if signs_in.get(fact.category, "no") != "no"]
    sign_in = [fact.id for fact in sdks if signs_in[fact.category] == "yes"]
    texts = [fact for fact in facts.of(UiTextFact) if fact.topic in (*_ACCOUNT_TOPICS, _LOGIN_TOPIC)]
    has_account_text = any(fact.topic in _ACCOUNT_TOPICS for fact in texts)
    registered = [fact for fact in facts.of(UiTextFact) if fact.topic == _REGISTRATION_TOPIC]
    if not (texts or platform == "miniprogram"):
        registered = []  # a password alone may be one of anything
    if not (screens or sign_in or texts or registered):
        return []
    host_only = platform == "miniprogram" and not (registered or sign_in or has_account_text)
    if platform == "miniprogram":
        confidence: ConfidenceWord = "low" if host_only else "high" if len(registered) >= _SOME_TEXTS else "medium"
    elif screens or (sign_in and texts) or (has_account_text and len(texts) > _SOME_TEXTS):
        confidence = "high"
    else:
        spoken = {fact.text for fact in (*texts, *registered)}
        confidence = "medium" if sign_in or len(spoken) >= _SOME_TEXTS else "low"
    shown = list({fact.text: fact for fact in (*registered, *texts)}.values())[:_MOST]
    return [
        AccountSystemFact(
            confidence=confidence,
            screens=tuple(screens[:_MOST]),
            sdks=tuple(fact.id for fact in sdks)[:_MOST],
            texts=tuple(fact.text for fact in shown),
            places=tuple(fact.location for fact in shown),
            host_only=host_only,
            location=shown[0].location if shown else NOWHERE,
            extractor="derive.screens",
        )
    ]


def _is_account_screen(name: str) -> bool:
    own = name.rpartition(".")[2]
    return _ACCOUNT_SCREEN.search(own) is not None and _NOT_ACCOUNT_SCREEN.search(own) is None


def drawn_screen_gaps(facts: FactSet, knowledge: Knowledge) -> list[Gap]:
    """A gap in texts for each engine in the app that draws screens by itself: that a word is not seen says nothing."""
    return [
        Gap(
            kind=UiTextFact.kind,
            level=CoverageLevel.PARTIAL,
            reason="hybrid",
            part=fact.name,
            detail=Bilingual(
                f"界面由{fact.name}绘制，其中的文字没有读取",
                f"{fact.name_en or fact.name} draws screens, whose texts were not read",
            ),
        )
        for fact in facts.of(SdkFact)
        if fact.confidence == "high" and knowledge.sdks[fact.id].draws_screens
    ]


def activities(facts: FactSet) -> list[str]:
    """The names of the activities that can be started."""
    return [fact.name for fact in facts.of(ComponentFact) if fact.type == "activity" and fact.enabled]


def consent_screen_facts(facts: FactSet) -> list[ConsentScreenFact]:
    """One fact where texts or boxes show that the app asks for consent."""
    by_topic: dict[str, list[UiTextFact]] = {}
    for fact in facts.of(UiTextFact):
        by_topic.setdefault(fact.topic, []).append(fact)
    boxes = [box for box in facts.of(CheckBoxFact) if box.about]
    agreed, refused, implied = (
        by_topic.get(topic, []) for topic in ("consent_dialog", "consent_refusal", "implied_consent")
    )
    if not (boxes or agreed or implied):
        return []
    ticked = [box for box in boxes if box.checked]
    first = (*ticked, *boxes, *implied, *agreed)[0]
    return [
        ConsentScreenFact(
            checkbox="checked" if ticked else "unchecked" if boxes else "none",
            refusal=bool(refused),
            implied=bool(implied),
            policy_named=bool(facts.of(PolicyReferenceFact)),
            policy_link=any(link.party_kind in ("app", "unknown") for link in facts.of(TextLinkFact)),
            agree_texts=_texts(agreed),
            refuse_texts=_texts(refused),
            implied_texts=_texts(implied),
            at_sign_in=not refused and _is_at_sign_in((*agreed, *implied), boxes),
            of_terms=bool(ticked) and all(box.about == "terms" for box in ticked),
            boxes=tuple(" · ".join(filter(None, (box.view, *box.texts))) for box in ticked[:_MOST]),
            box_places=tuple(box.location for box in ticked[:_MOST]),
            location=first.location,
            extractor="derive.screens",
        )
    ]


def _is_at_sign_in(texts: Sequence[UiTextFact], boxes: Sequence[CheckBoxFact]) -> bool:
    """Whether all texts speak of signing in, and all boxes stand beside such a text or in such a layout."""
    spoken = [text.text for text in texts] + [" ".join((box.layout, *box.texts)) for box in boxes]
    return all(_SIGNING_IN.search(text) for text in spoken)


def _texts(facts: Sequence[UiTextFact]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(fact.text for fact in facts))[:_MOST]
