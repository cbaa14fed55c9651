"""Colours of mail: whatever those of a brand are, what is written in or on them can be read (WCAG 2.2)."""

from commonweal_notifications.mail.settings import Brand

ENOUGH = 4.5
_LIGHT, _DARK = "#ffffff", "#18211d"
_STEPS = 20


def palette(brand: Brand) -> dict[str, str]:
    """Return the colours of a brand's mail: of buttons and links, and of what stands on them."""
    light, dark = readable(brand.colour, _LIGHT), readable(brand.dark_colour, _DARK)
    return {"brand": light, "on_brand": ink_on(light), "dark_brand": dark, "dark_on_brand": ink_on(dark)}


def readable(colour: str, ground: str) -> str:
    """Return a colour, moved as little as needed away from the ground that it is read on."""
    target = "#000000" if _luminance(ground) > 0.5 else "#ffffff"  # noqa: PLR2004 - the middle
    steps = (_mix(colour, target, step / _STEPS) for step in range(_STEPS + 1))
    return next(mixed for mixed in steps if contrast(mixed, ground) >= ENOUGH)


def ink_on(ground: str) -> str:
    """Return black or white, whichever is read better on a colour."""
    return max(("#ffffff", "#000000"), key=lambda ink: contrast(ink, ground))


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _channels(colour: str) -> list[int]:
    return [int(colour[start : start + 2], 16) for start in (1, 3, 5)]


def _mix(colour: str, target: str, share: float) -> str:
    pairs = zip(_channels(colour), _channels(target), strict=True)
    return "#" + "".join(f"{round(own + (other - own) * share):02x}" for own, other in pairs)


def _luminance(colour: str) -> float:
    shares = [value / 255 for value in _channels(colour)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in shares]  # noqa: PLR2004
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
