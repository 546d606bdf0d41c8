"""Small pieces of SVG: numbers, texts and paths, always written the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from homeward.results.figures.palette import INK

Point = tuple[float, float]
FONT = f'text{{font-family:Inter,"Segoe UI",system-ui,Helvetica,Arial,sans-serif;fill:{INK}}}'


def coordinate(value: float) -> str:
    """Write a coordinate with at most one digit after the point."""
    said = f"{value:.1f}".removesuffix(".0")
    return said.replace("-0", "0") if abs(value) < 0.05 else said


def people(value: float) -> str:
    """Write a count with thousands set apart."""
    return f"{value:,.0f}"


def short(value: float) -> str:
    """Write a count briefly, for an axis: 500, 10k, 1.5M."""
    for size, sign in ((1_000_000, "M"), (1_000, "k")):
        if abs(value) >= size:
            return f"{value / size:.1f}".removesuffix(".0") + sign
    return f"{value:g}"


def element(name: str, content: str = "", **attributes: str | float) -> str:
    """Write one element; `_` in the name of an attribute stands for `-`, at its end for nothing."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="'
        f'{escape(value) if isinstance(value, str) else coordinate(value)}"'
        for key, value in attributes.items()
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def text(content: str, x: float, y: float, class_: str = "", anchor: str = "start") -> str:
    """Write a text at a point."""
    extra = {} if anchor == "start" else {"text_anchor": anchor}
    named = {"class_": class_} if class_ else {}
    return element("text", escape(content), x=x, y=y, **named, **extra)


def line_path(points: Sequence[Point]) -> str:
    """Join points; those on a level line between their neighbours are left out."""
    kept = [
        point
        for index, point in enumerate(points)
        if index in {0, len(points) - 1}
        or not points[index - 1][1] == point[1] == points[index + 1][1]
    ]
    return "M" + "L".join(f"{coordinate(x)} {coordinate(y)}" for x, y in kept)


def band_path(upper: Sequence[Point], lower: Sequence[Point]) -> str:
    """Close the area between two lines."""
    return f"{line_path(upper)}L{line_path(list(reversed(lower)))[1:]}Z"


def box(
    left: float, right: float, top: float, bottom: float, colour: str, opacity: float = 1.0
) -> str:
    """Draw a rectangle between four edges."""
    return element(
        "rect",
        x=left,
        y=top,
        width=right - left,
        height=bottom - top,
        fill=colour,
        fill_opacity=f"{opacity:g}",
    )


def picture(width: float, height: float, label: str, rules: str, parts: Iterable[str]) -> str:
    """Put the parts together as a picture that stands alone: with a font, rules of style, and white behind it."""
    beneath = (
        element("style", FONT + rules),
        element("rect", x=0, y=0, width=width, height=height, fill="#ffffff"),
    )
    return drawing(width, height, label, (*beneath, *parts))


def drawing(width: float, height: float, label: str, parts: Iterable[str]) -> str:
    """Put the parts together as one picture with a description for those who do not see it."""
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {coordinate(width)} {coordinate(height)}"'
        f' role="img" aria-label="{escape(label)}">'
    )
    return head + "".join(parts) + "</svg>"
