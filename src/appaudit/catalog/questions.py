"""Questions to the tables of a fleet: one SQL file each, `questions/<id>.sql`, its first lines written for people.

-- zh: 标题
-- en: Title
-- note_zh:, note_en:    what to know before the answer is quoted (optional)
-- set: sdk = %          a parameter, `$sdk` in the SQL, and its value where none is given (any number)
-- chart: label … value  the columns to draw (optional)
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from appaudit.catalog.archives import opened
from appaudit.catalog.folders import rule_folders
from appaudit.errors import RuleError
from appaudit.model.bilingual import Bilingual
from appaudit.model.question import Question

_FOLDER: Final = "questions"
_KEYS: Final = ("zh", "en", "note_zh", "note_en", "set", "chart")


def load_questions(extra_folders: Sequence[Path] = ()) -> dict[str, Question]:
    """The shipped questions and those of the user's folders by id; a later folder overrides an earlier one.

    Raises:
        RuleError: a file does not load; the message lists every problem.
        ConfigError: a folder does not exist.
    """
    problems: list[str] = []
    found: dict[str, Question] = {}
    for folder in rule_folders(opened(extra_folders)[0]):
        for path in sorted((folder / _FOLDER).glob("*.sql")):
            question = _question(path, problems)
            if question is not None:
                found[question.id] = question
    if problems:
        raise RuleError("\n".join(problems))
    return dict(sorted(found.items()))


def _question(path: Path, problems: list[str]) -> Question | None:
    """What a file asks; None, with what is wrong among the problems, where that is not clear."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        problems.append(f"{path}: {error}")
        return None
    said: dict[str, str] = {}
    parameters: dict[str, str] = {}
    wrong = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("--"):
            break
        key, _, value = (part.strip() for part in line.removeprefix("--").partition(":"))
        name, is_set, default = (part.strip() for part in value.partition("="))
        if key not in _KEYS or (key == "set" and not (is_set and name.isidentifier())):
            wrong.append(f"{path}:{number}: {line.strip()!r} is none of {', '.join(_KEYS)}")
        elif key == "set":
            parameters[name] = default
        else:
            said[key] = value
    columns = said.get("chart", "").split()
    wrong += [f"{path}: has no line `-- {key}:`" for key in ("zh", "en") if not said.get(key)]
    if len(columns) == 1:
        wrong.append(f"{path}: `chart` names one column, and a bar has a label and a length")
    if wrong:
        problems += wrong
        return None
    return Question(
        id=path.stem,
        title=Bilingual(said["zh"], said["en"]),
        note=Bilingual(said.get("note_zh", ""), said.get("note_en", "")),
        sql=text,
        parameters=parameters,
        chart=tuple(columns),
    )
