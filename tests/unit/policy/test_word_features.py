"""Sentences as words: what counts as the same, and what stands above a sentence is told apart from what is in it."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from appaudit.lexicon.second_opinion import WORD_BITS
from appaudit.policy.word_features import word_features_of, words_of


def features(text: str, above: str = "") -> NDArray[np.int64]:
    (found,) = word_features_of([words_of(text)], [words_of(above)])
    return found


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Deleting YOUR accounts", "deletion your account", True),
        ("delete your account", "delete your accent", False),
        ("write to a@example.com", "write to someone.else@example.org", True),
        ("write to a@example.com", "write to example.com", False),
        ("within 15 days", "within 30 days", True),
        ("within 15 days", "within some days", False),
        ("Settings > Account", "Settings → Account", True),
        ("see https://example.com/a", "see www.example.org", True),
        ("the child’s data", "the child's data", True),
    ],
)
def test_words_of_one_kind_are_one(one: str, other: str, is_same: bool) -> None:
    assert (words_of(one) == words_of(other)) is is_same


def test_the_order_of_words_counts_up_to_three_places() -> None:
    same = features("consent of the user")
    assert np.array_equal(same, features("consent of the user"))
    assert not np.array_equal(same, features("user of the consent"))
    near, far = features("keep a data"), features("data a keep")
    assert len(np.intersect1d(near, far)) == 3  # the words themselves


def test_a_pair_with_a_word_between_is_one_with_two_between() -> None:
    one, two = features("delete one account"), features("delete two old account")
    pair = np.setdiff1d(np.intersect1d(one, two), np.concatenate([features("delete"), features("account")]))
    assert len(pair) == 1


def test_words_above_a_sentence_are_other_than_those_in_it() -> None:
    plain, headed = features("write to us"), features("write to us", "Deletion 7.")
    assert len(headed) == len(plain) + 1
    assert np.isin(plain, headed).all()
    assert not np.isin(features("deletion"), headed).any()


def test_each_of_many_sentences_has_what_it_has_alone() -> None:
    texts = ["We keep it for 30 days.", "", "Ask us."]
    together = word_features_of([words_of(text) for text in texts], [[], [], ["rights"]])
    alone = [features("We keep it for 30 days."), features(""), features("Ask us.", "rights")]
    assert [found.tolist() for found in together] == [found.tolist() for found in alone]
    assert len(together[1]) == 0
    assert together[0].max() < 1 << WORD_BITS
    assert (np.diff(together[0]) > 0).all()


def test_no_sentences_have_no_features() -> None:
    assert word_features_of([], []) == []
