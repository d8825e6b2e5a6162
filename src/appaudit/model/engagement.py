"""For whom an audit is made and by whom, as the cover of a report says."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.record import record


@record
class Engagement:
    """Client, project, auditor and number of an engagement; `logo` is a PNG or JPEG in Base64."""

    client: str = field(default="", metadata=OMIT_EMPTY)
    project: str = field(default="", metadata=OMIT_EMPTY)
    auditor: str = field(default="", metadata=OMIT_EMPTY)
    reference: str = field(default="", metadata=OMIT_EMPTY)
    logo: str = field(default="", metadata=OMIT_EMPTY)
