"""The kinds of award (帮扶方式) by name: for each one small function says what it comes to, one reads it from the file."""

from __future__ import annotations

from collections.abc import Mapping

from desktop.domain.award_kind import Kind
from desktop.domain.award_shares import (
    grant_segments,
    grant_share,
    grant_supplement,
    read_segments,
    read_share,
    read_supplement,
)
from desktop.domain.award_sums import (
    grant_ask,
    grant_difference,
    grant_fixed,
    grant_goods,
    grant_higher_of,
    grant_lower_of,
    read_ask,
    read_difference,
    read_fixed,
    read_goods,
    read_terms,
)
from desktop.domain.award_tiers import (
    grant_range,
    grant_table,
    grant_tiers,
    read_range,
    read_table,
    read_tiers,
)

KINDS: Mapping[str, Kind] = {
    "fixed": Kind(read_fixed, grant_fixed),
    "table": Kind(read_table, grant_table),
    "tiers": Kind(read_tiers, grant_tiers),
    "share": Kind(read_share, grant_share),
    "segments": Kind(read_segments, grant_segments),
    "range": Kind(read_range, grant_range),
    "higher_of": Kind(read_terms, grant_higher_of),
    "lower_of": Kind(read_terms, grant_lower_of),
    "supplement": Kind(read_supplement, grant_supplement),
    "difference": Kind(read_difference, grant_difference),
    "goods": Kind(read_goods, grant_goods),
    "ask": Kind(read_ask, grant_ask),
}
"""The kinds of award a scheme file may use. A new one is two small functions and a line here."""
