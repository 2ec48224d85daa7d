"""A roster of thousands of invented rows in the union's layout, and the raw cost of taking one in."""

from __future__ import annotations

import gc
import random
import statistics
import time
from dataclasses import dataclass
from pathlib import Path

from openpyxl import Workbook

from desktop.casework import importing, sheet_import
from desktop.store.database import raw_connection
from tests.bench.many import filled_office, id_number, invent

HEADERS = (
    "编号 困难类别 姓名 民族 性别 政治面貌 身份证号 出生日期 健康状况 残疾类别 工作状态 劳模类型 住房类型 建筑面积 手机号码 "
    "其他联系方式 邮政编码 工作时间 所属行业 婚姻状态 户口类型 家庭住址 工作单位 单位性质 企业状态 是否单亲 本人月平均收入 "
    "家庭年度总收入 家庭人口 家庭月人均收入 户口所在地 是否进入医保 是否有一定自救能力 是否为零就业家庭 主要致困原因 开户银行 "
    "支行名称 银行卡号 建档人 审核人 录入人 建档日期"
).split()
MEMBER = "姓名 关系 性别 政治面貌 身份证号 健康状况 月收入 身份 单位或学校".split()


def write(path: Path, count: int) -> Path:
    """Writes the workbook and gives its path."""
    dice = random.Random(7)
    book = Workbook(write_only=True)
    sheet = book.create_sheet("名册")
    sheet.append([*HEADERS, *(f"家庭成员{n}{field}" for n in range(1, 6) for field in MEMBER)])
    for n in range(count):
        household = invent(n, dice)
        head = household.head
        wage = int(household.incomes[0].amount)
        known = {
            "编号": household.number,
            "困难类别": "相对困难",
            "姓名": head.name,
            "民族": "汉族",
            "性别": "男" if int(head.id_number[16]) % 2 else "女",
            "政治面貌": "群众",
            "身份证号": head.id_number,
            "出生日期": f"{head.id_number[6:10]}-{head.id_number[10:12]}-{head.id_number[12:14]}",
            "健康状况": "良好",
            "工作状态": "在岗",
            "劳模类型": "非劳模",
            "住房类型": "商品房",
            "建筑面积": 60 + n % 40,
            "手机号码": head.phone,
            "邮政编码": "310000",
            "工作时间": "1995-07-01",
            "所属行业": "制造业",
            "婚姻状态": "已婚",
            "户口类型": "非农业",
            "家庭住址": household.address,
            "工作单位": head.employer,
            "单位性质": "国有企业",
            "企业状态": "正常",
            "是否单亲": "否",
            "本人月平均收入": wage,
            "家庭年度总收入": wage * 12,
            "家庭人口": len(household.members),
            "户口所在地": "示例市示例区",
            "是否进入医保": "是",
            "是否有一定自救能力": "否",
            "是否为零就业家庭": "否",
            "主要致困原因": "子女上学",
            "开户银行": "示例银行",
            "支行名称": "示例支行",
            "建档人": "林晓舟",
            "审核人": "赵一鸣",
            "录入人": "林晓舟",
            "建档日期": "2025-06-01",
        }
        row: list[object] = [known.get(h, "") for h in HEADERS]
        for m in household.members[1:]:
            number = id_number(100_000_000 + n * 5 + m.ordinal)
            relation = "女儿" if m.ordinal == 2 else "其他"
            row += [
                m.name,
                relation,
                "",
                "群众",
                number,
                "良好",
                0,
                "小学" if m.ordinal == 2 else "退休",
                "示例小学",
            ]
        sheet.append(row)
    book.save(path)
    return path


def read_raw(path: Path) -> float:
    """Seconds the bare reader takes for the workbook."""
    from python_calamine import CalamineWorkbook

    begun = time.perf_counter()
    CalamineWorkbook.from_path(str(path)).get_sheet_by_index(0).to_python()
    return time.perf_counter() - begun


def insert_raw(filled: Path, out: Path, key: bytes | None) -> float:
    """Seconds the bare driver takes to insert the same rows into the same tables of an empty file."""
    from desktop.store import upgrade

    upgrade.create(out, key)
    source, target = raw_connection(filled, key), raw_connection(out, key)
    rows = {
        table: source.execute(f"SELECT * FROM {table}").fetchall()
        for table in ("household", "member", "household_search", "income", "property", "certificate")
    }
    begun = time.perf_counter()
    target.execute("BEGIN IMMEDIATE")
    for table, content in rows.items():
        if content:
            marks = ",".join("?" * len(content[0]))
            target.executemany(f"INSERT INTO {table} VALUES ({marks})", content)
    target.execute("COMMIT")
    taken = time.perf_counter() - begun
    source.close()
    target.close()
    return taken


@dataclass(frozen=True)
class Looked:
    """Seconds a big sheet takes in the wizard: looked at, one cell put right, looked at again with all on file."""

    rows: int
    look: float
    correct: float
    again: float
    raw: float
    """The bare reader."""
    raw_again: float
    """The bare reader, and the same households fetched by the bare driver."""


def measure(folder: Path, count: int) -> Looked:
    """The wizard's steps that take long, with so many rows."""
    book = write(folder / f"wizard-{count}.xlsx", count)
    filled = filled_office(folder / f"wizard-{count}", 0)
    office = filled.open()
    plan, _ = sheet_import.recalled(office, sheet_import.glance(book).sheets[0].plan())
    gc.disable()  # as the window's worker does
    try:
        begun = time.perf_counter()
        preview = sheet_import.look(office, book, plan)
        look = time.perf_counter() - begun
        taken: list[float] = []
        for row in range(2, 7):
            begun = time.perf_counter()
            sheet_import.correct(office, preview, count // 2 + row, 3, "另一个名")
            taken.append(time.perf_counter() - begun)
        importing.take_in(office, preview)
        begun = time.perf_counter()
        again = sheet_import.look(office, book, plan)
        seconds = time.perf_counter() - begun
    finally:
        gc.enable()
    assert len(again.skipped) == count, again.rows[0]
    raw = read_raw(book)
    connection = raw_connection(office.store.path, filled.key)
    begun = time.perf_counter()
    for table in ("household", "member", "income", "property", "certificate"):
        connection.execute(f"SELECT * FROM {table}").fetchall()
    fetched = time.perf_counter() - begun
    connection.close()
    office.store.close()
    return Looked(count, look, statistics.median(taken), seconds, raw, raw + fetched)
