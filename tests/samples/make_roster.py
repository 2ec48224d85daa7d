"""Makes the practice rosters: invented households with the troubles real rosters have.

Run `python tests/samples/make_roster.py` to write them anew; the same bytes come out every time.
Place, people, units, phones and numbers are invented: no county bears the code 330199, no phone 199 0000.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import xlwt
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from desktop.domain.identity import check_digit

ROOT = Path(__file__).parents[2]
UNION_XLSX = ROOT / "resources/samples/困难职工名册（练习）.xlsx"
COUNTY_XLSX = ROOT / "resources/samples/县级困难职工表（练习）.xlsx"
UNION_XLS = ROOT / "tests/samples/困难职工名册（练习）.xls"
TODAY = date(2026, 11, 20)
"""The day the practice rosters were filled in; ages are reckoned from it."""

HEAD = (
    "编号 困难类别 姓名 民族 性别 政治面貌 身份证号 出生日期 健康状况 残疾类别 工作状态 劳模类型 住房类型 建筑面积 手机号码 "
    "其他联系方式 邮政编码 工作时间 所属行业 婚姻状态 户口类型 家庭住址 工作单位 单位性质 企业状态 是否单亲 本人月平均收入 "
    "家庭年度总收入 家庭人口 家庭月人均收入 户口所在地 是否进入医保 是否有一定自救能力 是否为零就业家庭 主要致困原因 "
    "开户银行 支行名称 银行卡号 建档人 审核人 录入人 建档日期"
).split()
MEMBER = "姓名 关系 性别 政治面貌 身份证号 健康状况 月收入 身份 单位或学校".split()
REQUIRED = set(
    "困难类别 姓名 民族 性别 政治面貌 身份证号 出生日期 健康状况 工作状态 住房类型 手机号码 主要致困原因".split()
)
COUNTY = "职工姓名 性别 年龄 身份证 银行卡 家庭地址 职工身份 联系电话 家庭人数 家庭收入 困难标准 致困原因 说明".split()
SLOTS = 5
HEADING_ROW = 4
FIRST_ROW = HEADING_ROW + 1


@dataclass(frozen=True)
class Fault:
    """One trouble planted on purpose: the row's 编号, the column, whether it keeps the row out, and a word it must say."""

    number: str
    column: str
    is_error: bool
    says: str


FAULTS: list[Fault] = [
    Fault("KN-0004", "身份证号", True, "后三位可能已丢失"),
    Fault("KN-0009", "身份证号", True, "校验码不符"),
    Fault("KN-0013", "姓名", True, "没有填写姓名"),
    Fault("KN-0017", "本人月平均收入", True, "小数超过两位"),
    Fault("KN-0022", "建档日期", True, "2 月没有 30 日"),
    Fault("KN-0027", "银行卡号", True, "后三位可能已丢失"),
    Fault("KN-0033", "家庭成员2身份证号", True, "17 位"),
    Fault("KN-0038", "家庭年度总收入", True, "科学记数法"),
    Fault("KN-0052", "身份证号", True, "重复登记"),
    Fault("KN-0006", "困难类别", False, "一般困难"),
    Fault("KN-0011", "建筑面积", False, "是范围"),
    Fault("KN-0015", "身份证号", False, "显示性别为"),
    Fault("KN-0019", "家庭年度总收入", False, "多出 6000.00 元"),
    Fault("KN-0024", "家庭年度总收入", False, "少于各项合计"),
    Fault("KN-0029", "家庭人口", False, "写的是 5 人"),
    Fault("KN-0031", "工作时间", False, "没有写到日"),
    Fault("KN-0036", "银行卡号", False, "校验不符"),
    Fault("KN-0040", "家庭月人均收入", False, "按登记的收入应为"),
    Fault("KN-0043", "家庭成员1身份证号", False, "同时是第"),
    Fault("KN-0047", "身份证号", False, "出生日期"),
    Fault("KN-0055", "家庭成员3身份证号", False, "没有身份证号"),
]

_SURNAMES = list("王李张刘陈杨黄赵周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕单仇解")
_MEN = "建国 志明 国庆 文军 海涛 立新 永强 德胜 少华 庆丰 向东 春生 宝林 启明 长河 学文 振宇 晓峰 家明 子安 浩然 一鸣 俊杰 天佑 景行".split()
_WOMEN = "秀兰 桂英 玉梅 丽华 春燕 淑芬 爱珍 晓红 美玲 雪梅 月琴 文静 佳慧 雨桐 思琪 若溪 欣怡 语嫣 海燕 巧云 惠芳 锦绣 云霞 素贞 念慈".split()
_STREETS = "清河街道柳园社区 东湖街道荷塘社区 南桥街道石井社区 北山街道松涛社区 西溪街道梅坞社区 云岭镇白鹭村 新塘镇双桥村".split()
_UNITS = [
    ("示例市清河纺织有限公司", "制造业", "民营/私营/个体企业", "亏损企业"),
    ("示例市第三机床厂", "制造业", "国有企业", "改制企业"),
    ("示例市公共交通集团", "交通运输、仓储和邮政业", "国有企业", "正常"),
    ("示例区环境卫生管理所", "水利、环境和公共设施管理业", "国有机关/事业单位", "正常"),
    ("示例市东湖食品厂", "制造业", "集体企业", "关闭破产企业"),
    ("示例市南桥建筑工程公司", "建筑业", "民营/私营/个体企业", "正常"),
    ("示例区荷塘农贸市场", "批发和零售业", "集体企业", "正常"),
    ("示例市云岭矿业公司", "采矿业", "国有企业", "关闭破产企业"),
    ("示例市松涛宾馆", "住宿和餐饮业", "民营/私营/个体企业", "亏损企业"),
    ("示例市石井物业服务公司", "房地产业", "民营/私营/个体企业", "正常"),
]
_SCHOOLS = {
    "小学": "示例市清河小学",
    "初中": "示例市第二中学",
    "高中": "示例市高级中学",
    "大学生": "示例职业技术大学",
    "中职中技": "示例市技师学院",
}
_CARDS = ["中国工商银行", "中国农业银行", "中国建设银行", "示例农村商业银行"]


@dataclass
class Home:
    """One household as it is truly meant, before it is written down."""

    row: dict[str, Any]
    members: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])


def id_number(born: date, male: bool, serial: int, want: str = "") -> str:
    """An invented number with a right check digit; `want` asks for that digit."""
    for sequence in range(serial, 996):
        if sequence % 2 != male:
            continue
        first = f"330199{born:%Y%m%d}{sequence}"
        if not want or check_digit(first) == want:
            return first + check_digit(first)
    raise ValueError(born)


def card_number(serial: int) -> str:
    """An invented card number that passes Luhn."""
    first = f"62000000000000{serial:04d}"
    total = sum(sum(divmod(int(d) * 2, 10)) if n % 2 == 0 else int(d) for n, d in enumerate(reversed(first)))
    return first + str(-total % 10)


class _Invention:
    """Draws households from one seed."""

    def __init__(self) -> None:
        self.dice = random.Random(20261101)
        self.serial = 900
        self.used: set[str] = set()

    def name(self, male: bool, surname: str = "") -> str:
        while True:
            given = self.dice.choice(_MEN if male else _WOMEN)
            name = (surname or self.dice.choice(_SURNAMES)) + given
            if name not in self.used:
                self.used.add(name)
                return name

    def born(self, age: int) -> date:
        return date(TODAY.year - age - 1, 12, 1).replace(
            month=self.dice.randint(1, 10), day=self.dice.randint(1, 28), year=TODAY.year - age
        )

    def id(self, born: date, male: bool) -> str:
        self.serial = 900 + (self.serial - 899) % 90
        return id_number(born, male, self.serial)

    def home(self, n: int) -> Home:
        dice = self.dice
        male = dice.random() < 0.55
        age = dice.choice([31, 35, 38, 41, 43, 45, 46, 48, 50, 51, 52, 53, 54, 55, 56, 57, 58, 59])
        cause = dice.choices(
            ["本人大病", "家属大病", "子女上学", "下岗失业", "残疾", "意外事故", "收入低无法维持基本生活"],
            [26, 20, 18, 12, 8, 7, 9],
        )[0]
        health = "良好"
        if cause == "本人大病":
            health = dice.choices(
                ["恶性肿瘤", "终末期肾病", "心血管病", "脑血管病", "肝病"], [5, 3, 2, 2, 1]
            )[0]
        elif cause == "残疾":
            health = "残疾"
        state = "在岗"
        if cause == "下岗失业":
            state = dice.choice(["下（待）岗", "失（无）业"])
        elif cause == "本人大病":
            state = dice.choice(["病休", "在岗", "内退"])
        elif cause == "残疾":
            state = dice.choice(["在岗", "无劳动能力"])
        income = {
            "在岗": dice.randrange(1900, 3501, 50),
            "下（待）岗": dice.choice([0, 600, 800, 1200]),
            "失（无）业": dice.choice([0, 0, 900]),
            "病休": dice.randrange(900, 2001, 50),
            "内退": dice.randrange(1100, 2101, 50),
            "无劳动能力": 0,
        }[state]
        name, born = self.name(male), self.born(age)
        unit = dice.choice(_UNITS)
        single = dice.random() < 0.15
        row: dict[str, Any] = {
            "编号": f"KN-{n:04d}",
            "困难类别": None,
            "姓名": name,
            "民族": dice.choices(["汉族", "畲族", "回族"], [18, 1, 1])[0],
            "性别": "男" if male else "女",
            "政治面貌": dice.choices(["群众", "中共党员"], [9, 1])[0],
            "身份证号": self.id(born, male),
            "出生日期": born.isoformat(),
            "健康状况": health,
            "残疾类别": dice.choice(["肢体二级", "听力三级", "视力四级", "肢体一级"])
            if health == "残疾"
            else None,
            "工作状态": state,
            "劳模类型": "非劳模",
            "住房类型": dice.choices(
                ["自建房", "商品房", "经济适用房", "承租单位公房", "政府廉租房", "租房"], [3, 3, 1, 2, 2, 3]
            )[0],
            "建筑面积": float(dice.choice([38, 45, 48.5, 52, 56, 60, 63.2, 68, 72, 75, 80, 86])),
            "手机号码": f"1990000{1000 + n * 7:04d}",
            "其他联系方式": f"0571-0000{1000 + n * 3:04d}" if n % 4 == 0 else None,
            "邮政编码": "310099",
            "工作时间": date(born.year + dice.randint(18, 24), dice.randint(1, 12), 1).isoformat(),
            "所属行业": unit[1],
            "婚姻状态": dice.choice(["离异", "丧偶"]) if single else "已婚",
            "户口类型": dice.choices(["非农业", "农业", "农转居"], [12, 5, 3])[0],
            "家庭住址": f"示例市示例区{dice.choice(_STREETS)}{dice.randint(1, 30)}幢{dice.randint(1, 6)}0{dice.randint(1, 4)}室",
            "工作单位": unit[0],
            "单位性质": unit[2],
            "企业状态": unit[3],
            "是否单亲": "是" if single else "否",
            "本人月平均收入": float(income),
            "户口所在地": "示例市示例区",
            "是否进入医保": "是",
            "是否有一定自救能力": dice.choice(["是", "否"]),
            "主要致困原因": cause,
            "开户银行": dice.choice(_CARDS),
            "支行名称": "示例支行",
            "银行卡号": card_number(n),
            "建档人": "周敏",
            "审核人": "何立",
            "录入人": "周敏",
            "建档日期": date(2026, dice.randint(3, 10), dice.randint(1, 28)).isoformat(),
        }
        home = Home(row)
        if not single:
            home.members.append(self.spouse(row, age, male))
        for _ in range(dice.choices([0, 1, 2], [2, 6, 2])[0] or (cause == "子女上学") or single):
            home.members.append(self.child(name[0], age))
        if dice.random() < 0.22:
            home.members.append(self.parent(name[0], age))
        if cause == "家属大病":
            ill = home.members[0] if home.members else self.child(name[0], age)
            if not home.members:
                home.members.append(ill)
            ill["健康状况"] = dice.choice(["恶性肿瘤", "终末期肾病", "脑血管病", "精神病", "血液病"])
        jobs = [state, *(m["身份"] for m in home.members)]
        row["是否为零就业家庭"] = "否" if "在岗" in jobs else "是"
        reckon(home)
        average = row["家庭月人均收入"]
        row["困难类别"] = "深度困难" if average < 1100 else "相对困难" if average < 2000 else "意外致困"
        if cause == "意外事故":
            row["困难类别"] = "意外致困"
        return home

    def spouse(self, row: dict[str, Any], age: int, male: bool) -> dict[str, Any]:
        dice = self.dice
        born = self.born(age + dice.randint(-4, 3))
        work = dice.choices(["在岗", "失（无）业", "退休", "下（待）岗"], [4, 4, 1 if age > 50 else 0, 2])[0]
        income = {
            "在岗": dice.randrange(1800, 3201, 50),
            "失（无）业": 0,
            "退休": dice.randrange(1600, 2601, 10),
            "下（待）岗": dice.choice([0, 700]),
        }[work]
        unit = dice.choice(_UNITS)[0] if work in ("在岗", "退休") else None
        return self.member("妻子" if male else "丈夫", not male, born, income, work, unit)

    def child(self, surname: str, age: int) -> dict[str, Any]:
        dice = self.dice
        oldest = max(5, min(22, age - 23))
        years = dice.randint(min(max(4, age - 34), oldest - 1), oldest)
        school = (
            "学前"
            if years < 7
            else "小学"
            if years < 13
            else "初中"
            if years < 16
            else dice.choice(["高中", "中职中技"])
            if years < 19
            else "大学生"
        )
        male = dice.random() < 0.5
        child = self.member(
            "儿子" if male else "女儿", male, self.born(years), None, school, _SCHOOLS.get(school), surname
        )
        child["政治面貌"] = "共青团员" if years > 15 else "群众"
        return child

    def parent(self, surname: str, age: int) -> dict[str, Any]:
        male = self.dice.random() < 0.4
        born = self.born(min(age + self.dice.randint(22, 28), 92))
        income = self.dice.choice([0, 260, 310, 1450, 1800])
        parent = self.member(
            "父亲" if male else "母亲",
            male,
            born,
            income,
            "退休" if income > 1000 else "其他",
            None,
            surname if male else "",
        )
        parent["健康状况"] = self.dice.choice(["良好", "高血压病", "糖尿病", "一般疾病"])
        return parent

    def member(
        self,
        relation: str,
        male: bool,
        born: date,
        income: int | None,
        work: str,
        unit: str | None,
        surname: str = "",
    ) -> dict[str, Any]:
        return {
            "姓名": self.name(male, surname),
            "关系": relation,
            "性别": "男" if male else "女",
            "政治面貌": "群众",
            "身份证号": self.id(born, male),
            "健康状况": "良好",
            "月收入": None if income is None else float(income),
            "身份": work,
            "单位或学校": unit,
        }


def reckon(home: Home) -> None:
    """Fills the sums of a household: people, yearly total and income per head."""
    monthly = sum(m["月收入"] or 0 for m in home.members) + home.row["本人月平均收入"]
    people = 1 + len(home.members)
    home.row["家庭年度总收入"] = monthly * 12
    home.row["家庭人口"] = float(people)
    home.row["家庭月人均收入"] = float(round(monthly / people))


def rename(home: Home, name: str) -> None:
    """Gives the worker another name, and the children who bear the family name along with it."""
    before = home.row["姓名"][0]
    home.row["姓名"] = name
    for member in home.members:
        if member["关系"] in ("儿子", "女儿", "父亲") and member["姓名"].startswith(before):
            member["姓名"] = name[0] + member["姓名"][1:]


def homes() -> list[Home]:
    """All households of the union roster, with the troubles planted."""
    draw = _Invention()
    found = [draw.home(n) for n in range(1, 61)]
    by = {home.row["编号"]: home for home in found}
    _old_shapes(by)
    _plant(by, draw)
    twin = Home({**by["KN-0010"].row, "编号": "KN-0052", "建档日期": "2026-09-09"})
    reckon(twin)
    found[found.index(by["KN-0052"])] = twin
    return found


def _old_shapes(by: dict[str, Home]) -> None:
    """What is right and only written in an older or unusual way: none of it may be reported."""
    for number, shape in {
        "KN-0001": "%Y年%#m月%#d日",
        "KN-0002": "%Y.%#m.%#d",
        "KN-0003": "%Y/%m/%d",
        "KN-0005": "%Y%m%d",
        "KN-0007": "%Y-%#m-%#d",
        "KN-0008": "%Y年%m月%d日",
    }.items():
        born = date.fromisoformat(by[number].row["出生日期"])
        by[number].row["出生日期"] = (
            shape.replace("%#m", str(born.month))
            .replace("%#d", str(born.day))
            .replace("%Y", str(born.year))
            .replace("%m", f"{born.month:02d}")
            .replace("%d", f"{born.day:02d}")
        )
    by["KN-0010"].row["出生日期"] = date.fromisoformat(by["KN-0010"].row["出生日期"])
    by["KN-0012"].row["出生日期"] = float(
        (date.fromisoformat(by["KN-0012"].row["出生日期"]) - date(1899, 12, 30)).days
    )
    by["KN-0014"].row["出生日期"] = by["KN-0014"].row["出生日期"][:7]
    for number in ("KN-0016", "KN-0044"):  # the numbers of 15 digits
        long = by[number].row["身份证号"]
        by[number].row["身份证号"] = long[:6] + long[8:17]
    home = by["KN-0018"]
    born = date.fromisoformat(home.row["出生日期"])
    home.row["身份证号"] = id_number(born, home.row["性别"] == "男", 900, "X").lower()
    by["KN-0020"].row.update(姓名="阿依达娜·叶尔肯", 民族="哈萨克")
    by["KN-0021"].row.update(姓名="古丽巴哈尔•艾山江", 民族="维吾尔族")
    for number, names in {
        "KN-0020": ["叶尔兰·巴合提", "努尔达娜·叶尔兰", "加娜尔·叶尔兰"],
        "KN-0021": ["艾尔肯·玉山", "迪丽努尔·艾尔肯", "麦尔丹·艾尔肯"],
    }.items():
        for member, name in zip(by[number].members, names, strict=False):
            member["姓名"] = name
    rename(by["KN-0023"], "李𬱖")
    rename(by["KN-0025"], "陈䶮")
    rename(by["KN-0026"], "赵　明 ")
    by["KN-0028"].row["困难类别"] = "享受低保"
    by["KN-0030"].row["困难类别"] = "低保边缘户"
    by["KN-0032"].row["困难类别"] = "意外致困户"
    by["KN-0034"].row["健康状况"] = "癌症"
    by["KN-0035"].row["健康状况"] = "尿毒症"
    by["KN-0037"].row["工作状态"] = "下岗"
    by["KN-0039"].row.update(健康状况="残疾", 残疾类别="听力残疾（三级）")
    by["KN-0041"].row["身份证号"] = "'" + by["KN-0041"].row["身份证号"]
    by["KN-0042"].row["身份证号"] = (
        by["KN-0042"].row["身份证号"].translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    )
    by["KN-0045"].row["手机号码"] = float(by["KN-0045"].row["手机号码"])
    by["KN-0046"].row["本人月平均收入"] = f"{by['KN-0046'].row['本人月平均收入']:,.2f}元"
    by["KN-0048"].row["银行卡号"] = re.sub(r"(.{4})", r"\1 ", by["KN-0048"].row["银行卡号"])
    by["KN-0049"].row["主要致困原因"] = "患重特大疾病"
    by["KN-0049"].row["健康状况"] = "恶性肿瘤"
    by["KN-0050"].row["政治面貌"] = "党员"


def _plant(by: dict[str, Home], draw: _Invention) -> None:
    """The faults of FAULTS."""
    by["KN-0004"].row["身份证号"] = float(by["KN-0004"].row["身份证号"].replace("X", "0"))
    right = by["KN-0009"].row["身份证号"]
    by["KN-0009"].row["身份证号"] = right[:17] + "0123456789"[(int(right[17].replace("X", "0")) + 3) % 10]
    by["KN-0013"].row["姓名"] = None
    by["KN-0017"].row["本人月平均收入"] = 12.345
    by["KN-0022"].row["建档日期"] = "2026-02-30"
    by["KN-0027"].row["银行卡号"] = float(by["KN-0027"].row["银行卡号"])
    while len(by["KN-0033"].members) < 2:
        by["KN-0033"].members.append(draw.child(by["KN-0033"].row["姓名"][0], 45))
    reckon(by["KN-0033"])
    by["KN-0033"].members[1]["身份证号"] = by["KN-0033"].members[1]["身份证号"][:-1]
    by["KN-0038"].row["家庭年度总收入"] = "1e309"
    by["KN-0006"].row["困难类别"] = "一般困难"
    by["KN-0011"].row["建筑面积"] = "50-70㎡"
    by["KN-0015"].row["性别"] = "女" if by["KN-0015"].row["性别"] == "男" else "男"
    by["KN-0019"].row["家庭年度总收入"] += 6000.0
    by["KN-0019"].row["家庭月人均收入"] = float(
        round(by["KN-0019"].row["家庭年度总收入"] / by["KN-0019"].row["家庭人口"] / 12)
    )
    by["KN-0024"].row["本人月平均收入"] = max(by["KN-0024"].row["本人月平均收入"], 1500.0)
    reckon(by["KN-0024"])
    by["KN-0024"].row["家庭年度总收入"] -= 1200.0
    home = by["KN-0029"]
    home.members = home.members[:2]
    reckon(home)
    home.row["家庭人口"] = 5.0
    by["KN-0031"].row["工作时间"] = "1998.07"
    by["KN-0036"].row["银行卡号"] = by["KN-0036"].row["银行卡号"][:-1] + str(
        (int(by["KN-0036"].row["银行卡号"][-1]) + 1) % 10
    )
    by["KN-0040"].row["家庭月人均收入"] += 500.0
    husband = by["KN-0010"].row
    rename(by["KN-0043"], husband["姓名"][0] + by["KN-0043"].row["姓名"][1:])
    by["KN-0043"].members.insert(
        0,
        {
            "姓名": husband["姓名"],
            "关系": "兄弟姐妹",
            "性别": husband["性别"],
            "政治面貌": husband["政治面貌"],
            "身份证号": husband["身份证号"],
            "健康状况": "良好",
            "月收入": None,
            "身份": "在岗",
            "单位或学校": husband["工作单位"],
        },
    )
    reckon(by["KN-0043"])
    born = date.fromisoformat(by["KN-0047"].row["出生日期"])
    by["KN-0047"].row["出生日期"] = born.replace(year=born.year + 1, day=min(born.day, 28)).isoformat()
    home = by["KN-0055"]
    while len(home.members) < 3:
        home.members.append(draw.child(home.row["姓名"][0], 45))
    home.members = home.members[:3]
    home.members[2].update(身份证号=None, 身份="学前", 单位或学校=None, 月收入=None)
    reckon(home)


def union_rows() -> list[list[Any]]:
    """The data rows of the union roster, columns in their order."""
    rows: list[list[Any]] = []
    for home in homes():
        row = [home.row.get(name) for name in HEAD]
        for slot in range(SLOTS):
            member = home.members[slot] if slot < len(home.members) else {}
            row.extend(member.get(name) for name in MEMBER)
        rows.append(row)
    return rows


def county_rows() -> list[list[Any]]:
    """The data rows of the county sheet."""
    draw = _Invention()
    draw.dice = random.Random(20261102)
    standards = (
        "因本人或家庭成员患重大疾病，扣除医保报销后自付医疗费用较高，造成家庭生活困难，符合意外致困条件",
        "家庭月人均收入低于当地最低生活保障标准，符合深度困难职工条件",
        "家庭月人均收入在当地最低生活保障标准二倍以内，符合相对困难职工条件",
    )
    rows: list[list[Any]] = []
    for n in range(1, 13):
        male, age = draw.dice.random() < 0.5, draw.dice.randint(30, 58)
        born = draw.born(age)
        rows.append(
            [
                draw.name(male),
                "男" if male else "女",
                float(age),
                id_number(born, male, 930 + n),
                card_number(500 + n),
                f"示例市示例区{draw.dice.choice(_STREETS)}{n}号",
                ("正式在职", "劳务派遣", "正式在职", "其他")[n % 4],
                f"1990000{5000 + n:04d}",
                float(draw.dice.choice([1, 2, 3, 4])),
                float(draw.dice.randrange(12000, 60001, 600)),
                standards[n % 3],
                ("因病", "因灾", "其他")[n % 3],
                "本人患病，需长期服药" if n % 3 == 0 else None,
            ]
        )
    rows[4][3] = float(rows[4][3].replace("X", "0"))
    rows[7][9] = "-5"
    return rows


def write_union_xlsx(out: Path) -> None:
    """The union roster as offices send it: a title, a line of the filler-in, a heading on two levels, notes."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "困难职工名册"
    width = len(HEAD) + SLOTS * len(MEMBER)
    last = get_column_letter(width)
    line = Side(style="thin", color="FF7F7F7F")
    box = Border(left=line, right=line, top=line, bottom=line)
    centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
    sheet["A1"] = "2026年度示例市示例区困难职工家庭名册（练习用，内容均为虚构）"
    sheet["A1"].font = Font(size=16, bold=True)
    sheet.merge_cells(f"A1:{last}1")
    sheet["A2"] = "填报单位：示例市示例区总工会困难职工帮扶中心　　填报日期：2026年11月20日　　金额单位：元"
    sheet.merge_cells(f"A2:{last}2")
    fill = PatternFill("solid", start_color="FFDDEBF7")
    for column, name in enumerate(HEAD, 1):
        text = f"*{name}" if name in REQUIRED else name
        if name in ("本人月平均收入", "家庭年度总收入", "家庭月人均收入"):
            text = f"{name}\n（元）"
        if name == "是否有一定自救能力":
            text = "是否有一定\n自救能力"
        sheet.cell(3, column, text)
        sheet.merge_cells(start_row=3, start_column=column, end_row=4, end_column=column)
    for slot in range(SLOTS):
        first = len(HEAD) + slot * len(MEMBER) + 1
        sheet.cell(3, first, f"家庭成员{slot + 1}")
        sheet.merge_cells(start_row=3, start_column=first, end_row=3, end_column=first + len(MEMBER) - 1)
        for n, name in enumerate(MEMBER):
            sheet.cell(4, first + n, name)
    for row in (3, 4):
        for column in range(1, width + 1):
            cell = sheet.cell(row, column)
            cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), fill, box, centre
    sheet["G3"].comment = Comment("请先把整列设为文本格式，再录入 18 位身份证号。", "帮扶中心")
    for r, values in enumerate(union_rows(), FIRST_ROW):
        for c, value in enumerate(values, 1):
            cell = sheet.cell(r, c)
            cell.border = box
            if value is None:
                continue
            cell.value = value
            if isinstance(value, str):
                cell.number_format = "@"
            elif isinstance(value, date):
                cell.number_format = "yyyy-mm-dd"
    end = sheet.max_row + 1
    sheet.cell(end, 1, "填表人：周敏　　审核人：何立　　联系电话：0571-00000000")
    sheet.merge_cells(f"A{end}:{last}{end}")
    sheet.freeze_panes = "D5"
    for column in range(1, width + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 12
    for letter, wide in {"G": 22, "V": 40, "W": 26, "AL": 24, "H": 14, "O": 14}.items():
        sheet.column_dimensions[letter].width = wide
    notes = book.create_sheet("填表说明")
    for text in (
        "填表说明",
        "1. 每户一行，本人填在前 42 列，家庭成员依次填在后面各组，最多 5 人。",
        "2. 身份证号、银行卡号请用文本格式录入，不要用数字格式。",
        "3. 带 * 的为必填项；不清楚的请留空，不要填“否”。",
    ):
        notes.append([text])
    notes["A1"].font = Font(bold=True)
    notes.column_dimensions["A"].width = 70
    codes = book.create_sheet("代码")
    codes.sheet_state = "hidden"
    for word in ("深度困难", "相对困难", "意外致困"):
        codes.append([word])
    _save(book, out)


def write_county_xlsx(out: Path) -> None:
    """The county sheet: a title and 13 columns."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Sheet1"
    sheet["A1"] = "示例县困难职工情况统计表（练习用，内容均为虚构）"
    sheet.merge_cells("A1:M1")
    for column, name in enumerate(COUNTY, 1):
        cell = sheet.cell(2, column, name)
        cell.font = Font(bold=True)
    for r, values in enumerate(county_rows(), 3):
        for c, value in enumerate(values, 1):
            if value is not None:
                sheet.cell(r, c, value)
    for letter, wide in {"D": 22, "E": 24, "F": 32, "H": 14, "K": 40, "M": 30}.items():
        sheet.column_dimensions[letter].width = wide
    _save(book, out)


def write_union_xls(out: Path) -> None:
    """The union roster as an old .xls, its heading on one level as the union's import sheet has it."""
    book = xlwt.Workbook(encoding="utf-8")
    sheet = book.add_sheet("困难职工名册")
    names = [*HEAD, *(f"家庭成员{n}{name}" for n in range(1, SLOTS + 1) for name in MEMBER)]
    day = xlwt.easyxf(num_format_str="yyyy-mm-dd")
    sheet.write_merge(0, 0, 0, len(names) - 1, "2026年度示例市示例区困难职工家庭名册（练习用，内容均为虚构）")
    for column, name in enumerate(names):
        sheet.write(1, column, name)
    for r, values in enumerate(union_rows(), 2):
        for c, value in enumerate(values):
            if isinstance(value, date):
                sheet.write(r, c, value, day)
            elif value is not None:
                sheet.write(r, c, value)
    book.add_sheet("填表说明").write(0, 0, "每户一行。")
    out.parent.mkdir(parents=True, exist_ok=True)
    book.save(str(out))


def _save(book: Workbook, out: Path) -> None:
    """Saves with fixed times, so that the same content is the same file."""
    buffer = io.BytesIO()
    book.properties.creator = "帮扶台账练习数据"
    book.save(buffer)
    out.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(buffer) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in made.infolist():
            content = made.read(part)
            if part.filename == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2026-11-20T08:00:00Z", content)
            fixed = zipfile.ZipInfo(part.filename, (2026, 11, 20, 8, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(fixed, content)


if __name__ == "__main__":
    write_union_xlsx(UNION_XLSX)
    write_county_xlsx(COUNTY_XLSX)
    write_union_xls(UNION_XLS)
