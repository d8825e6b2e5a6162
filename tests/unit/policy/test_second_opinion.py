"""A sentence that reads like a clause makes its absence doubtful; the rules alone say what a policy has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import numpy as np
import pytest
from numpy.typing import NDArray
from tests.support.shipped import shipped_catalog

from appaudit.documents.document import document_from_text
from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.second_opinion import BITS, WORD_BITS, Likeness, SecondOpinion, parse
from appaudit.model.coverage import Coverage
from appaudit.model.facts.base import Fact, FactSet
from appaudit.model.facts.documents import ClauseDoubtFact, ClauseFact, PolicyDocumentFact
from appaudit.model.location import NOWHERE, Quote
from appaudit.model.report import ClauseRow
from appaudit.model.words import FoundClauseStatus
from appaudit.policy import read_policy
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.second_opinion import LONGEST, doubts_of, features_of, likeness_of
from appaudit.policy.word_features import word_features_of
from appaudit.report.tables import policy_section


def packed(weights: bytes) -> str:
    import zlib
    from base64 import b64encode

    return b64encode(zlib.compress(weights)).decode()


def read(tmp_path: Path, text: str) -> tuple[dict[str, ClauseDoubtFact], set[str]]:
    path = tmp_path / "policy.txt"
    path.write_text(text, "utf-8")
    facts = read_policy([path], shipped_catalog().lexicons.policy).facts
    doubts = {fact.id: fact for fact in facts if isinstance(fact, ClauseDoubtFact)}
    return doubts, {fact.id for fact in facts if isinstance(fact, ClauseFact)}


def test_a_sentence_that_reads_like_a_clause_is_quoted_as_a_doubt(tmp_path: Path) -> None:
    sentence = "青禾科技有限公司会在十个工作日内把您的个人信息副本交给您。"
    doubts, found = read(tmp_path, f"隐私政策\n\n{sentence}\n")
    assert "operator_identity" not in found
    (quote,) = doubts["operator_identity"].quotes
    assert quote.text == sentence
    assert doubts["operator_identity"].location.start == quote.start


def test_nothing_is_doubted_that_is_there_or_that_nothing_reads_like(tmp_path: Path) -> None:
    doubts, found = read(
        tmp_path, "隐私政策\n\n本应用由星河示例科技有限公司（以下简称“我们”）运营。\n\n今天天气很好。\n"
    )
    assert "operator_identity" in found
    assert doubts == {}


QUOTE = Quote(document="policy.txt", start=0, end=4, text="Here")
OTHER = Quote(document="policy.txt", start=5, end=10, text="There")
#: A model of words to which "kettle" below "garden" alone reads like a clause, and "kettle" comes near it.
SURE, NEAR = 30, 15


def model_of_words(**weights: int) -> Likeness:
    """A model to which a sentence is what its words weigh, and those above it with a "^"."""
    found = np.zeros(1 << WORD_BITS, np.int8)
    for word, weight in weights.items():
        headed = word.startswith("above_")
        told, above = ([], [word.removeprefix("above_")]) if headed else ([word], [])
        found[word_features_of([told], [above])[0]] = weight
    return Likeness(bias=0.0, scale=1.0, weights=packed(found.tobytes()))


def read_by_words(
    text: str, found: Mapping[str, FoundClauseStatus] = MappingProxyType({})
) -> dict[str, ClauseDoubtFact]:
    opinion = SecondOpinion(
        threshold=1.0,
        sure=5.0,
        on_topic=1.0,
        whole=1.0,
        reads_words=True,
        clauses={"deceased": model_of_words(kettle=NEAR, above_garden=SURE - NEAR)},
        grades={"deceased": model_of_words(button=NEAR)},
    )
    english = replace(shipped_catalog().lexicons.policy.languages["en"], second_opinion=opinion)
    doubts = doubts_of(DocumentIndex(document_from_text(text), english), found)
    return {doubt.id: doubt for doubt in doubts if doubt.id == "deceased"}


@pytest.mark.parametrize(
    ("heading", "sentence", "is_sure"),
    [
        ("Garden", "The kettle is red.", True),
        ("Kitchen", "The kettle is red.", False),
        ("Garden", "The carpet is red.", False),
        ("Kitchen", "The carpet is red.", None),
        ("Garden", "A red kettle.", None),  # too short to say anything
        ("The kettle is in the garden", "Red kettle", None),  # a heading announces what others say
    ],
)
def test_words_and_what_stands_above_them_say_how_sure_a_likeness_is(
    heading: str, sentence: str, is_sure: bool | None
) -> None:
    found = read_by_words(f"# Privacy policy\n\n## {heading}\n\n{sentence}\n")
    assert [(doubt.is_sure, doubt.quotes[0].text) for doubt in found.values()] == (
        [] if is_sure is None else [(is_sure, sentence)]
    )


@pytest.mark.parametrize(
    ("sentence", "status", "is_told"),
    [
        ("The kettle has a button.", "weak", True),
        ("The kettle has a handle.", "weak", False),
        ("The carpet has a button.", "weak", False),  # whole, but on another matter
        ("The kettle has a button.", "present", False),
        ("The kettle has a button.", "negated", False),  # what is denied is not made good
    ],
)
def test_a_clause_found_too_weak_is_told_by_a_sentence_on_it_that_reads_whole(
    sentence: str, status: FoundClauseStatus, is_told: bool
) -> None:
    found = read_by_words(f"# Privacy policy\n\n## Kitchen\n\n{sentence}\n", {"deceased": status})
    assert [(doubt.is_sure, doubt.quotes[0].text) for doubt in found.values()] == [(True, sentence)] * is_told


def row_of(*facts: Fact) -> ClauseRow:
    document = PolicyDocumentFact(name="policy.txt", sha256="0" * 64, characters=4, location=NOWHERE, extractor="test")
    section = policy_section(FactSet([document, *facts]), Coverage(), shipped_catalog().knowledge, ())
    return section.clauses["deletion"]


@pytest.mark.parametrize(
    ("doubts", "status"),
    [((True,), "weak"), ((False,), "absent"), ((), "absent")],
)
def test_a_sure_likeness_shows_the_clause_as_touched_on_with_its_sentence_to_confirm(
    doubts: tuple[bool, ...], status: str
) -> None:
    found = [ClauseDoubtFact(id="deletion", is_sure=sure, quotes=(QUOTE,), extractor="test") for sure in doubts]
    assert row_of(*found) == ClauseRow(status=status, doubts=(QUOTE,) * len(doubts))


@pytest.mark.parametrize(("doubted", "status"), [("deletion", "present"), ("correction", "weak")])
def test_a_clause_found_too_weak_is_shown_as_told_with_the_sentence_to_confirm(doubted: str, status: str) -> None:
    weak = ClauseFact(id="deletion", status="weak", quotes=(QUOTE,), extractor="test")
    row = row_of(weak, ClauseDoubtFact(id=doubted, is_sure=True, quotes=(OTHER,), extractor="test"))
    assert row == ClauseRow(status=status, quotes=(QUOTE,), doubts=(OTHER,) * (doubted == "deletion"))


@pytest.mark.parametrize(
    ("clause", "near", "far"),
    [
        ("security_measures", "The vault protects what data it holds.", "The vault holds what coins it finds."),
        ("cookies", "Consult your browser on beacons of others.", "Consult your doctor on habits of others."),
        ("deceased", "Death ends the game and begins another.", "Luck ends the game and begins another."),
        ("account_cancellation", "Accounts disappear when closed by hand.", "Windows disappear when closed by hand."),
        ("automated_decision", "Both are combined into a single profile.", "Both are combined into a single picture."),
        ("consent_withdrawal", "Deny any tracking you dislike.", "Deny any rumour you dislike."),
        ("correction", "Fix the profile by tapping the pencil.", "Fix the bicycle by tapping the pencil."),
        ("cross_border", "International visitors are welcome.", "Evening visitors are welcome."),
        ("deletion", "Progress is wiped by the red button.", "Progress is saved by the red button."),
        ("effective_date", "Brightville, 3rd of May 2024", "Brightville, row 3, seat 24"),
        ("minors", "Made for younger audiences.", "Made for larger audiences."),
        ("permission_list", "Turn on the bluetooth to hear it.", "Turn on the kettle to hear it."),
        ("personalization_optout", "A gear adjusts advertising.", "A gear adjusts temperature."),
        ("response_deadline", "An answer arrives ten days later.", "A parcel arrives ten days later."),
        ("retention_period", "Drafts are held until autumn.", "Parties are missed until autumn."),
        ("sensitive_pi", "It asks for medical records.", "It asks for vinyl records."),
        ("sharing_consent", "Nobody sells it without your consent.", "Nobody sells it without your receipt."),
        ("storage_location", "There is no server.", "There is no office."),
    ],
)
def test_english_words_that_come_near_a_clause_make_its_absence_doubtful(
    tmp_path: Path, clause: str, near: str, far: str
) -> None:
    doubts, found = read(tmp_path, f"Privacy policy\n\n{near}\n")
    assert clause not in found
    assert doubts[clause].quotes[0].text == near
    doubts, _ = read(tmp_path, f"Privacy policy\n\n{far}\n")
    assert clause not in doubts


@pytest.mark.parametrize(
    ("clause", "near", "other"),
    [
        ("breach_notice", "Hackers came, and nobody was informed.", "If you hear of hackers, inform somebody."),
        ("correction", "Wrong details are amended here.", "These terms and their details are amended here."),
        ("deletion", "We wipe your photos.", "We wipe your photos and those of children."),
        ("effective_date", "Written by hand on 3 May 2024.", "Regulation (EU) 2016/679 of 27 April 2016 says so."),
        ("retention_period", "Drafts are held until autumn.", "Drafts about children are held until autumn."),
        ("deceased", "Death changes who owns it.", "Death or injury changes who owns it."),
        ("sdk_list", "Third-party tools count visits.", "There are no third-party tools that count visits."),
        ("sharing_recipients", "It is passed on to researchers.", "It is never passed on to researchers."),
        ("sharing_consent", "Partners hear of it with your consent.", "Partners set cookies with your consent."),
    ],
)
def test_an_english_sentence_about_another_matter_does_not_make_one_doubt(
    tmp_path: Path, clause: str, near: str, other: str
) -> None:
    doubts, found = read(tmp_path, f"Privacy policy\n\n{near}\n")
    assert (clause in doubts, clause in found) == (True, False)
    doubts, found = read(tmp_path, f"Privacy policy\n\n{other}\n")
    assert (clause in doubts, clause in found) == (False, False)
    doubts, _ = read(tmp_path, f"Privacy policy\n\n{other}\n\n{near}\n")
    assert doubts[clause].quotes[0].text == near


@pytest.mark.parametrize(
    ("clause", "near", "far"),
    [
        ("access_copy", "打包资料的按钮在右上角。", "打包行李的箱子在右上角。"),
        ("breach_notice", "资料外流那一天，会有人打电话通知一声。", "快递到达那一天，会有人打电话通知一声。"),
        ("consent_withdrawal", "孩子的父母随时可以拒绝定位。", "孩子的父母随时可以接受定位。"),
        ("correction", "资料写错了，找客服就行。", "作文写错了，找老师就行。"),
        ("deletion", "卸载之后，手机里不再有数据。", "升级之后，手机里仍然有数据。"),
        ("response_deadline", "您提出的诉求，通常隔两天便有结果。", "您提出的报价，通常隔两天便有结果。"),
        ("retention_period", "数据只放到活动结束，随后自动清除。", "摊位只放到活动结束，随后各自回家。"),
        ("storage_location", "我们没有服务器。", "我们没有办公室。"),
        ("storage_location", "青禾笔记跑在 Azure 上。", "青禾笔记跑在 Java 上。"),
        ("access_copy", "原先填的，可以原样取回。", "原先填的，可以原样打印。"),
        ("account_cancellation", "终止该账号只需一句话。", "终止该活动只需一句话。"),
        ("automated_decision", "信用评估之后才有额度。", "年终评估之后才有奖金。"),
        ("breach_notice", "我们备有应急预案。", "我们备有急救药箱。"),
        ("complaint_channel", "双方的争议由双方商量。", "双方的假期由双方商量。"),
        ("consent_withdrawal", "反对权属于每一个人。", "所有权属于每一个人。"),
        ("correction", "更正权属于每一个人，不必理由。", "更衣权属于每一个人，不必理由。"),
        ("cross_border", "服务器的另一端在不同法域。", "服务器的另一端在不同楼层。"),
        ("deceased", "继承人可以接着用。", "合伙人可以接着用。"),
        ("operator_contact", "有建议就告诉班长。", "有零食就告诉班长。"),
        ("personalization_optout", "退订按钮在信的末尾。", "签名按钮在信的末尾。"),
        ("response_deadline", "有人问起，3天回复。", "有人买票，3天出发。"),
        ("sdk_list", "页面里有 Matomo。", "页面里有 Mozart。"),
        ("security_measures", "接触的人是有限的。", "接触的人是年轻的。"),
        ("shake_ads", "体感操作让画面跟着转。", "键盘操作让画面跟着转。"),
    ],
)
def test_chinese_words_that_come_near_a_clause_make_its_absence_doubtful(
    tmp_path: Path, clause: str, near: str, far: str
) -> None:
    doubts, found = read(tmp_path, f"隐私政策\n\n本政策说明以下事项。\n\n{near}\n")
    assert clause not in found
    assert doubts[clause].quotes[0].text == near
    doubts, _ = read(tmp_path, f"隐私政策\n\n本政策说明以下事项。\n\n{far}\n")
    assert clause not in doubts


@pytest.mark.parametrize(
    ("clause", "near", "other"),
    [
        ("account_cancellation", "终止该账号只需一句话。", "违反约定的，终止该账号只需一句话。"),
        ("personalization_optout", "退订按钮在信的末尾。", "Cookie 的退订按钮在信的末尾。"),
        ("shake_ads", "体感操作让画面跟着转。", "体感操作以 GPS 让画面跟着转。"),
        ("storage_location", "青禾笔记留在云端。", "青禾笔记不会保存到云端。"),
    ],
)
def test_a_chinese_sentence_about_another_matter_does_not_make_one_doubt(
    tmp_path: Path, clause: str, near: str, other: str
) -> None:
    doubts, found = read(tmp_path, f"隐私政策\n\n{near}\n")
    assert (clause in doubts, clause in found) == (True, False)
    doubts, found = read(tmp_path, f"隐私政策\n\n{other}\n")
    assert (clause in doubts, clause in found) == (False, False)


def test_a_cookie_on_a_device_does_not_make_one_doubt_where_data_are_stored(tmp_path: Path) -> None:
    doubts, _ = read(tmp_path, "隐私政策\n\nCookie 是存放在您的手机中的小文件。\n")
    assert "storage_location" not in doubts


def test_nothing_is_doubted_of_a_clause_that_is_read_in_english(tmp_path: Path) -> None:
    doubts, found = read(tmp_path, "Privacy policy\n\nWe encrypt your data.\n")
    assert "security_measures" in found
    assert "security_measures" not in doubts


def features(sentence: str) -> NDArray[np.int64]:
    return features_of([sentence])[0]


def test_sentences_are_looked_at_together_as_alone() -> None:
    sentences = ["", "我", "注销账号", "账号注销账号", "", "您可以注销账号。", "a"]
    together = features_of(sentences)
    assert len(together) == len(sentences)
    assert all(np.array_equal(found, features(text)) for found, text in zip(together, sentences, strict=True))
    assert features_of([]) == []


def test_width_case_and_spaces_do_not_change_what_a_sentence_is_like() -> None:
    assert np.array_equal(features("我们的 ＳＤＫ 清单"), features("我们的sdk清单"))
    assert len(features("")) == len(features("我")) == 0
    assert len(features("我们")) == 1
    assert np.array_equal(features("甲乙" * LONGEST), features("甲乙" * (LONGEST // 2)))


def test_likeness_is_the_weighted_share_of_what_a_sentence_has() -> None:
    weights = np.zeros(1 << BITS, np.int8)
    known = features("注销账号")
    weights[known] = 10
    model = Likeness(bias=-1.0, scale=0.5, weights=packed(weights.tobytes()))
    sentences = [features("注销账号"), features(""), features("天气"), features("注销账号今天天气")]
    assert not set(known) & set(features("天气"))
    shared = len(set(known) & set(sentences[3]))
    expected = [-1 + 5 * len(known) ** 0.5, -1.0, -1.0, -1 + 5 * shared / len(sentences[3]) ** 0.5]
    assert likeness_of(model, sentences).tolist() == pytest.approx(expected)
    assert likeness_of(model, sentences[::-1]).tolist() == pytest.approx(expected[::-1])
    assert likeness_of(model, [features("")]).tolist() == [-1.0]


@pytest.mark.parametrize(
    ("section", "said"),
    [
        ({"limit": 1}, "limit"),
        ({"clauses": {"deletion": {"bias": 0}}}, "needs bias, scale, weights"),
        ({"grades": {"deletion": {"bias": 0}}}, "grades.deletion: needs bias, scale, weights"),
        ({"clauses": {"deletion": {"bias": 0, "scale": 1, "weights": "?"}}}, "no packed weights"),
        (
            {"clauses": {"deletion": {"bias": 0, "scale": 1, "weights": packed(b"12")}}},
            f"2 weights, and not {1 << BITS}",
        ),
        (
            {"reads": "words", "clauses": {"deletion": {"bias": 0, "scale": 1, "weights": packed(bytes(1 << BITS))}}},
            f"{1 << BITS} weights, and not {1 << WORD_BITS}",
        ),
        ({"reads": "lips"}, "characters or words"),
    ],
)
def test_what_is_no_opinion_is_refused_with_its_place(section: dict[str, object], said: str) -> None:
    with pytest.raises(LexiconError, match=said) as refused:
        parse(section)
    assert refused.value.where.startswith("second_opinion")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_clause_with_an_opinion_is_one_that_the_rules_know(language: str) -> None:
    words = shipped_catalog().lexicons.policy.languages[language]
    assert set(words.second_opinion.clauses) <= set(words.clauses)
    assert len(words.second_opinion.clauses) > 20
    assert words.second_opinion.reads_words is (language == "en")
    assert set(words.second_opinion.grades) <= set(words.second_opinion.clauses)


@pytest.mark.parametrize(
    ("clause", "sentence", "is_sure"),
    [
        ("retention_period", "Data retention is a matter of trust.", True),
        ("automated_decision", "We improve our algorithms.", False),  # such words mostly tell nothing of that clause
    ],
)
def test_words_near_a_clause_touch_on_it_where_they_mostly_do(clause: str, sentence: str, is_sure: bool) -> None:
    index = DocumentIndex(
        document_from_text(f"# Privacy policy\n\n{sentence}\n"), shipped_catalog().lexicons.policy.languages["en"]
    )
    doubts = {doubt.id: doubt for doubt in doubts_of(index, {}) if doubt.quotes[0].text == sentence}
    assert doubts[clause].is_sure == is_sure


@pytest.mark.parametrize(
    ("sentence", "is_sure"),
    [
        ("玩家可以更改昵称、头像。", True),  # who may do what to what of their own
        ("资料有误请联系客服。", None),
    ],
)
def test_words_that_touch_on_a_clause_are_asked_before_words_near_it(sentence: str, is_sure: bool | None) -> None:
    words = shipped_catalog().lexicons.policy.languages["zh"]
    index = DocumentIndex(document_from_text(f"青禾隐私政策\n\n{sentence}\n"), words)
    doubts = {doubt.id: doubt for doubt in doubts_of(index, {}) if doubt.quotes[0].text == sentence}
    near, touched = (index.hits(f"correction_{kind}") for kind in ("doubt", "touched"))
    assert (bool(touched.meets(0, 99)), doubts["correction"].is_sure) == ((True, True) if is_sure else (False, False))
    assert near.meets(0, 99)
