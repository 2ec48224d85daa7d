"""Facts that follow from others (推算的事实): years from semesters, a place from the end of a class."""

from __future__ import annotations

from desktop.domain.facts import Facts, FactValue

SOURCES = {"service_years": ("semesters_taught",), "rank_from_bottom": ("class_rank", "class_size")}
"""What each derived fact follows from: it is unknown only where these are, too."""


def with_derived(facts: Facts) -> Facts:
    """The facts with those that follow from them; what is given is never replaced, and unknown stays unknown."""
    found: dict[str, FactValue] = {}
    origins: dict[str, str] = {}
    semesters = facts.get("semesters_taught")
    if isinstance(semesters, int) and "service_years" not in facts:
        odd = "，余 1 学期按 1 年计" if semesters % 2 else ""
        found["service_years"] = (semesters + 1) // 2
        origins["service_years"] = f"累计任教 {semesters} 学期，每 2 学期为 1 年{odd}"
    rank, size = facts.get("class_rank"), facts.get("class_size")
    if isinstance(rank, int) and isinstance(size, int) and "rank_from_bottom" not in facts and rank <= size:
        found["rank_from_bottom"] = size - rank + 1
        origins["rank_from_bottom"] = f"全班 {size} 人，第 {rank} 名"
    if not found:
        return facts
    return Facts({**facts.values_by_id, **found}, {**facts.origins, **origins})
