"""A redline loses no word of either text, and shows what only stands elsewhere as moved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from appaudit.comparison.redline import Line, pieces_of, redline
from appaudit.model.comparison import Passage, Piece

WORDS = st.lists(st.sampled_from(["我们", "收集", "位置", "。", "OAID", " ", "，", "您", "12", "；"]), max_size=12)
TEXTS = st.lists(WORDS.map("".join).map(str.strip).filter(bool), max_size=12)


#: A busy machine is no failure.
PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lines(texts: Iterable[str]) -> list[Line]:
    return [Line(text=text) for text in texts]


def shown(pieces: Sequence[Piece], *kinds: str) -> str:
    return "".join(piece.text for piece in pieces if piece.kind in kinds)


def of_new(passages: Sequence[Passage]) -> list[str]:
    return [shown(item.pieces, "same", "added") for item in passages if item.state not in ("removed", "moved_away")]


def of_old(passages: Sequence[Passage]) -> list[str]:
    """The old text in its order; what moved is taken from where it was."""
    here = [item for item in passages if item.state not in ("added", "moved_here")]
    assert [item.old_number for item in here] == list(range(1, len(here) + 1))
    return [shown(item.pieces, "same", "removed") for item in here]


@PATIENT
@given(TEXTS, TEXTS)
def test_both_texts_can_be_read_from_it(old: list[str], new: list[str]) -> None:
    passages = redline(lines(old), lines(new))
    if ["".join(text.split()) for text in old] == ["".join(text.split()) for text in new]:
        assert passages == ()
        return
    assert of_new(passages) == new
    assert ["".join(text.split()) for text in of_old(passages)] == ["".join(text.split()) for text in old]


@PATIENT
@given(WORDS.map("".join), WORDS.map("".join))
def test_both_sides_of_a_paragraph_can_be_read_from_its_pieces(old: str, new: str) -> None:
    pieces = pieces_of(old, new)
    assert shown(pieces, "same", "added") == new
    assert "".join(shown(pieces, "same", "removed").split()) == "".join(old.split())


def test_a_section_that_moved_moves_with_its_heading_and_shows_its_changes() -> None:
    old = ["一、收集", "我们收集设备信息用于安全保障。", "二、注销", "您可以在设置中注销账号，15个工作日内处理。"]
    new = ["一、注销", "您可以在设置中注销账号，7个工作日内处理。", "二、收集", "我们收集设备信息用于安全保障。"]
    passages = redline(lines(old), lines(new))
    assert [(item.state, item.old_number, item.new_number) for item in passages] == [
        ("moved_here", 3, 1),
        ("moved_here", 4, 2),
        ("changed", 1, 3),
        ("same", 2, 4),
        ("moved_away", 3, 1),
        ("moved_away", 4, 2),
    ]
    assert [(piece.kind, piece.text) for piece in passages[1].pieces] == [
        ("same", "您可以在设置中注销账号，"),
        ("removed", "15"),
        ("added", "7"),
        ("same", "个工作日内处理。"),
    ]


def test_a_short_line_that_stands_elsewhere_too_did_not_move() -> None:
    passages = redline(lines(["详见上文", "甲公司收集位置"]), lines(["甲公司收集位置", "乙公司", "详见上文"]))
    assert "moved_here" not in {item.state for item in passages}


def test_a_sentence_that_became_its_opposite_is_shown_by_that_word_alone() -> None:
    pieces = pieces_of("我们会向第三方共享您的位置。", "我们不会向第三方共享您的位置。")
    assert [(piece.kind, piece.text) for piece in pieces] == [
        ("same", "我们"),
        ("added", "不"),
        ("same", "会向第三方共享您的位置。"),
    ]


def test_one_word_that_stayed_between_two_changes_is_part_of_them() -> None:
    pieces = pieces_of("保存时间为六个月的日志", "保存时间为一整年内的记录")
    assert [piece.kind for piece in pieces] == ["same", "removed", "added"]
    assert shown(pieces, "removed") == "六个月的日志"


def test_width_and_spacing_are_no_change() -> None:
    assert redline(lines(["电话：１２３ 456"]), lines(["电话： 123456"])) == ()


def test_a_long_text_is_compared_whole() -> None:
    old = [f"第{number}条 我们收集第{number}类信息，用于第{number}项功能。" for number in range(6000)]
    new = [*old[3000:], *old[:3000]]
    new[100] += "并提供给合作方。"
    passages = redline(lines(old), lines(new))
    assert of_new(passages) == new
    assert sum(item.state == "changed" for item in passages) + sum(
        item.state == "moved_here" and any(piece.kind == "added" for piece in item.pieces) for item in passages
    ) == 1  # fmt: skip
    assert sum(item.state == "moved_away" for item in passages) == 3000
