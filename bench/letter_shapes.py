"""What letters look like (`shapes.bin`): written from openly licensed faces, and measured on others.

    apt-get install fonts-noto-cjk fonts-wqy-zenhei fonts-arphic-uming fonts-arphic-ukai
    .venv/bin/python -m bench.letter_shapes write TEXTS     # of a folder of policies, the most frequent letters
    .venv/bin/python -m bench.letter_shapes measure FONT …  # each face on its own, honest and with its letters changed

The faces are licensed under the SIL Open Font License 1.1 (Noto), the GPL 2 with the font exception (WenQuanYi) and the
Arphic Public License; pictures of sixteen cells, which are means of all of them, hold no outline of any.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from pathlib import Path

import numpy as np

from appaudit.documents.drawn_letters import drawing, look_of
from appaudit.documents.outlines import shapes
from appaudit.documents.outlines.budget import Budget
from appaudit.documents.outlines.font_file import FontFile

_FACES = Path("/usr/share/fonts")
_OF_TABLE = (
    ("opentype/noto/NotoSansCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSansCJK-Bold.ttc", 2),
    ("opentype/noto/NotoSerifCJK-Regular.ttc", 2),
    ("opentype/noto/NotoSerifCJK-Bold.ttc", 2),
    ("truetype/wqy/wqy-zenhei.ttc", 0),
    ("truetype/arphic/uming.ttc", 0),
    ("truetype/arphic/ukai.ttc", 0),
)
#: Forms of other regions, which fonts draw too: Japan, Korea, Taiwan.
_OF_REGIONS = tuple(
    (f"opentype/noto/Noto{kind}CJK-Regular.ttc", number) for kind in ("Sans", "Serif") for number in (0, 1, 3)
)
_LETTER = re.compile("[\u4e00-\u9fff]")
_FREQUENT = 1_300
_FEWEST_FACES = 5
#: Other letters that a form is more like than its letter, and likeness of two forms that are one.
_FORM_OF_ITS_OWN = 3
_SAME_FORM = 0.9
_OUT = Path(shapes.__file__).with_name("shapes.bin")
_LEXICON = Path(__file__).parents[1] / "rules" / "lexicon"


def pictures(font: Path, number: int, letters: list[str]) -> dict[str, np.ndarray]:
    """The pictures of those of some letters that a face has."""
    file = FontFile(font.read_bytes(), Budget(10**9, 10**9, 10**9), number)
    found = {}
    for letter, outlines in file.numbers(letters, is_substituted=False).items():
        picture = shapes.picture_of(file.outline(min(outlines)).lines)
        if picture is not None:
            found[letter] = picture
    return found


def letters_of(texts: Path) -> list[str]:
    """The letters of the lexicon, and the most frequent ones of some texts."""
    read = "".join(file.read_text("utf-8") for file in sorted(_LEXICON.rglob("*.yaml")))
    counts: Counter[str] = Counter()
    for file in sorted(texts.rglob("*")):
        if file.is_file():
            counts.update(_LETTER.findall(file.read_text("utf-8", "replace")))
    frequent = [letter for letter, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_FREQUENT]]
    return sorted({*_LETTER.findall(read), *frequent})


def write(texts: Path) -> None:
    letters = letters_of(texts)
    faces = [pictures(_FACES / name, number, letters) for name, number in _OF_TABLE]
    regions = [pictures(_FACES / name, number, letters) for name, number in _OF_REGIONS]
    means = {}
    for letter in letters:
        drawn = [shapes.normal(face[letter]) for face in faces if letter in face]
        if len(drawn) >= _FEWEST_FACES:
            means[letter] = shapes.normal(np.mean(drawn, axis=0))
    known = shapes.Shapes({letter: [row] for row, letter in enumerate(means)}, np.array(list(means.values())))
    kept, rows = [], []
    for letter, mean in means.items():
        drawn = [face[letter] for face in (*faces, *regions) if letter in face]
        own = [shapes.normal(each) for each in drawn if known.rank(letter, each) > _FORM_OF_ITS_OWN]
        for picture in [mean, *_distinct(own)]:
            kept.append(letter)
            rows.append(np.rint((picture - picture.min()) / np.ptp(picture) * shapes.LEVELS).astype(np.uint8))
    cells = np.concatenate(rows).reshape(-1, 2)
    _OUT.write_bytes("".join(kept).encode() + b"\n" + (cells[:, 0] << 4 | cells[:, 1]).tobytes())
    print(f"{len(means)} letters, {len(kept)} pictures, {_OUT.stat().st_size} bytes")


def _distinct(forms: list[np.ndarray]) -> list[np.ndarray]:
    kept: list[np.ndarray] = []
    for form in forms:
        if all(form @ each < _SAME_FORM for each in kept):
            kept.append(form)
    return kept


def measure(fonts: list[Path]) -> None:
    """Print how often texts of so many letters are told, drawn as they are and with their letters changed."""
    for font in fonts:
        drawn = pictures(font, 0, sorted(shapes.shapes().numbers))
        texts = random.Random(7)  # noqa: S311  the same texts for every face
        print(f"{font.name}: {len(drawn)} letters, {_ranks(drawn)}")
        for size in (5, 20, 100, 300):
            told: dict[str, Counter[str]] = {"honest": Counter(), "any": Counter(), "own": Counter(), "one": Counter()}
            for _ in range(50):
                letters = texts.sample(sorted(drawn), size)
                own = texts.sample(letters, size)
                one = [*letters[:-1], letters[0]]
                others = texts.sample(sorted(drawn), size)
                for name, shown in (("honest", letters), ("any", others), ("own", own), ("one", one)):
                    looks = {each: look_of(each, drawn[other]) for each, other in zip(letters, shown, strict=True)}
                    told[name][drawing(looks)] += 1
            print(
                f"  {size:3} letters:", "; ".join(f"{name} {dict(sorted(each.items()))}" for name, each in told.items())
            )


def _ranks(drawn: dict[str, np.ndarray]) -> str:
    looks = Counter(look_of(letter, picture) for letter, picture in drawn.items())
    return ", ".join(f"{look} {count / len(drawn):.2%}" for look, count in sorted(looks.items()))


def main() -> None:
    match sys.argv[1:]:
        case ["write", texts]:
            write(Path(texts))
        case ["measure", *fonts]:
            measure([Path(font) for font in fonts])
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
