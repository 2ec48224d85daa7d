"""What a day is in the Chinese calendar (农历): its lunar date in words, and the festivals that fall on it."""

from __future__ import annotations

from datetime import date, timedelta

from borax.calendars.lunardate import LunarDate

from desktop.domain.lunar import FIRST_YEAR, LAST_YEAR

_LUNAR = {
    "正月初一": "春节",
    "正月十五": "元宵节",
    "五月初五": "端午节",
    "七月初七": "七夕",
    "七月十五": "中元节",
    "八月十五": "中秋节",
    "九月初九": "重阳节",
    "腊月初八": "腊八节",
    "腊月廿三": "小年（北方）",
    "腊月廿四": "小年（南方）",
}
_FIXED = {
    (1, 1): "元旦",
    (3, 8): "妇女节",
    (5, 1): "劳动节",
    (5, 4): "青年节",
    (6, 1): "儿童节",
    (7, 1): "建党节",
    (8, 1): "建军节",
    (9, 10): "教师节",
    (10, 1): "国庆节",
    (10, 17): "国家扶贫日",
}
_TENS = (("二十", "廿"), ("三十", "卅"))
_PLAIN_MONTHS = (("十二月", "腊月"), ("十一月", "冬月"), ("一月", "正月"))


def lunar_words(day: date) -> str:
    """The lunar month and day (腊月廿八, 闰六月初一); nothing outside the years known."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        return ""
    lunar = LunarDate.from_solar(day)
    return f"{'闰' if lunar.leap else ''}{lunar.cn_month}月{lunar.cn_day}"


def lunar_short(day: date) -> str:
    """What a calendar writes below the day: the month on its first day, else the day of the month."""
    month, _, rest = lunar_words(day).partition("月")
    return f"{month}月" if rest == "初一" else rest


def festivals_on(day: date) -> tuple[str, ...]:
    """The festivals of that day, lunar ones first."""
    found: list[str] = []
    words = lunar_words(day)
    if words:
        if lunar_words(day + timedelta(days=1)) == "正月初一":
            found.append("除夕")
        if words in _LUNAR:
            found.append(_LUNAR[words])
        if LunarDate.from_solar(day).term == "清明":
            found.append("清明节")
    if (day.month, day.day) in _FIXED:
        found.append(_FIXED[day.month, day.day])
    if day.month == 5 and day.weekday() == 6 and 15 <= day.day <= 21:
        found.append("全国助残日")
    return tuple(found)


def is_lunar(words: str, day: date) -> bool:
    """Whether the day is the lunar date or eve those words speak of, however they write it (二十八 or 廿八)."""
    said = words.removeprefix("农历")
    if said in ("除夕", "大年三十"):
        return "除夕" in festivals_on(day)
    plain = _one_way(said)
    return plain == _one_way(lunar_words(day)) or said in festivals_on(day)


def _one_way(words: str) -> str:
    for long, short in _TENS:
        if not words.endswith(long):
            words = words.replace(long, short)
    for long, short in _PLAIN_MONTHS:
        if words.startswith(long):
            words = short + words.removeprefix(long)
    return words.replace("卅", "三十")
