"""What the office has to do on a day (日程): one value for the calendar page and for the file other calendars read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from desktop.domain.masking import public_name


class DatedKind(StrEnum):
    """What kind of thing falls due."""

    step = "step"
    notice = "notice"
    visit = "visit"
    fading = "fading"
    review = "review"
    yearly = "yearly"


KIND_WORDS = {
    DatedKind.step: "申请到期",
    DatedKind.notice: "公示期满",
    DatedKind.visit: "走访",
    DatedKind.fading: "渐退期满",
    DatedKind.review: "待遇复核",
    DatedKind.yearly: "年度复审",
}


class Naming(StrEnum):
    """Whom a file that leaves the office may name."""

    masked = "masked"
    numbers = "numbers"


NAMING_WORDS = {Naming.masked: "姓名遮盖，如张**", Naming.numbers: "不含姓名，只有编号"}


@dataclass(frozen=True, kw_only=True)
class Dated:
    """One thing that falls due."""

    kind: DatedKind
    day: date
    id: int
    """Of the application, notice, visit, household or benefit it is about; the year of a yearly review."""
    what: str
    """What is to be done: the step's name, the purpose of a visit."""
    number: str = ""
    """Of the application, the notice or the household's archive."""
    name: str = ""
    """Who it is about; a notice names nobody."""
    estimated: bool = False
    """The day hangs on holidays that are not on file yet."""
    page: str = ""
    item: int | str | None = None
    """Where it is done."""

    @property
    def key(self) -> str:
        """The same for the same thing at every export, so that it is moved and not put in twice."""
        return f"{self.kind}-{self.id}"

    def called(self, naming: Naming) -> str:
        """Who or what it is about, as far as may be told outside."""
        name = public_name(self.name) if naming is Naming.masked and self.name else ""
        return f"{name}（{self.number}）" if name and self.number else name or self.number

    def told(self, naming: Naming) -> str:
        """The whole thing in one line."""
        about = self.called(naming)
        said = self.what if self.kind is DatedKind.notice else f"{KIND_WORDS[self.kind]}：{self.what}"
        return f"{said}　{about}" if about else said
