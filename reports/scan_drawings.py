"""What a scan becomes on its way into a bound file: pages of drawings, and nothing that could act."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DecodedStreamObject, DictionaryObject, IndirectObject, NameObject

Matrix = tuple[float, float, float, float, float, float]
AS_IT_IS: Matrix = (1, 0, 0, 1, 0, 0)


class UnboundError(Exception):
    """It cannot be bound; the reason in a few words."""


@dataclass(frozen=True)
class Drawing:
    """One thing to draw: an object of the writer, and where it goes on its page."""

    thing: IndirectObject
    at: Matrix


@dataclass(frozen=True)
class ScanPage:
    """One page of a scan: how large it is, in points or dots, and what is drawn on it."""

    width: float
    height: float
    drawings: tuple[Drawing, ...]


def lay(writer: PdfWriter, page: Any, scan: ScanPage, place: Matrix) -> None:
    """Draw the scan on a page at that place, below what stands there."""
    things, commands = DictionaryObject(), list[str]()
    for number, drawing in enumerate(scan.drawings):
        things[NameObject(f"/S{number}")] = drawing.thing
        matrix = " ".join(f"{x:.5f}" for x in times(drawing.at, place))
        commands.append(f"q {matrix} cm /S{number} Do Q")
    stream = DecodedStreamObject()
    stream.set_data("\n".join(commands).encode("ascii"))
    drawn = writer._add_object(stream)  # pyright: ignore[reportPrivateUsage] (pypdf has no public way)
    resources = cast("DictionaryObject", page["/Resources"])
    resources[NameObject("/XObject")] = things
    below: Any = page.raw_get("/Contents") if "/Contents" in page else None  # an empty one has none
    page[NameObject("/Contents")] = ArrayObject([drawn] if below is None else [drawn, below])


def times(first: Matrix, then: Matrix) -> Matrix:
    """One matrix that does what the first does, and then the other."""
    a, b, c, d, e, f = first
    p, q, r, s, t, u = then
    return (
        a * p + b * r,
        a * q + b * s,
        c * p + d * r,
        c * q + d * s,
        e * p + f * r + t,
        e * q + f * s + u,
    )
