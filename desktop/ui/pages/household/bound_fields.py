"""A tab of fields bound to the draft: each shows what stands there and writes what is typed, in cards and folds."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QApplication, QWidget

from desktop.domain.form_plan import FormGroup, FormPlan
from desktop.domain.household import WHOLE_HOUSEHOLD, Household
from desktop.domain.masking import Sensitive
from desktop.ui.fields.covered import Covered, Curtain, Lid
from desktop.ui.fields.grid import FieldGrid
from desktop.ui.fields.moving import enter_moves_on, go_on
from desktop.ui.fields.panels import Card, Fold
from desktop.ui.pages.household.bound import Field
from desktop.ui.pages.household.draft import Draft
from desktop.ui.pages.household.sections import Part

HEADS_OWN = frozenset(
    {Sensitive.phone, Sensitive.id_number, Sensitive.born, Sensitive.illness, Sensitive.traits}
)
"""What is told of the head; the rest belongs to the household."""
NEVER_COPIED = frozenset({"name", "number", "id_number", "born", "phone", "card_number", "traits"})
"""What is one household's own."""


class BoundFields(Part):
    """Follows the draft in every field it has by now."""

    def __init__(self, draft: Draft, curtain: Curtain, plan: FormPlan, parent: QWidget | None = None) -> None:
        super().__init__(draft, parent)
        self._curtain, self._plan = curtain, plan
        self.covers: dict[str, Covered] = {}
        self.folds: dict[FormGroup, Fold] = {}
        self._bound: list[tuple[str, Field, Callable[[Household], Any]]] = []
        self._grids: list[FieldGrid] = []
        self._panels: list[QWidget] = []
        """Those put in since Enter was last taught its way."""

    def problems(self) -> list[tuple[str, QWidget]]:
        """Each field that cannot be taken, with what is wrong."""
        return [found for grid in self._grids for found in grid.problems()]

    def show_fields(self) -> None:
        """Show what stands in the draft; fields that say the same already are left alone."""
        household = self.draft.household
        for _, field, read in self._bound:
            field.set_value(read(household))

    def same_as(self, last: Household, typed_now: bool) -> bool:
        """Fill the field with the cursor as it is in that file; says whether that was done.

        Numbers and names are nobody else's; addresses only of a file that was typed at this sitting.
        """
        here = QApplication.focusWidget()
        for name, field, read in self._bound:
            widget: Any = field
            if here is None or not (widget is here or widget.isAncestorOf(here)):
                continue
            if name in NEVER_COPIED or (name in self.covers and not typed_now):
                return False
            field.set_value(read(last))
            field.changed.emit()
            go_on(here)
            return True
        return False

    def _settle(self) -> None:
        """What was put in just now shows the draft, and Enter leads through it."""
        self.column.addStretch(1)
        self.show_fields()
        self.unfold()
        for panel in self._panels:
            enter_moves_on(panel)
            panel.show()  # else, where the tab is seen already, it would be a turn of the event loop later
        self._panels.clear()

    def unfold(self) -> None:
        """Groups this office does not need open by themselves where something stands in them."""
        for fold in self.folds.values():
            grids = [grid for grid in self._grids if fold.isAncestorOf(grid)]
            held = (f for _, f, _ in self._bound if any(g.isAncestorOf(_widget(f)) for g in grids))
            if any(field.value() not in (None, "", ()) for field in held):
                fold.open(True)

    def _covered(self, name: str, what: Sensitive, mask: Callable[[Any], str], empty: Any = "") -> Covered:
        whose = self._head_number if what in HEADS_OWN else lambda: WHOLE_HOUSEHOLD
        covered = Covered(getattr(self, name), mask, Lid(self._curtain, what, whose), self._curtain, empty)
        self.covers[name] = covered
        return covered

    def _head_number(self) -> int:
        return self.draft.household.head.ordinal

    def _card(self, heading: str) -> FieldGrid:
        grid = FieldGrid(2)
        self._last_card = Card(heading)
        self._panels.append(self._last_card)
        # into what stands already: what is put together apart is dressed anew each time it moves
        self.add(self._last_card)
        self._last_card.add(grid)
        self._grids.append(grid)
        return grid

    def _group(self, group: FormGroup, heading: str) -> FieldGrid:
        """A card of its own; folded away under its word where this kind of office does not need it."""
        if group in self._plan.open_groups:
            return self._card(heading)
        grid, card = FieldGrid(2), Card()
        self.folds[group] = Fold(heading, card)
        self._panels.append(self.folds[group])
        self.add(self.folds[group])
        card.add(grid)
        self._grids.append(grid)
        return grid

    def _head(self, grid: FieldGrid, label: str, field: Any, name: str, wide: bool = False) -> None:
        self._bind(
            grid,
            label,
            field,
            name,
            lambda household: getattr(household.head, name),
            lambda value: self.draft.change_head(**{name: value}),
            wide,
        )

    def _household(self, grid: FieldGrid, label: str, field: Any, name: str, wide: bool = False) -> None:
        self._bind(
            grid,
            label,
            field,
            name,
            lambda household: getattr(household, name),
            lambda value: self.draft.change(**{name: value}),
            wide,
        )

    def _bind(
        self,
        grid: FieldGrid,
        label: str,
        field: Any,
        name: str,
        read: Callable[[Household], Any],
        write: Callable[[Any], None],
        wide: bool = False,
    ) -> None:
        grid.add(label, field, wide)
        bound: Field = field
        self._bound.append((name, bound, read))
        bound.changed.connect(lambda: write(bound.value()))


def _widget(field: Any) -> QWidget:
    return field
