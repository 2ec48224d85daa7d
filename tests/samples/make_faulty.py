"""Makes a large roster in a layout of an office's own, with 200 faults of 20 kinds planted, and the table of them.

Everything is invented, as in `make_roster`; the same rows come out every time. The headings stand on two rows below a
title, several are the office's own words, and the year's income is in 万元.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from tests.samples.make_roster import id_number

TODAY = date(2026, 3, 2)
ROWS = 3_000
EACH = 10
FIRST_ROW = 5
"""Where the first household stands: a title, a note, and two rows of headings come before."""
SHEET = "2026年困难职工摸底"
SLOTS = 4
HEAD = (
    "序号 困难职工姓名 男女 公民身份号码 生日 民族 手机 困难类别 致困原因 身体状况 婚姻状况 住址 单位 月工资 "
    "家庭年总收入（万元） 家庭人口 开户银行 银行卡号 建档日期"
).split()
MEMBER = "姓名 关系 身份证号 健康状况 月收入 身份 单位或学校".split()
_SURNAMES = "王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单仇解"
_GIVEN = "建志国文海立永德少庆向春宝启长学振晓家子浩一俊天景秀桂玉丽淑爱美雪月佳雨思若欣语云素念明强胜华丰东生林河宇峰安然鸣杰佑行兰英梅芬珍红玲琴静慧桐琪溪怡嫣霞贞慈"
_STREETS = "清河街道柳园社区 东湖街道荷塘社区 南桥街道石井社区 北山街道松涛社区 西溪街道梅坞社区".split()
_UNITS = "示例市清河纺织有限公司 示例市第三机床厂 示例市公共交通集团 示例市东湖食品厂 示例市南桥建筑工程公司".split()


@dataclass(frozen=True)
class Planted:
    """One fault: its kind, the cell (row and column from 1), whether it keeps the row out, and a word it must say."""

    kind: str
    row: int
    column: int
    is_error: bool
    says: str


def columns() -> list[str]:
    """All headings, flattened."""
    return [*HEAD, *(f"家庭成员{n} / {name}" for n in range(1, SLOTS + 1) for name in MEMBER)]


COLUMN = {name: index for index, name in enumerate(columns())}


class Maker:
    """Draws the rows from one seed and plants the faults in them."""

    def __init__(self, rows: int, each: int) -> None:
        self.dice = random.Random(20260302)
        self.serials: dict[str, int] = {}
        self.rows = [self.household(n) for n in range(rows)]
        self.planted: list[Planted] = []
        self._free = list(range(50, rows - 50))
        self.dice.shuffle(self._free)
        self.sources = 0
        self.on_file: list[tuple[str, str]] = []
        """Who is to be on file, as head of an archive, before the roster is looked at."""
        for kind, plant in _KINDS.items():
            for _ in range(each):
                plant(self, kind, self._free.pop())

    # --- sound rows -----------------------------------------------------------------------------------------------

    def name(self) -> str:
        return self.dice.choice(_SURNAMES) + "".join(self.dice.sample(_GIVEN, 2))

    def number(self, born: date, male: bool) -> str:
        """A number nobody else of the roster has."""
        key = f"{born:%Y%m%d}{male}"
        serial = self.serials.get(key, 100)
        made = id_number(born, male, serial)
        self.serials[key] = int(made[14:17]) + 1
        return made

    def born(self, first: int, last: int) -> date:
        return date(self.dice.randint(first, last), self.dice.randint(1, 12), self.dice.randint(1, 28))

    def household(self, n: int) -> list[Any]:
        dice = self.dice
        row: list[Any] = [None] * len(COLUMN)
        male, born = dice.random() < 0.6, self.born(1968, 1994)
        wage = dice.randrange(1800, 3600, 50)
        people = [self.spouse(male, born)] if dice.random() < 0.8 else []
        people += [self.child() for _ in range(dice.choice([0, 1, 1, 2]))]
        total = 12 * (wage + sum(p["月收入"] for p in people))
        known = {
            "序号": n + 1,
            "困难职工姓名": self.name(),
            "男女": "男" if male else "女",
            "公民身份号码": self.number(born, male),
            "生日": born.isoformat() if n % 3 else born,
            "民族": dice.choice(["汉族"] * 9 + ["畲族"]),
            "手机": f"199{n:08d}",
            "困难类别": dice.choice(["深度困难", "相对困难", "意外致困", "享受低保", "低保边缘户"]),
            "致困原因": dice.choice(["本人大病", "子女上学", "下岗失业", "残疾", "收入低无法维持基本生活"]),
            "身体状况": dice.choice(["良好", "健康", "高血压病", "糖尿病", "恶性肿瘤"]),
            "婚姻状况": "已婚" if people and people[0]["关系"] in ("妻子", "丈夫") else "离异",
            "住址": f"示例市示例区{dice.choice(_STREETS)}{n % 90 + 1}幢{dice.randint(1, 6)}0{dice.randint(1, 4)}室",
            "单位": dice.choice(_UNITS),
            "月工资": wage,
            "家庭年总收入（万元）": total / 10_000,
            "家庭人口": 1 + len(people),
            "开户银行": "示例农村商业银行",
            "银行卡号": _card(n),
            "建档日期": self.born(2023, 2025).isoformat().replace("-", "" if n % 5 == 0 else "-"),
        }
        for name, value in known.items():
            row[COLUMN[name]] = value
        for slot, person in enumerate(people, 1):
            for name in MEMBER:
                row[COLUMN[f"家庭成员{slot} / {name}"]] = person.get(name)
        return row

    def spouse(self, male: bool, born: date) -> dict[str, Any]:
        number = self.number(date(born.year + self.dice.randint(-3, 3), born.month, born.day), not male)
        wage = self.dice.choice([0, 1500, 1800, 2200])
        return {
            "姓名": self.name(),
            "关系": "妻子" if male else "丈夫",
            "身份证号": number,
            "健康状况": "良好",
            "月收入": wage,
            "身份": "在岗" if wage else "失（无）业",
        }

    def child(self) -> dict[str, Any]:
        male = self.dice.random() < 0.5
        return {
            "姓名": self.name(),
            "关系": "儿子" if male else "女儿",
            "身份证号": self.number(self.born(2008, 2018), male),
            "健康状况": "良好",
            "月收入": 0,
            "身份": self.dice.choice(["小学", "初中"]),
            "单位或学校": "示例市第二中学",
        }

    # --- planting -------------------------------------------------------------------------------------------------

    def put(self, kind: str, n: int, column: str, value: Any, is_error: bool, says: str) -> None:
        self.rows[n][COLUMN[column]] = value
        self.told(kind, n, column, is_error, says)

    def told(self, kind: str, n: int, column: str, is_error: bool, says: str) -> None:
        self.planted.append(Planted(kind, n + FIRST_ROW, COLUMN[column] + 1, is_error, says))

    def cell(self, n: int, column: str) -> Any:
        return self.rows[n][COLUMN[column]]

    def with_member(self, n: int) -> int:
        """A free row with a family member: that one where it has one, else another."""
        while self.cell(n, "家庭成员1 / 姓名") is None:
            self._free.insert(0, n)
            n = self._free.pop()
        return n

    def sound(self) -> list[Any]:
        """One of the first rows, which stay as they are, each only once."""
        self.sources += 1
        return self.rows[self.sources]


def _card(serial: int) -> str:
    first = f"620000000000{serial:06d}"
    total = sum(sum(divmod(int(d) * 2, 10)) if n % 2 == 0 else int(d) for n, d in enumerate(reversed(first)))
    return first + str(-total % 10)


ID, NAME = "公民身份号码", "困难职工姓名"
WAGE, TOTAL = "月工资", "家庭年总收入（万元）"


def _bad_digit(m: Maker, kind: str, n: int) -> None:
    number = m.cell(n, ID)
    m.put(kind, n, ID, number[:17] + ("0" if number[17] != "0" else "1"), True, "校验码不符")


def _wrong_birthday(m: Maker, kind: str, n: int) -> None:
    born = m.cell(n, "生日")
    born = born if isinstance(born, date) else date.fromisoformat(born)
    m.rows[n][COLUMN["生日"]] = born.replace(year=born.year - 1).isoformat()
    m.told(kind, n, ID, False, "身份证号里的出生日期是")


def _wrong_sex(m: Maker, kind: str, n: int) -> None:
    m.rows[n][COLUMN["男女"]] = "女" if m.cell(n, "男女") == "男" else "男"
    m.told(kind, n, ID, False, "显示性别为")


def _twice(m: Maker, kind: str, n: int) -> None:
    source = m.sound()
    for name in (NAME, "男女", "生日"):
        m.rows[n][COLUMN[name]] = source[COLUMN[name]]
    m.put(kind, n, ID, source[COLUMN[ID]], True, "重复登记")


def _twice_old(m: Maker, kind: str, n: int) -> None:
    _twice(m, kind, n)
    number = m.cell(n, ID)
    m.rows[n][COLUMN[ID]] = number[:6] + number[8:17]


def _on_file(m: Maker, kind: str, n: int) -> None:
    n = m.with_member(n)
    m.on_file.append((m.cell(n, "家庭成员1 / 姓名"), m.cell(n, "家庭成员1 / 身份证号")))
    m.told(kind, n, "家庭成员1 / 身份证号", True, "已在档（档案编号")


def _letter(m: Maker, kind: str, n: int) -> None:
    m.put(kind, n, ID, m.cell(n, ID)[:17].replace("0", "O", 1) + m.cell(n, ID)[17], True, "不该出现的「O」")


def _full_width(m: Maker, kind: str, n: int) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in m.cell(n, ID)[1:])
    m.put(kind, n, ID, wide, True, "这里是 17 位")


def _as_number(m: Maker, kind: str, n: int) -> None:
    number = m.cell(n, ID)
    science = m.dice.random() < 0.3
    value = f"{int(number[:17]) * 10:.5E}" if science else float(int(number[:17]) * 10)
    m.put(kind, n, ID, value, True, "后三位可能已丢失")


def _no_head(m: Maker, kind: str, n: int) -> None:
    if m.dice.random() < 0.5:
        m.put(kind, n, NAME, None, True, "没有填写姓名")
        return
    n = m.with_member(n)
    m.rows[n][COLUMN[ID]] = None
    m.put(kind, n, NAME, "", True, "这一户没有户主")


def _garbled(m: Maker, kind: str, n: int) -> None:
    name = m.cell(n, NAME)
    m.put(
        kind,
        n,
        NAME,
        m.dice.choice([f"{name[0]}\ufffd{name[2]}", f"{name[0]}锟斤拷", f"{name[0]}??"]),
        False,
        "丢失的字",
    )


def _no_such_day(m: Maker, kind: str, n: int) -> None:
    m.put(
        kind,
        n,
        "建档日期",
        m.dice.choice(["2025-02-30", "20250230", "2025年2月30日"]),
        True,
        "2 月没有 30 日",
    )


def _negative(m: Maker, kind: str, n: int) -> None:
    m.put(kind, n, WAGE, -m.cell(n, WAGE), True, "是负数")


def _in_letters(m: Maker, kind: str, n: int) -> None:
    m.put(kind, n, WAGE, m.dice.choice(["三千", "两千"]), True, "用了「千」作单位")


def _in_yuan(m: Maker, kind: str, n: int) -> None:
    m.put(kind, n, TOTAL, round(m.cell(n, TOTAL) * 10_000), True, "像是按元填写的")


def _two_in_one(m: Maker, kind: str, n: int) -> None:
    n = m.with_member(n)
    both = f"{m.cell(n, '家庭成员1 / 姓名')}、{m.name()}"
    m.put(kind, n, "家庭成员1 / 姓名", both, True, "一格里写了 2 个人")


def _strange_relation(m: Maker, kind: str, n: int) -> None:
    n = m.with_member(n)
    m.put(kind, n, "家庭成员1 / 关系", m.dice.choice(["干亲", "搭伙", "室友"]), False, "不在代码表里")


def _card_digit(m: Maker, kind: str, n: int) -> None:
    card = m.cell(n, "银行卡号")
    m.put(kind, n, "银行卡号", card[:-1] + str((int(card[-1]) + 1) % 10), False, "校验不符")


def _phone(m: Maker, kind: str, n: int) -> None:
    m.put(kind, n, "手机", m.cell(n, "手机")[:-1], False, "10 位")


def _category(m: Maker, kind: str, n: int) -> None:
    m.put(kind, n, "困难类别", m.dice.choice(["一般户", "重困", "三类困难"]), False, "不在代码表里")


_KINDS: dict[str, Callable[[Maker, str, int], None]] = {
    "身份证号校验码错": _bad_digit,
    "出生日期与身份证号不一致": _wrong_birthday,
    "性别与身份证号不一致": _wrong_sex,
    "表内重复": _twice,
    "表内重复（15 位旧号）": _twice_old,
    "与在档的人重复": _on_file,
    "字母 O 当作 0": _letter,
    "全角数字少一位": _full_width,
    "身份证号存成数字": _as_number,
    "没有户主或姓名": _no_head,
    "姓名乱码": _garbled,
    "日期不存在": _no_such_day,
    "金额为负": _negative,
    "金额写成汉字": _in_letters,
    "万元列里填了元": _in_yuan,
    "一格两人": _two_in_one,
    "关系不认识": _strange_relation,
    "银行卡校验不符": _card_digit,
    "手机号少一位": _phone,
    "旧类别对应不上": _category,
}


def write(path: Path, rows: int = ROWS, each: int = EACH) -> Maker:
    """Writes the workbook, and gives the faults planted in it and who is to be on file before."""
    made = Maker(rows, each)
    book = Workbook(write_only=False)
    sheet = book.active
    assert sheet is not None
    sheet.title = SHEET
    width = len(COLUMN)
    sheet.append(["示例市困难职工摸底调查汇总表"])
    sheet.append(["填报单位：示例市总工会　　单位：元（注明的除外）"])
    groups: list[Any] = [*HEAD, *[None] * (width - len(HEAD))]
    for slot in range(1, SLOTS + 1):
        groups[len(HEAD) + (slot - 1) * len(MEMBER)] = f"家庭成员{slot}"
    sheet.append(groups)
    sheet.append([*[None] * len(HEAD), *MEMBER * SLOTS])
    for row in made.rows:
        sheet.append(row)
    sheet.append(["合计", f"{rows} 户"])
    for row in (1, 2):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=width)
    for column in range(1, len(HEAD) + 1):
        sheet.merge_cells(start_row=3, end_row=4, start_column=column, end_column=column)
    for slot in range(SLOTS):
        first = len(HEAD) + slot * len(MEMBER) + 1
        sheet.merge_cells(start_row=3, end_row=3, start_column=first, end_column=first + len(MEMBER) - 1)
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 14
    book.save(path)
    return made
