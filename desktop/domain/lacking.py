"""Papers asked for and papers missing (材料): a checklist per case, and the one letter that names all that is missing."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from desktop.domain.application import Step
from desktop.domain.payout import Form
from desktop.domain.scheme import Scheme
from desktop.domain.scheme_parts import Paper
from desktop.domain.verdict import Verdict
from desktop.domain.words import word

_GAP = "　"
"""Between the parts of a paper as a letter prints it."""


@dataclass(frozen=True, kw_only=True)
class CasePaper:
    """One paper asked for in a case, and the copy that came in."""

    name: str
    copies: int = 1
    groups: tuple[str, ...] = ()
    """Labels of the groups it is asked of; all of them where empty."""
    source: str = ""
    required: bool = True
    received_on: date | None = None
    attachment_id: int | None = None
    """Its scan among the household's attachments."""
    remark: str = ""
    """Why it is not needed here, or what is wrong with it."""
    waived: bool = False
    """Not needed in this case, for the reason in the remark."""
    at: str = ""
    """Id of the step from which on it is asked for; empty: from the beginning."""
    later: str = ""
    """The label of that step while the case has not come to it; not kept."""
    id: int | None = None

    @property
    def lacking(self) -> bool:
        """Whether it must be brought by now and was not."""
        return self.required and not self.waived and self.received_on is None and not self.later


@dataclass(frozen=True, kw_only=True)
class LackingLetter:
    """What an applicant was told to bring, once and completely (一次性告知书)."""

    application_id: int
    told_on: date
    papers: tuple[str, ...]
    """Each with what is wanted of it, as printed."""
    bring_by: date | None = None
    told_by: str = ""
    how: str = ""
    """Handed over, by telephone, posted …"""
    received_by: str = ""
    """Who signed the stub."""
    supplied_on: date | None = None
    number: str = ""
    id: int | None = None


def papers_asked(scheme: Scheme, verdict: Verdict, only: str = "") -> tuple[CasePaper, ...]:
    """The papers the plan asks of the groups the verdict found, or of one of them; where it found none yet, of those nothing speaks against."""
    labels = {g.id: g.label for g in scheme.groups}
    mine = frozenset((only,) if only else verdict.possible_groups)
    return tuple(
        CasePaper(
            name=paper.name,
            copies=paper.copies,
            groups=tuple(labels[g] for g in paper.groups if not mine or g in mine),
            source=paper.source,
            required=not paper.forms,
            remark=forms_told(paper),
            at=paper.at,
        )
        for paper in scheme.papers
        if not paper.groups or not mine or mine & frozenset(paper.groups)
    )


def forms_told(paper: Paper) -> str:
    """In which forms of handing out a paper is asked for; nothing where it is in any."""
    return f"{'、'.join(word(form) for form in paper.forms)}发放的才交" if paper.forms else ""


def at_handing_out(asked: Sequence[Paper], papers: Sequence[CasePaper], form: Form) -> tuple[CasePaper, ...]:
    """Those of the papers that did not come and that the plan asks for where it is handed out in this form."""
    forms = {p.name: p.forms for p in asked}
    return tuple(
        p
        for p in papers
        if p.received_on is None
        and not p.waived
        and (form in forms[p.name] if forms.get(p.name) else p.required)
    )


def by_step(papers: Sequence[CasePaper], steps: Sequence[Step]) -> tuple[CasePaper, ...]:
    """The papers as a case with these steps asks for them: what belongs to a step it has not come to is asked for then."""
    waits = next((s.position for s in steps if s.done_on is None), len(steps) + 1)
    ahead = {s.plan: s.label for s in steps if s.plan and s.position > waits}
    return tuple(replace(p, later=ahead.get(p.at, "")) if p.at else p for p in papers)


def handed_in(
    papers: Sequence[CasePaper], brought: Collection[str] | None, on: date
) -> tuple[CasePaper, ...]:
    """The papers with those that came with the application ticked; None: all of them came but what comes later."""
    return tuple(
        replace(p, received_on=on) if (p.name in brought if brought is not None else not p.later) else p
        for p in papers
    )


def missing(papers: Sequence[CasePaper]) -> tuple[CasePaper, ...]:
    """What must still be brought."""
    return tuple(p for p in papers if p.lacking)


def as_printed(paper: CasePaper) -> str:
    """A missing paper as its letter keeps it: the name, how many copies, and what is wanted of it."""
    parts = (paper.name.replace(_GAP, " "), f"{paper.copies} 份", paper.remark.strip())
    return _GAP.join(x for x in parts if x)


def name_printed(line: str) -> str:
    """The name of the paper a line of a letter is about."""
    return line.split(_GAP)[0]


def wanted_printed(line: str) -> str:
    """What a line of a letter wants of its paper, besides the number of copies."""
    return _GAP.join(line.split(_GAP)[2:])


def could_have_been_said(papers: Sequence[CasePaper], before: Sequence[LackingLetter]) -> tuple[str, ...]:
    """Names of missing papers that no earlier letter asked for: they had to be told of the first time (一次性告知).

    What a plan asks for at a later step could not be.
    """
    if not before:
        return ()
    said = {name_printed(line) for letter in before for line in letter.papers}
    return tuple(p.name for p in papers if p.name.replace(_GAP, " ") not in said and not p.at)


def asked_for(letter: LackingLetter, papers: Sequence[CasePaper]) -> tuple[CasePaper, ...]:
    """The papers a letter named, each as it asked for it then."""
    known = {p.name.replace(_GAP, " "): p for p in papers}
    return tuple(
        replace(
            known.get(name_printed(line), CasePaper(name=name_printed(line))),
            remark=wanted_printed(line),
        )
        for line in letter.papers
    )
