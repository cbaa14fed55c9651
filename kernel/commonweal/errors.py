"""The errors of Commonweal, one tree.

    CommonwealError
    ├── OperatorError     one sentence for whoever runs the system; the command line prints it and exits
    └── Refusal           a request that cannot be done, for a reason the caller can act on

Each area of the kernel, and each plugin, derives its own from these. Nothing here knows HTTP or a terminal.
"""

from collections.abc import Sequence

import msgspec


class CommonwealError(Exception):
    """Something Commonweal can name went wrong; ``code`` is stable and fit to branch on."""

    code = "internal_error"


class OperatorError(CommonwealError):
    """The operator must change something; the message is one sentence that says what."""

    code = "operator_error"
    exit_code = 1


class FieldError(msgspec.Struct, frozen=True):
    """One wrong field of a request.

    ``pointer`` is a JSON Pointer (RFC 6901) into the body, or the name of a query parameter; ``code`` names
    the message ``kernel-field-<code>``, or ``message`` is the id of a plugin's own;
    ``arguments`` fill it.
    """

    pointer: str
    code: str
    arguments: dict[str, object] = {}
    message: str = ""

    @property
    def message_id(self) -> str:
        """The message that says what to change."""
        return self.message or f"kernel-field-{self.code.replace('_', '-')}"


class Refusal(CommonwealError):
    """A request is refused for a reason the caller can act on (codes: DOMAIN §3).

    The web floor turns it into a problem document (RFC 9457) or a page in the reader's language;
    ``arguments`` fill the message of the code.
    """

    def __init__(self, code: str, *, fields: Sequence[FieldError] = (), **arguments: object) -> None:
        super().__init__(code)
        self.code = code
        self.fields = tuple(fields)
        self.arguments = arguments

    def beneath(self, pointer: str) -> "Refusal":
        """Return the same refusal of a value that stands deeper in the body: at a JSON Pointer."""
        fields = [msgspec.structs.replace(field, pointer=pointer + field.pointer) for field in self.fields]
        return Refusal(self.code, fields=fields, **self.arguments)

    def __str__(self) -> str:
        named = [f"{key}={value!r}" for key, value in self.arguments.items()]
        return f"{self.code}({', '.join([*named, *map(repr, self.fields)])})"
