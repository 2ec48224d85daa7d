"""No ceiling is ever exceeded, whatever is approved in whatever order, by person, by household, across schemes."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.domain.amounts import grant, read_awards
from desktop.domain.ceilings import Ceiling, Counted, Limit, Paid, Span, received
from desktop.domain.condition import Case, Figure, Names
from desktop.domain.facts import Facts, FactValue
from desktop.domain.policy_text import Part
from desktop.domain.standards import Standards

D = Decimal
SPANS = (
    ("savings", Span.year, Counted.person),
    ("aid_received_this_year", Span.year, Counted.household),
    ("yearly_income", Span.lifetime, Counted.household),
)
"""Any money fact may hold what was received; three stand here for three ways of counting."""


def paid(day: date, amount: int, scheme: str = "a", person: str = "张三") -> Paid:
    return Paid(scheme=scheme, person=person, household="张家", day=day, amount=D(amount))


def test_what_counts_towards_a_ceiling() -> None:
    on = date(2026, 6, 1)
    all_paid = (
        paid(date(2026, 1, 1), 100),
        paid(date(2025, 12, 31), 10),
        paid(date(2026, 2, 1), 1000, person="李四"),
        paid(date(2026, 3, 1), 5, scheme="b"),
        paid(date(2026, 3, 1), 7, scheme="c"),
    )

    def so_far(**how: object) -> Decimal:
        ceiling = Ceiling(clause="封顶", fact="savings", yuan=Figure(amount=D(1)), **how)  # pyright: ignore[reportArgumentType] -- one way of counting at a time
        return received(ceiling, "a", "张三", "张家", on, all_paid)

    assert so_far() == 100
    assert so_far(counted=Counted.household) == 1100
    assert so_far(span=Span.lifetime) == 110
    assert so_far(schemes=("b",)) == 105
    assert so_far(limit=Limit.times, times=9, schemes=("b",), span=Span.lifetime) == 3


class Book:
    """Everything approved so far, and the facts it makes for the next case."""

    def __init__(self) -> None:
        self.paid: list[Paid] = []

    def facts(
        self, ceilings: tuple[Ceiling, ...], scheme: str, person: str, on: date
    ) -> dict[str, FactValue]:
        counted = {c.fact: received(c, scheme, person, "张家", on, self.paid) for c in ceilings}
        return {f: int(n) if f == "homes_count" else n.quantize(D("0.01")) for f, n in counted.items()}


def ceilings_of(tops: tuple[Decimal, ...], times: int) -> tuple[Ceiling, ...]:
    money = tuple(
        Ceiling(
            clause=f"第 {n} 道封顶",
            fact=fact,
            yuan=Figure(amount=top),
            span=span,
            counted=counted,
            schemes=("a", "b"),
        )
        for n, ((fact, span, counted), top) in enumerate(zip(SPANS, tops, strict=True))
    )
    number = Ceiling(
        limit=Limit.times,
        clause="次数",
        fact="homes_count",
        times=times,
        span=Span.lifetime,
        schemes=("a", "b"),
    )
    return (*money, number)


money = st.decimals(0, 5000, places=2)
APPROVAL = st.tuples(
    st.sampled_from(["a", "b"]),
    st.sampled_from(["张三", "李四"]),
    st.dates(date(2025, 11, 1), date(2026, 2, 28)),
    st.sampled_from(["fixed", "range", "ask"]),
    money,
)


@settings(deadline=None, max_examples=200)
@given(st.tuples(money, money, money), st.integers(1, 4), st.lists(APPROVAL, max_size=10), st.randoms())
def test_no_ceiling_is_exceeded_under_any_order_of_approvals(
    tops: tuple[Decimal, Decimal, Decimal],
    times: int,
    approvals: list[tuple[str, str, date, str, Decimal]],
    random: object,
) -> None:
    ceilings, book = ceilings_of(tops, times), Book()
    getattr(random, "shuffle")(approvals)  # noqa: B009 -- hypothesis hands in a Random it does not type
    for scheme, person, on, kind, yuan in approvals:
        content: dict[str, object] = {"kind": kind, "label": "救助"}
        content |= {"yuan": yuan} if kind == "fixed" else {}
        content |= {"minimum": 0, "maximum": yuan} if kind == "range" else {}
        awards = read_awards([Part("试.toml", "帮扶标准", content)], Names())
        facts = book.facts(ceilings, scheme, person, on)
        total = grant(awards, ceilings, "g", Case(Facts(facts), Standards(), "示例市", on, {}))
        assert total.at_most is not None
        assert (total.amount or 0) <= total.at_most
        given_now = total.amount if total.amount is not None else total.at_most
        if given_now:
            book.paid.append(Paid(scheme=scheme, person=person, household="张家", day=on, amount=given_now))
    for ceiling in ceilings:
        for person in ("张三", "李四"):
            for year in (2025, 2026):
                so_far = received(ceiling, "a", person, "张家", date(year, 6, 1), book.paid)
                top = ceiling.times if ceiling.yuan is None else ceiling.yuan.amount
                assert top is not None
                assert so_far <= top, ceiling.clause
