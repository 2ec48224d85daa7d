"""Who bears the cost (资金分担): a sum split by source, to the fen, never more and never less than the whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

from desktop.domain.award import FEN, YUAN
from desktop.domain.condition import Case, Condition, Figure, Names, parameters_of
from desktop.domain.condition_reading import passage_text, read_figure
from desktop.domain.conditions import judge, read_condition
from desktop.domain.money import figures
from desktop.domain.policy_text import Part
from desktop.domain.verdict import Share


@dataclass(frozen=True, kw_only=True)
class Source:
    """One source: a fixed sum, or so many parts of what the fixed sums leave."""

    name: str
    yuan: Figure | None = None
    parts: Decimal = Decimal(0)


@dataclass(frozen=True, kw_only=True)
class Split:
    """How a sum is borne; the first split whose condition holds counts."""

    label: str
    sources: tuple[Source, ...]
    when: Condition | None = None
    source: str = ""

    @property
    def parameters(self) -> tuple[str, ...]:
        """The parameters it hangs on."""
        names = tuple(p for s in self.sources for p in parameters_of(s.yuan))
        return names + (self.when.parameters if self.when else ())


def split(total: Decimal, fixed: Mapping[str, Decimal], parts: Mapping[str, Decimal]) -> tuple[Share, ...]:
    """The sum split to the fen: fixed sums in their order first, the rest by parts, the largest remainders rounded up."""
    rest = total
    shares: dict[str, Decimal] = {}
    for name, wanted in fixed.items():
        shares[name] = min(wanted, rest)
        rest -= shares[name]
    whole = sum(parts.values(), Decimal(0))
    exact = {name: rest * part / whole for name, part in parts.items()} if whole else {}
    down = {name: amount.quantize(FEN, ROUND_DOWN) for name, amount in exact.items()}
    left = int((rest - sum(down.values(), Decimal(0))) / FEN) if whole else 0
    order = sorted(exact, key=lambda name: exact[name] - down[name], reverse=True)
    for name in order[:left]:
        down[name] += FEN
    return tuple(Share(source=name, amount=amount) for name, amount in {**shares, **down}.items())


def shares_of(splits: Sequence[Split], total: Decimal | None, case: Case) -> tuple[tuple[Share, ...], str]:
    """The shares under the first split that fits, with the words; nothing where the sum or a fact is open."""
    if not splits or total is None:
        return (), ""
    for one in splits:
        holds = judge(one.when, case) if one.when else None
        if holds is not None and holds.holds is None:
            return (), f"资金分担待定：{holds.because}"
        if holds is None or holds.holds:
            return _under(one, total, case)
    return (), "资金分担没有适用的规定"


def _under(one: Split, total: Decimal, case: Case) -> tuple[tuple[Share, ...], str]:
    fixed = {s.name: case.figure(s.yuan, YUAN).value for s in one.sources if s.yuan is not None}
    shares = split(total, fixed, {s.name: s.parts for s in one.sources if s.yuan is None})
    words = "、".join(f"{s.source} {figures(s.amount)} 元" for s in shares)
    borne = sum((s.amount for s in shares), Decimal(0))
    short = f"，还差 {figures(total - borne)} 元没有来源" if borne < total else ""
    return shares, f"{one.label}：{words}{short}"


# ---- reading them from a scheme file


def read_split(part: Part, names: Names) -> Split:
    """One way of bearing the cost."""
    when = part.part("when")
    sources = tuple(_read_source(p, names) for p in part.parts("sources"))
    named = [s.name for s in sources]
    if not sources or len(set(named)) < len(named):
        raise part.wrong("sources", "没有写来源，或者同名", "请写 [[splits.sources]]，每个来源一个名称。")
    made = Split(
        label=part.text("label"),
        sources=sources,
        when=read_condition(when, names, top=False) if when else None,
        source=passage_text(part, names),
    )
    part.done()
    return made


def _read_source(part: Part, names: Names) -> Source:
    if part.has("yuan") is part.has("parts"):
        raise part.wrong("", "要写出多少", "请写 yuan（固定数额）或 parts（份数，如 5）之一。")
    yuan = read_figure(part, "yuan", names) if part.has("yuan") else None
    parts = part.number("parts") if part.has("parts") else Decimal(0)
    if yuan is None and not parts:
        raise part.wrong("parts", "份数不能是 0", "请写 1 或更大的数。")
    made = Source(name=part.text("name"), yuan=yuan, parts=parts)
    part.done()
    return made
