"""Identifier → 中文, the one door to it; the words stand in a file a subject. Also the code lists that are kept as plain text."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar

from desktop.domain.words_acts import ACTS
from desktop.domain.words_archive import ARCHIVE
from desktop.domain.words_cases import CASES
from desktop.domain.words_household import HOUSEHOLD
from desktop.domain.words_people import PEOPLE

_WORDS: dict[type[StrEnum], dict[str, str]] = {**ACTS, **PEOPLE, **HOUSEHOLD, **ARCHIVE, **CASES}

E = TypeVar("E", bound=StrEnum)


def word(value: StrEnum | None) -> str:
    """The Chinese word for an enum value; nothing for an unknown one."""
    return "" if value is None else _WORDS[type(value)][value.value]


def choices(kind: type[E]) -> list[tuple[E, str]]:
    """All values of a code list with their words, in the order of the forms."""
    return [(value, _WORDS[kind][value.value]) for value in kind]


def yes_no(value: bool | None) -> str:
    """是, 否, or nothing where it is unknown."""
    return "" if value is None else ("是" if value else "否")


ETHNICITIES = tuple(
    f"{name}族"
    for name in (
        "汉 蒙古 回 藏 维吾尔 苗 彝 壮 布依 朝鲜 满 侗 瑶 白 土家 哈尼 哈萨克 傣 黎 傈僳 佤 畲 高山 拉祜 水 东乡 纳西 景颇 "
        "柯尔克孜 土 达斡尔 仫佬 羌 布朗 撒拉 毛南 仡佬 锡伯 阿昌 普米 塔吉克 怒 乌孜别克 俄罗斯 鄂温克 德昂 保安 裕固 京 "
        "塔塔尔 独龙 鄂伦春 赫哲 门巴 珞巴 基诺"
    ).split()
)
POLITICAL = ("群众", "中共党员", "中共预备党员", "共青团员", "民主党派", "其他")
MODEL_WORKER = ("非劳模", "全国劳模", "省（部）级劳模", "地市级劳模", "其他")
EMPLOYER_KINDS = (
    "国有机关/事业单位",
    "国有企业",
    "集体企业",
    "民营/私营/个体企业",
    "与港澳台合资/合作",
    "中外合资/合作",
    "其他",
)
EMPLOYER_STATES = ("正常", "亏损企业", "改制企业", "关闭破产企业")
INDUSTRIES = (
    "农、林、牧、渔业 采矿业 制造业 电力、热力、燃气及水生产和供应业 建筑业 批发和零售业 交通运输、仓储和邮政业 "
    "住宿和餐饮业 信息传输、软件和信息技术服务业 金融业 房地产业 租赁和商务服务业 科学研究和技术服务业 "
    "水利、环境和公共设施管理业 居民服务、修理和其他服务业 教育 卫生和社会工作 文化、体育和娱乐业 "
    "公共管理、社会保障和社会组织 国际组织"
).split()
FUND_SOURCES = (
    "中央财政专项",
    "省财政",
    "市财政",
    "县（区）财政",
    "省总工会",
    "工会自筹",
    "企业捐赠",
    "职工捐款",
    "社会募集",
    "其他合法来源",
)
