"""The fixed expressions of the grammar of Chinese statements: the forms of the lexicon, compiled when first asked for.

They are in `rules/lexicon/zh-grammar.yaml`, as the normalised view spells them, with what each is for.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from appaudit.model.expression import compiled

#: Stands for each character inside brackets.
HIDDEN = "\x00"


class Phrases:
    """The forms of a language by name; asking for one that is missing is a mistake of ours."""

    def __init__(self, forms: Mapping[str, str]) -> None:
        self._forms = forms

    def __getattr__(self, name: str) -> re.Pattern[str]:
        """Called once for each name: what was compiled is found as an attribute afterwards."""
        if name.startswith("_") or name not in self._forms:
            raise AttributeError(f"the lexicon has no form {name!r}")
        pattern = compiled(self._forms[name])
        self.__dict__[name] = pattern
        return pattern

    def masked(self, text: str) -> str:
        """A text with its brackets hidden, of the same length."""
        return self.brackets.sub(lambda found: HIDDEN * len(found.group()), text)
