"""Everything a plugin author may import from the kernel, and nothing else.

Names are loaded when first used, so that ``import commonweal`` stays cheap for the command line.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from commonweal.errors import CommonwealError as CommonwealError
    from commonweal.errors import FieldError as FieldError
    from commonweal.errors import OperatorError as OperatorError
    from commonweal.errors import Refusal as Refusal

PLUGIN_API_VERSION = "1.0"

_EXPORTS: dict[str, str] = {
    "CommonwealError": "commonweal.errors",
    "FieldError": "commonweal.errors",
    "OperatorError": "commonweal.errors",
    "Refusal": "commonweal.errors",
}

__all__ = ["PLUGIN_API_VERSION", *_EXPORTS]  # noqa: PLE0604 - the names come from the table above


def __getattr__(name: str) -> object:
    """Load a public name from the module that defines it (PEP 562)."""
    if name not in _EXPORTS:
        raise AttributeError(f"commonweal has no public name {name!r}; see the plugin API reference")
    value: object = getattr(import_module(_EXPORTS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, loaded or not."""
    return sorted(__all__)
