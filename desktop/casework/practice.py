"""The practice office (练习办公室): invented data to try everything on, in a file of its own."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop.casework import importing, intake, relief, settings
from desktop.casework.importing import ImportResult, Preview
from desktop.casework.office import Office
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.payout import Fund
from desktop.domain.standards import Line, LineKind

ROSTER = "困难职工名册（练习）.xlsx"
PLACE = "示例市"


def particulars(today: date) -> tuple[Bureau, Line]:
    """The practice office's name and its 低保 line, both invented."""
    bureau = Bureau(
        name="示例市练习总工会",
        kind=OfficeKind.union,
        place=PLACE,
        officer="林晓舟",
        phone="0000-1234567",
        address="示例市示例区练习路 1 号",
        practice=True,
    )
    line = Line(
        kind=LineKind.dibao,
        place=PLACE,
        from_day=date(today.year - 1, 7, 1),
        amount=Decimal("810.00"),
        source="示例民发〔练习〕1 号（虚构）",
    )
    return bureau, line


def furnish(office: Office, samples: Path) -> tuple[Preview, ImportResult]:
    """Takes in the sample roster, fills the schemes' blank parameters and opens a fund, as an office would."""
    for scheme in office.library.schemes:
        for parameter in scheme.unset({}):
            value = SAMPLE_PARAMETERS.get((scheme.id, parameter.name))
            if value is not None:
                settings.record_parameter(office, scheme.id, parameter.name, value, "练习用数值，非真实规定")
    preview = importing.preview_roster(
        samples / ROSTER, office.today(), lambda numbers: intake.on_file(office, numbers)
    )
    result = importing.take_in(office, preview)
    relief.record_fund(
        office,
        Fund(name="送温暖资金（练习）", source="工会自筹", opened_on=office.today()),
        Decimal("50000.00"),
    )
    return preview, result


SAMPLE_PARAMETERS = {
    ("plan-03", "hardship_multiple"): Decimal("1.5"),
    ("plan-04", "cancer_sum"): Decimal(5000),
    ("plan-04", "kidney_sum"): Decimal(4000),
}
