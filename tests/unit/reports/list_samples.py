"""Invented lists of the archive to print: ordinary lines, one that strains every box, and none at all."""

from __future__ import annotations

from desktop.domain.list_papers import KinEntry, KinPaper, WatchPaper, YearlyPaper
from desktop.domain.review import Difference, Review, Reviewed, Suggestion
from desktop.domain.standing import FileState
from desktop.domain.views import ListPaper
from desktop.domain.watchlist import Watched
from tests.unit.reports.paper_samples import BUREAU, LONG_NAME, RARE, TODAY

LONG = "家中老人长期住院，孩子高中毕业待业，本人下岗后灵活就业收入不稳定，" * 6


def watch_paper(lines: int = 4) -> WatchPaper:
    """A list of certificates that end; the third file is called by a long foreign name."""
    names = ("陈练习", f"王{RARE}", LONG_NAME, "刘示范")
    return WatchPaper(
        bureau=BUREAU,
        title="证件将到期",
        reach="列入范围：今后 3 个月内到期和已经到期的证件。",
        lines=tuple(
            Watched(
                household_id=n,
                number=f"DA2026-{n:04d}",
                name=names[n % 4],
                because=f"残疾证将于2026年{3 + n % 6}月15日到期",
            )
            for n in range(1, lines + 1)
        ),
        printed_on=TODAY,
    )


def yearly_paper(lines: int = 4) -> YearlyPaper:
    """Reviews that came to each decision; the third has much to say."""
    names = ("刘示范", "陈练习", f"王{RARE}", LONG_NAME)
    decisions = (Suggestion.same, Suggestion.more, Suggestion.less, Suggestion.stop)
    made: list[Reviewed] = []
    for n in range(1, lines + 1):
        decision = decisions[n % 4]
        stopped = decision is Suggestion.stop
        made.append(
            Reviewed(
                number=f"DA2026-{n:04d}",
                name=names[n % 4],
                employer="示例市第一纺织印染股份有限公司细纱车间" if n % 4 == 3 else "示例机械厂",
                state=FileState.out_of_hardship if stopped else FileState.on_file,
                review=Review(
                    household_id=n,
                    year=2026,
                    day=TODAY,
                    suggestion=Suggestion.unknown if n % 4 == 2 else decision,
                    decision=decision,
                    because=LONG if n % 4 == 3 else "人均月净收入 980.00 元 → 1500.00 元",
                    differences=()
                    if n % 4 == 1
                    else (
                        Difference(label="人均月收入（元）", old="980.00", new="1500.00"),
                        Difference(label="陈小习：就业", old="", new="在岗"),
                    ),
                    by="林晓舟",
                ),
            )
        )
    return YearlyPaper(bureau=BUREAU, year=2026, lines=tuple(made), waiting=8, printed_on=TODAY)


def kin_paper(entries: int = 3) -> KinPaper:
    """Hits of the register: sure ones, and one that is only called alike."""
    listed = (
        KinEntry(
            staff="林晓舟",
            post="办公室主任",
            relation="母亲",
            member=f"王{RARE}",
            number="DA2026-0001",
            head="陈练习",
            sure=True,
            cases="SQ2026-0003",
        ),
        KinEntry(
            staff="周敏",
            post="",
            relation="本人",
            member="周敏",
            number="DA2026-0002",
            head="周敏",
            sure=True,
        ),
        KinEntry(
            staff=LONG_NAME,
            post="示例市总工会权益保障部副部长兼帮扶中心主任",
            relation="配偶的兄弟姐妹",
            member="刘示范",
            number="DA2026-0003",
            head="刘示范",
            sure=False,
        ),
    )
    return KinPaper(bureau=BUREAU, entries=listed[:entries], printed_on=TODAY)


def household_list() -> ListPaper:
    """Lines of the list as they are exported; one begins like a formula."""
    return ListPaper(
        title="家庭档案名单",
        told="号码和地址已遮盖",
        heads=("编号", "户主", "证件号码", "人均月收入"),
        widths=(126, 150, 178, 120),
        rows=(
            ("DA2026-0001", f"王{RARE}", "110105********002X", "900.00"),
            ("DA2026-0002", LONG_NAME, "", "不清楚"),
            ("DA2026-0003", "=1+2", "", "0.00"),
        ),
    )
