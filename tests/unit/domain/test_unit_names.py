"""Units found by what sheets call them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from desktop.domain.unit import Unit, UnitKind
from desktop.domain.unit_names import Found, Named, UnitNames

UNITS = (
    Unit(id=1, name="示例市总工会", kind=UnitKind.union),
    Unit(id=2, name="示例市第三机床厂", kind=UnitKind.enterprise, parent_id=1, code="GH-0302"),
    Unit(id=3, name="装配车间", kind=UnitKind.department, parent_id=2),
    Unit(id=4, name="东湖食品有限公司", kind=UnitKind.enterprise, parent_id=1),
    Unit(id=5, name="装配车间", kind=UnitKind.department, parent_id=4),
    Unit(id=6, name="示例中学", kind=UnitKind.school),
    Unit(id=7, name="高一年级", kind=UnitKind.grade, parent_id=6),
    Unit(id=8, name="三班", kind=UnitKind.class_, parent_id=7),
    Unit(id=9, name="东湖街道", kind=UnitKind.township),
    Unit(id=10, name="柳园社区", kind=UnitKind.community, parent_id=9),
    Unit(id=11, name="柳园村", kind=UnitKind.village, parent_id=9),
    Unit(id=12, name="南桥电子厂", kind=UnitKind.enterprise, parent_id=1, closed_on=date(2025, 1, 1)),
    Unit(id=13, name="石井社区", kind=UnitKind.community, parent_id=9),
)
NAMES = UnitNames(UNITS)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("示例市第三机床厂", (2,)),
        ("示例市 第三机床厂", (2,)),
        ("第三机床厂", (2,)),
        ("第3机床厂", (2,)),
        ("第三机床厂工会委员会", (2,)),
        ("gh-0302", (2,)),
        ("ＧＨ－０３０２", (2,)),
        ("东湖食品", (4,)),
        ("东湖食品有限责任公司", (4,)),
        ("装配车间", (3, 5)),
        ("东湖食品/装配车间", (5,)),
        ("第三机床厂-装配车间", (3,)),
        ("示例市第三机床厂装配车间", (3,)),
        ("示例市总工会 › 示例市第三机床厂 › 装配车间", (3,)),
        ("示例市总工会/装配车间", (3, 5)),
        ("高一（3）班", (8,)),
        ("高一3班", (8,)),
        ("示例中学高一年级三班", (8,)),
        ("柳园社区居委会", (10,)),
        ("柳园村民委员会", (11,)),
        ("柳园", (10, 11)),
        ("石井", (13,)),
        ("东湖街道柳园社区", (10,)),
        ("西溪街道柳园社区", ()),
        ("南桥电子厂", ()),
        ("第四机床厂", ()),
        ("机床厂", ()),
        ("", ()),
        ("/", ()),
    ],
)
def test_a_unit_is_found_by_its_names(text: str, found: tuple[int, ...]) -> None:
    assert NAMES.called(text) == found


def test_names_in_columns_of_their_own_narrow_each_other() -> None:
    village = {UnitKind.village, UnitKind.community}
    assert NAMES.find([Named("东湖街道", {UnitKind.township}), Named("柳园社区", village)]).unit_id == 10
    assert NAMES.find([Named("西溪街道", {UnitKind.township}), Named("柳园社区", village)]).unit_id is None
    school = Named("示例中学", {UnitKind.school})
    assert (
        NAMES.find([school, Named("高一", {UnitKind.grade}), Named("3 班", {UnitKind.class_})]).unit_id == 8
    )
    assert (
        NAMES.find([school, Named("高二", {UnitKind.grade}), Named("3 班", {UnitKind.class_})]).unit_id
        is None
    )
    found = NAMES.find([Named("装配车间")])
    assert (found.unit_id, found.several) == (None, (3, 5))


def test_what_is_above_and_not_registered_is_passed_over() -> None:
    own = UnitNames([Unit(id=1, name="三班", kind=UnitKind.class_)])
    names = [
        Named("示例中学", {UnitKind.school}),
        Named("高一", {UnitKind.grade}),
        Named("3班", {UnitKind.class_}),
    ]
    assert own.find(names).unit_id == 1


def test_the_short_name_an_office_gave_is_known_alone_and_on_the_way_down() -> None:
    mill = Unit(id=1, name="第一纺织厂", kind=UnitKind.enterprise, short_name="一纺")
    shop = Unit(id=2, name="细纱车间", kind=UnitKind.department, parent_id=1, short_name="细 纱")
    other = Unit(id=3, name="一纺", kind=UnitKind.village)
    names = UnitNames([mill, shop])
    assert [names.called(t) for t in ("一纺", "一纺/细纱车间", "一纺细纱车间", "细纱", "一纺细纱")] == [
        (1,),
        (2,),
        (2,),
        (2,),
        (2,),
    ]
    assert UnitNames([replace(mill, closed_on=date(2025, 1, 1)), shop]).called("一纺") == ()
    # A unit that is called so by its name goes first; two of one short name are nobody.
    assert UnitNames([mill, other]).called("一纺") == (3,)
    assert names.find([Named("一纺")]) == Found(1)
    twice = UnitNames([mill, replace(mill, id=4, name="第一纺纱厂")])
    assert twice.find([Named("一纺")]) == Found(None, (1, 4))
