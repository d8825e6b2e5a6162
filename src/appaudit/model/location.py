"""Where something was seen."""

from __future__ import annotations

from dataclasses import field

from appaudit.model.codec import OMIT_EMPTY
from appaudit.model.record import record


@record
class Location:
    """A place in an artifact or document, precise enough for a person to go there.

    `path` is an archive entry (`classes2.dex`, `res/layout/main.xml`, `assets/a.jar!classes.dex`) or a
    document name. `symbol` is a component, class or method (`com.example.Main.onCreate`). `start` and `end`
    count Unicode code points in the document text as appaudit shows it; -1 where they do not apply. `file` and `line`
    are of the source where debug information names them, empty and 0 where it does not; of a document `line` is that of
    the file, where the format has lines.
    """

    path: str = ""
    symbol: str = ""
    start: int = -1
    end: int = -1
    file: str = field(default="", metadata=OMIT_EMPTY)
    line: int = field(default=0, metadata=OMIT_EMPTY)

    def sort_key(self) -> tuple[str, str, int, int, int]:
        """The total order used wherever evidence is listed."""
        return (self.path, self.symbol, self.start, self.end, self.line)


#: For facts that belong to the artifact as a whole.
NOWHERE = Location()


@record
class Quote:
    """A verbatim piece of a document: `text == document_text[start:end]`, in code points."""

    document: str
    text: str
    start: int
    end: int
