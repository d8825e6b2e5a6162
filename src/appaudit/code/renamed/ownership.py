"""Whose a class is whose name says nothing: known by its own features, by who refers to it, by whom it refers to.

Three things are used, the surest first. A class of which several features are those of one library and of no other is
that library's. What refers to the app's own classes is the app's, since a library is compiled before the app that uses
it. What a library's classes refer to is no code of the app, for the same reason: it is the library's, or that of one
below it. Where two of these speak against each other nobody is named.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from appaudit.code.renamed.references import ClassReferences

Owners = NDArray[np.int64]

#: Nobody is known, and the app itself; a library is its number.
NOBODY, THE_APP = -1, -2
#: Steps that ownership is followed from class to class.
_MOST_STEPS = 40


def anchors(classes: NDArray[np.int64], owners: NDArray[np.int64], is_text: NDArray[np.bool_], sizes: Owners) -> Owners:
    """The owner of each class that its own features decide, `NOBODY` for the others.

    A library's text may stand in the app's code as well: a constant is copied into whoever uses it. So a class needs
    two features of one owner of which one is no text, or three texts that are half of all it has; and it must have
    twice as many as of any other owner.

    Args:
        classes: For each known feature, each once a class, the class that has it.
        owners: The owner of each.
        is_text: Whether it is a text.
        sizes: How many features each class has in all.
    """
    count = len(sizes)
    found = np.full(count, NOBODY, dtype=np.int64)
    if not len(classes):
        return found
    width = int(owners.max()) + 1
    keys, numbers = np.unique(classes * width + owners, return_counts=True)
    texts = np.bincount(np.searchsorted(keys, (classes * width + owners)[is_text]), minlength=len(keys))
    holder, owner = np.divmod(keys, width)
    every = np.bincount(holder, weights=numbers, minlength=count)[holder].astype(np.int64)
    clear = numbers > 2 * (every - numbers)
    mixed = (numbers >= 2) & (numbers > texts)
    spoken = (texts >= 3) & (2 * texts >= sizes[holder])
    sure = clear & (mixed | spoken)
    found[holder[sure]] = owner[sure]
    return found


def spread_owners(
    references: ClassReferences, fixed: Owners, is_open: NDArray[np.bool_], hints: NDArray[np.int64]
) -> Owners:
    """The owner of every class, as far as references tell.

    Args:
        references: Who refers to whom.
        fixed: The owner of the classes of which it is known.
        is_open: The classes that may be given to somebody.
        hints: The owner of whom a class has a feature, too few to decide; `NOBODY` without one.
    """
    is_apps = _upstream(references, fixed == THE_APP, is_open & (fixed == NOBODY))
    found = fixed.copy()
    reached = is_open & (fixed == NOBODY)
    width = int(max(fixed.max(initial=0), hints.max(initial=0))) + 1
    for _ in range(_MOST_STEPS):
        step = (found[references.source] >= 0) & (found[references.target] == NOBODY) & reached[references.target]
        if not step.any():
            break
        target, owner = references.target[step], found[references.source[step]]
        keys, votes = np.unique(target * width + owner, return_counts=True)
        votes = votes.astype(np.int64)
        holder, owner = np.divmod(keys, width)
        votes[hints[holder] == owner] += len(references)
        order = np.lexsort((-votes, holder))
        first = np.ones(len(order), dtype=bool)
        first[1:] = holder[order][1:] != holder[order][:-1]
        chosen = order[first]
        found[holder[chosen]] = owner[chosen]
    doubtful = is_apps & (found >= 0) & (fixed == NOBODY)
    found[is_apps & (found == NOBODY)] = THE_APP
    found[doubtful] = NOBODY
    return found


def _upstream(references: ClassReferences, seeds: NDArray[np.bool_], may: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The classes that refer to one of the seeds, directly or through others that do."""
    found = seeds.copy()
    for _ in range(_MOST_STEPS):
        more = np.zeros(len(found), dtype=bool)
        more[references.source[found[references.target]]] = True
        more &= may & ~found
        if not more.any():
            break
        found |= more
    return found & ~seeds
