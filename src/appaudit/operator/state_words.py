"""What the state of a duty amounts to, in both languages, after the duty itself."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual

STATES: Final[dict[str, Bilingual]] = {
    "met": Bilingual("声明：已做到", "declared as done"),
    "unmet": Bilingual("声明：没有做到", "declared as not done"),
    "due": Bilingual("声明：尚未办理，期限未过", "declared as not done yet, with the deadline still ahead"),
    "overdue": Bilingual("声明：没有办理，期限已过", "declared as not done, and the deadline has passed"),
    "late": Bilingual("声明：办理时期限已过", "declared as done after the deadline"),
    "questioned": Bilingual(
        "声明的豁免与声明的人数不符，需说明依据", "the exemption declared does not fit the numbers declared"
    ),
    "unknown": Bilingual("没有声明，或声明不足以判断", "not declared, or too little to judge by"),
    "not_applicable": Bilingual("不适用", "does not apply"),
}
#: After a deadline that was counted without the public holidays of a year.
APPROXIMATE: Final = Bilingual(
    "（该年节假日安排尚未公布，只按周末推算）",
    " (holidays of that year are not known yet; only weekends were counted)",
)
#: After a duty for which a day is declared that has not come yet.
FUTURE: Final = Bilingual(
    "（声明的日期{day}晚于检测日期，不作为已经发生）",
    " (the declared day {day} is after the date of this audit and not taken as past)",
)
