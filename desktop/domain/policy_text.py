"""A policy file read key by key: every mistake is said with the file, the place in it and the cure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum
from typing import TypeVar, cast

from desktop.domain.errors import OfficeError
from desktop.domain.money import MAX_YUAN

E = TypeVar("E", bound=StrEnum)
V = TypeVar("V")

PLACES = {
    "parameters": "参数",
    "define": "公用条件",
    "apply_alone": "可单独申请的人员",
    "income": "收入口径",
    "warn": "提醒",
    "once": "只享受一次",
    "triggers": "启动情形",
    "reviews": "定期核查",
    "fading": "渐退",
    "told": "告知",
    "within": "期限",
    "highest": "取高",
    "lowest": "取低",
    "lines": "标准线",
    "tiers": "分档",
    "segments": "分段",
    "classes": "类别",
    "monthly": "按月享受",
    "start": "起始",
    "stop": "止期",
    "ceilings": "封顶",
    "splits": "资金分担",
    "sources": "来源",
    "authority": "审批权限",
    "checks": "抽查",
    "rankings": "名额评定",
    "by": "排列依据",
    "visits": "走访责任",
    "capacity": "结对户数",
    "rosters": "值班",
    "stock": "物资",
    "origins": "来源",
    "handed": "分配",
    "parcels": "装箱编号",
    "payments": "发放方式",
    "objection": "异议",
    "window": "时段",
    "candidates": "评定的人",
    "visited": "已走访",
    "pairs": "结对",
    "passages": "原文",
    "groups": "对象类别",
    "require": "条件",
    "exclude": "排除情形",
    "of": "分条件",
    "when": "前提",
    "awards": "帮扶标准",
    "rows": "分档",
    "goods": "物品",
    "ceiling": "封顶",
    "pay": "发放方式",
    "steps": "步骤",
    "due": "期限",
    "papers": "材料",
    "again": "重复申请",
    "bring": "补正材料",
    "earlier": "以前的申请",
    "examples": "算例",
    "facts": "事实",
    "standards": "标准",
    "expect": "预期结果",
    "deadlines": "期限",
}
"""What the parts of a policy file are called in an office."""


Path = tuple[str | int, ...]
"""Where something stands in a policy file: ("groups", 2, "require", 0, "at_most"); places in a list count from 0."""


class SchemeError(OfficeError):
    """A policy file that cannot be used: which file, where in it, and what to do."""

    def __init__(self, file: str, where: str, what: str, cure: str, path: Path = ()) -> None:
        super().__init__(f"方案文件 {file}{f'，{where}' if where else ''}：{what}。{cure}")
        self.file = file
        self.where = where
        self.what, self.cure = what, cure
        self.path = path
        """The keys and places that lead there, counted from 0; empty where it is the whole file."""


def near(word: str, known: Iterable[str]) -> str:
    """A hint that names what was probably meant, or nothing."""
    found = get_close_matches(word, list(known), n=3, cutoff=0.5)
    likeness = [SequenceMatcher(None, word, other).ratio() for other in found]
    found = [other for other, like in zip(found, likeness, strict=True) if like > likeness[0] - 0.15]
    return f"是不是「{'」或「'.join(found)}」？" if found else ""


class Part:
    """One table of a policy file. Keys are read once each; `done` refuses what nobody asked for."""

    def __init__(self, file: str, where: str, content: Mapping[str, object], path: Path = ()) -> None:
        self.file = file
        self.where = where
        self.path = path
        self._content = content
        self._asked: set[str] = set()

    def wrong(self, key: str, what: str, cure: str = "请对照说明改正。", inside: Path = ()) -> SchemeError:
        """The error about one key of this part; `inside` leads on to what below the key is meant."""
        at = "的".join(p for p in (self.where, f"「{key}」" if key else "") if p)
        return SchemeError(self.file, at, what, cure, (*self.path, *((key,) if key else ()), *inside))

    def absent(self, key: str, written: str) -> SchemeError:
        """The error about a key that must be there; a near miss among the other keys is named."""
        meant = near(key, [k for k in self._content if k not in self._asked])
        hint = meant.replace("是不是", "是不是写成了")
        return self.wrong(key, "没有填写", f"{hint}请补上，写成 {written}。")

    def done(self) -> None:
        """Refuses keys that were never asked for."""
        for key in self._content:
            if key not in self._asked:
                cure = near(key, self._asked) or f"这里可以写：{'、'.join(sorted(self._asked))}。"
                raise self.wrong(key, "不认识这一项", f"{cure}写错的请改正，多余的请删去。")

    def has(self, key: str) -> bool:
        """Whether the key is written at all."""
        self._asked.add(key)
        return key in self._content

    def names(self) -> tuple[str, ...]:
        """All keys of the table as they are written; each counts as asked for."""
        self._asked.update(self._content)
        return tuple(self._content)

    def raw(self, key: str) -> object:
        """The value as it stands; None where it is not written."""
        self._asked.add(key)
        return self._content.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A piece of text; without a default it must be there and not be empty."""
        value = self.raw(key)
        if value is None:
            if default is None:
                raise self.absent(key, f'{key} = "…"')
            return default
        if not isinstance(value, str):
            raise self.wrong(key, f"应是文字，现在是{kind_of(value)}", f'请加上引号，写成 {key} = "…"。')
        if default is None and not value.strip():
            raise self.wrong(key, "是空的", "请填写内容。")
        return value.strip()

    def flag(self, key: str, default: bool) -> bool:
        """是 or 否, written as true or false."""
        value = self.raw(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise self.wrong(
                key,
                f"应是 true（是）或 false（否），现在是{kind_of(value)}",
                "请改成 true 或 false，不加引号。",
            )
        return value

    def number(self, key: str) -> Decimal:
        """A figure that is not negative, exact as typed."""
        return self.exact(key, self.raw(key))

    def optional_number(self, key: str) -> Decimal | None:
        """A figure, or None where it is not written."""
        return self.number(key) if self.has(key) else None

    def exact(self, key: str, value: object) -> Decimal:
        """A value found under the key as an exact figure within what can be money."""
        if value is None:
            raise self.absent(key, f"{key} = 100")
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise self.wrong(key, f"应是数字，现在是{kind_of(value)}", "请改成数字，不加引号、单位和逗号。")
        number = Decimal(value)
        if not number.is_finite() or not 0 <= number <= MAX_YUAN:
            raise self.wrong(key, f"数字「{value}」超出范围", "应在 0 到 99999999999.99 之间。")
        return number

    def whole(self, key: str, default: int | None = None) -> int:
        """A whole number."""
        value = self.raw(key)
        if value is None and default is not None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
            raise self.wrong(key, f"应是整数，现在是{kind_of(value)}", f"请写成 {key} = 5 这样的整数。")
        return value

    def day(self, key: str) -> date | None:
        """A date, or None where it is not written."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, date) or isinstance(value, datetime):
            raise self.wrong(
                key, f"应是日期，现在是{kind_of(value)}", f"请写成 {key} = 2026-01-30，不加引号。"
            )
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty where it is not written."""
        items = self._items(key)
        for n, item in enumerate(items):
            if not isinstance(item, str) or not item.strip():
                raise self.wrong(key, "里面应全是文字", f'请写成 {key} = ["…", "…"]。', (n,))
        return tuple(cast(str, item).strip() for item in items)

    def wholes(self, key: str) -> tuple[int, ...]:
        """A list of whole numbers; empty where it is not written."""
        items = self._items(key)
        for n, item in enumerate(items):
            if isinstance(item, bool) or not isinstance(item, int):
                raise self.wrong(key, "里面应全是整数", f"请写成 {key} = [1, 15]。", (n,))
        return tuple(cast(int, item) for item in items)

    def choice(self, key: str, kind: type[E]) -> E:
        """One value of a code list."""
        return self.one_of(key, {e.value: e for e in kind}, self.text(key))

    def choice_list(self, key: str, kind: type[E]) -> tuple[E, ...]:
        """Values of a code list."""
        known = {e.value: e for e in kind}
        return tuple(self.one_of(key, known, text) for text in self.texts(key))

    def one_of(self, key: str, known: Mapping[str, V], text: str) -> V:
        """What the text stands for; refuses a text that stands for nothing."""
        if text not in known:
            cure = near(text, known) or f"可以写：{'、'.join(known) or '（这里还没有可写的）'}。"
            raise self.wrong(key, f"没有「{text}」", f"{cure}请改正。")
        return known[text]

    def part(self, key: str) -> Part | None:
        """A table inside this one, or None where it is not written."""
        value = self.raw(key)
        if value is None:
            return None
        if not isinstance(value, dict):
            raise self.wrong(key, f"应是一组项目，现在是{kind_of(value)}", f"请写成 [{key}] 加下面几行。")
        content = cast("dict[str, object]", value)
        return Part(self.file, self._inside(PLACES.get(key, key)), content, (*self.path, key))

    def parts(self, key: str) -> tuple[Part, ...]:
        """The tables of a list, each knowing its place; empty where it is not written."""
        found: list[Part] = []
        for n, item in enumerate(self._items(key), 1):
            if not isinstance(item, dict):
                raise self.wrong(
                    key,
                    f"第 {n} 项应是一组项目，现在是{kind_of(item)}",
                    f"请写成 [[{key}]] 加下面几行。",
                    (n - 1,),
                )
            content = cast("dict[str, object]", item)
            title = next(
                (
                    f"（{content[k]}）"
                    for k in ("id", "name", "label", "clause")
                    if isinstance(content.get(k), str)
                ),
                "",
            )
            place = self._inside(f"第 {n} 个{PLACES.get(key, key)}{title}")
            found.append(Part(self.file, place, content, (*self.path, key, n - 1)))
        return tuple(found)

    def attempt(self, key: str, deed: Callable[[], V]) -> V:
        """What the deed gives; what goes wrong in it is said with this place."""
        try:
            return deed()
        except SchemeError:
            raise
        except OfficeError as error:
            raise self.wrong(key, error.said.rstrip("。"), "请改正。") from error

    def _items(self, key: str) -> list[object]:
        value = self.raw(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise self.wrong(key, f"应是一列，现在是{kind_of(value)}", f"请写成 {key} = [ … ]。")
        return cast("list[object]", value)

    def _inside(self, place: str) -> str:
        return f"{self.where} → {place}" if self.where else place


def kind_of(value: object) -> str:
    """What kind of value stands there, in office words."""
    if value is None:
        return "空的"
    if isinstance(value, bool):
        return "「是」或「否」"
    if isinstance(value, int | float | Decimal):
        return f"数字「{value}」"
    if isinstance(value, str):
        return f"文字「{value[:20]}」"
    if isinstance(value, date):
        return "日期"
    return "一列" if isinstance(value, list) else "一组项目"
