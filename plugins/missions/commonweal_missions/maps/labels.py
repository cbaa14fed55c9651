"""Names beside the circles of a map, where there is room for them."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

_WIDE, _NARROW, _HIGH, _GAP = 12.5, 6.8, 15.0, 5.0  # pixels of a letter, wide (Chinese) or not, and of a line
_WIDE_FROM = "\u2e80"  # the first of the scripts whose letters are square

Anchor = Literal["start", "middle", "end"]


class Dot(NamedTuple):
    """A circle that is to be named: its middle and radius in pixels."""

    x: float
    y: float
    size: float
    name: str


class Label(NamedTuple):
    """A name and where it is written."""

    name: str
    x: float
    y: float
    anchor: Anchor


class _Box(NamedTuple):
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        """Say whether two boxes overlap."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def place_labels(dots: Sequence[Dot], shape: tuple[int, int]) -> list[Label]:
    """Name the dots, the first ones first, beside, below or above; one without room stays without a name."""
    taken = [_Box(dot.x - dot.size, dot.y - dot.size, dot.x + dot.size, dot.y + dot.size) for dot in dots]
    frame = _Box(0, 0, *shape)
    labels: list[Label] = []
    for dot in dots:
        for label, box in _choices(dot) if dot.name else ():
            inside = box.left >= frame.left and box.right <= frame.right
            if inside and box.top >= 0 and box.bottom <= frame.bottom and not any(map(box.meets, taken)):
                labels.append(label)
                taken.append(box)
                break
    return labels


def _choices(dot: Dot) -> Iterator[tuple[Label, _Box]]:
    """List where a name may stand, with the room it takes there."""
    width = sum(_WIDE if letter >= _WIDE_FROM else _NARROW for letter in dot.name)
    away = dot.size + _GAP
    places: list[tuple[Anchor, float, float, float]] = [
        ("start", dot.x + away, dot.y, dot.x + away),
        ("end", dot.x - away, dot.y, dot.x - away - width),
        ("middle", dot.x, dot.y + away + _HIGH / 2, dot.x - width / 2),
        ("middle", dot.x, dot.y - away - _HIGH / 2, dot.x - width / 2),
    ]
    for anchor, x, y, left in places:
        box = _Box(left, y - _HIGH / 2, left + width, y + _HIGH / 2)
        yield Label(dot.name, round(x, 1), round(y, 1), anchor), box
