"""What a changed figure does, on paper or as a spreadsheet (改数影响对照表); written into the log, decides nothing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from desktop.casework import printing, settings
from desktop.casework.effect import Figure, Inquiry, named
from desktop.casework.office import Cancelled, Office, Progress
from desktop.domain.census import Standing
from desktop.domain.columns import Codes
from desktop.domain.effect import Cost, moved, sum_words
from desktop.domain.effect_paper import EffectLine, EffectPaper, EffectSide
from desktop.domain.effect_words import ROWS, sentence
from desktop.domain.masking import public_name
from desktop.domain.scheme_words import plain_number
from desktop.domain.words import word

PAPER = "effect_comparison"
MOST_PRINTED = 2000
"""So many households of a kind go on paper; a spreadsheet has them all."""


@dataclass(frozen=True)
class Compared:
    """A figure as it stands and as it was tried, with how everybody comes out both times."""

    inquiry: Inquiry
    figure: Figure
    value: Decimal
    before: tuple[Standing, Cost]
    after: tuple[Standing, Cost]


def print_comparison(
    office: Office,
    compared: Compared,
    out: Path,
    progress: Progress | None = None,
    cancelled: Cancelled | None = None,
) -> tuple[str, ...]:
    """Writes the comparison, as a spreadsheet with every household; gives the characters no font could draw."""
    whole = out.suffix.lower() == ".xlsx"
    paper = comparison(office, compared, None if whole else MOST_PRINTED)
    return printing.print_papers(office, PAPER, [paper], out, progress, cancelled, rows=len(paper.lines))


def comparison(office: Office, compared: Compared, most: int | None = None) -> EffectPaper:
    """The comparison, of each kind with the first `most` households concerned."""
    (before, old), (after, new) = compared.before, compared.after
    whom = moved(before, after)
    figure, scheme = compared.figure, compared.inquiry.card.scheme
    kinds = (whom.entering, whom.leaving, whom.changed)
    entering, leaving, changed = (_lines(office, before, after, rows[:most]) for rows in kinds)
    now = "没有填" if figure.value is None else f"{plain_number(figure.value)} {figure.unit}".strip()
    return EffectPaper(
        bureau=settings.bureau(office),
        title=scheme.title,
        edition=scheme.edition,
        figure=figure.label,
        before=now,
        after=f"{plain_number(compared.value)} {figure.unit}".strip(),
        on=compared.inquiry.on,
        tried=len(after),
        said=sentence(old, new, whom),
        totals=tuple(row.told(old, new) for row in ROWS if row.shown(old, new)),
        entering=entering,
        leaving=leaving,
        changed=changed,
        left_out=sum(max(len(rows) - most, 0) for rows in kinds) if most is not None else 0,
        printed_on=office.today(),
    )


def _lines(office: Office, before: Standing, after: Standing, rows: Codes) -> tuple[EffectLine, ...]:
    """Those households by archive number."""
    by_id = {int(before.ids[row]): int(row) for row in rows}
    found = [
        EffectLine(
            number=one.number,
            name=public_name(one.name),
            before=_side(before, by_id[one.id]),
            after=_side(after, by_id[one.id]),
        )
        for one in named(office, list(by_id))
    ]
    return tuple(sorted(found, key=lambda line: line.number))


def _side(standing: Standing, row: int) -> EffectSide:
    total, outcome = standing.total_of(row), word(standing.outcome_of(row))
    if total is None:
        return EffectSide(outcome=outcome, said="—", yuan=Decimal(0))
    in_kind = total.amount is None and bool(total.goods) and not total.at_most
    return EffectSide(
        outcome=outcome,
        said=sum_words(total),
        yuan=Decimal(0) if in_kind else total.amount,
        monthly=total.monthly is not None,
    )
