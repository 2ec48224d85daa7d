"""Invented households by the thousand, for timings."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from desktop import app
from desktop.casework import settings
from desktop.casework.deeds import deed
from desktop.casework.office import Office
from desktop.domain.bureau import Bureau, OfficeKind
from desktop.domain.household import (
    Cause,
    Certificate,
    CertificateKind,
    Debt,
    DebtKind,
    Expense,
    ExpenseKind,
    Guardian,
    Hardship,
    Household,
    Income,
    IncomeKind,
    Period,
    Property,
    PropertyKind,
    Tag,
    Topic,
)
from desktop.domain.identity import check_digit
from desktop.domain.person import EmploymentState, Member, Relation, Schooling, SchoolKind
from desktop.domain.standards import Line, LineKind
from desktop.domain.standing import FileLevel, FileState
from desktop.domain.student import Student
from desktop.domain.trail import Act
from desktop.store import households, upgrade
from desktop.store.key_slots import Cost
from desktop.store.keys import Strongbox, Unlocked

TODAY = date(2026, 1, 12)
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
GIVEN = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红玲建国志文"
STREETS = "和平里 人民路 建设街 新华路 解放巷 文化路 红旗街 团结里".split()
CHUNK = 2000


def invent(n: int, dice: random.Random) -> Household:
    """One invented household with two to four members, incomes and now and then an expense."""
    surname = dice.choice(SURNAMES)
    head = Member(
        ordinal=1,
        name=surname + dice.choice(GIVEN) + dice.choice(GIVEN),
        id_number=id_number(n),
        phone=f"1990{n % 10_000_000:07d}",
        employment=EmploymentState.at_work,
        employer=f"示例第{n % 97}厂",
    )
    child = Member(
        ordinal=2,
        name=surname + dice.choice(GIVEN),
        relation=Relation.daughter,
        schooling=Schooling.primary,
        school_kind=SchoolKind.public,
    )
    others = tuple(
        Member(
            ordinal=3 + k,
            name=dice.choice(SURNAMES) + dice.choice(GIVEN),
            relation=Relation.parent_in_law,
            born=date(1950, 1, 1),
        )
        for k in range(dice.randrange(3))
    )
    bill = Expense(
        kind=ExpenseKind.illness,
        amount=Decimal(dice.randrange(1000, 60000)),
        whose=1,
        paid_on=date(2025, 11, 3),
    )
    return Household(
        members=(head, child, *others),
        number=f"KS{n:07d}",
        hardship=dice.choice((Hardship.deep, Hardship.relative, None)),
        cause=dice.choice((Cause.schooling, Cause.own_illness, None)),
        address=f"示例市示例区{dice.choice(STREETS)}{n % 300} 号",
        incomes=(
            Income(kind=IncomeKind.wage, amount=Decimal(dice.randrange(800, 7000)), whose=1),
            Income(kind=IncomeKind.rent, amount=Decimal(dice.randrange(0, 3000))),
        ),
        expenses=(bill,) if n % 3 == 0 else (),
        properties=(Property(kind=PropertyKind.home, description="自住", area=Decimal(60)),),
        certificates=(Certificate(kind=CertificateKind.dibao),) if n % 10 == 0 else (),
        verified_none=frozenset(set(Topic) - {Topic.homes, Topic.expenses}),
    )


def rich(plain: Household, n: int) -> Household:
    """The same household with all that hangs on a file that is well kept: eleven rows or so beside its people."""
    bill = Expense(kind=ExpenseKind.schooling, amount=Decimal(900 + n % 900), whose=2, period=Period.year)
    states = (FileState.applied, FileState.fading, FileState.on_file, FileState.on_file, FileState.on_file)
    return replace(
        plain,
        incomes=(*plain.incomes, Income(kind=IncomeKind.relief, amount=Decimal(n % 400))),
        expenses=(*plain.expenses, bill),
        certificates=(
            *plain.certificates,
            Certificate(kind=tuple(CertificateKind)[n % 8], number=f"ZJ{n:07d}"),
        ),
        debts=(Debt(kind=DebtKind.illness, amount=Decimal(n % 90_000)),) if n % 2 else (),
        guardians=(Guardian(whose=2, member=1, relation="父母"),),
        students=(Student(whose=2, school=f"示例第{n % 60}小学", grade=f"{n % 6 + 1} 年级"),),
        tags=(Tag(name=f"标签{n % 12}"),),
        filed_on=date.fromordinal(date(2019, 1, 1).toordinal() + n % 2400),
        verified_on=date.fromordinal(date(2025, 1, 1).toordinal() + n % 370) if n % 4 else None,
        level=tuple(FileLevel)[n % 5],
        state=states[n % 5],
    )


@dataclass(frozen=True)
class Filled:
    """An office for timings: its folder, and how it is unlocked; not at all where it is plain."""

    folder: Path
    unlocked: Unlocked | None

    @property
    def key(self) -> bytes | None:
        """What its file is encrypted with."""
        return self.unlocked.key if self.unlocked else None

    def open(self) -> Office:
        """The office on the day of the timings."""
        return app.open_unlocked(self.folder, app.places().resources, lambda: TODAY, self.unlocked)


def filled_office(folder: Path, count: int, *, plain: bool = False, full: bool = False) -> Filled:
    """An office of that many households, encrypted as a real one is unless told otherwise; `full`: with all that hangs on them."""
    bureau = Bureau(name="测速总工会", kind=OfficeKind.union, place="示例市", officer="林晓舟")
    line = Line(
        kind=LineKind.dibao, place="示例市", from_day=date(2025, 7, 1), amount=Decimal(810), source="测速"
    )
    unlocked: Unlocked | None = None
    if not plain:
        made = Strongbox.create(folder, "林晓舟", "测速时不用的密码 1", Cost(memory_kib=8, rounds=1, lanes=1))
        unlocked = Unlocked(made.key, None)
    folder.mkdir(parents=True, exist_ok=True)
    upgrade.create(folder / app.DATABASE, unlocked.key if unlocked else None)
    filled = Filled(folder, unlocked)
    office = filled.open()
    settings.found(office, bureau, line)
    dice = random.Random(20260112)
    for start in range(0, count, CHUNK):
        batch = [invent(n, dice) for n in range(start, min(start + CHUNK, count))]
        if full:
            batch = [rich(h, n) for n, h in enumerate(batch, start)]
        with deed(office, Act.record_household) as session:
            households.put_many(session, batch, TODAY)
    office.store.close()
    return filled


def id_number(n: int) -> str:
    """The n-th invented ID number of an invented county; the first 18 million differ."""
    day = date.fromordinal(date(1950, 1, 1).toordinal() + n % 18000)
    seventeen = f"3301{99 - n // 18_000_000 % 10:02d}{day:%Y%m%d}{n // 18000 % 1000:03d}"
    return seventeen + check_digit(seventeen)
