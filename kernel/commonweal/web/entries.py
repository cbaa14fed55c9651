"""What a reader entered into a form of a page: read into a struct, or shown again with what to correct."""

from collections.abc import Iterable
from typing import Any, Generic, TypeVar, get_origin, get_type_hints

import msgspec

from commonweal.errors import FieldError, Refusal
from commonweal.i18n.translator import Translator
from commonweal.web.validation import choices_of, mistake
from commonweal.web.visit import Visit

Entered = TypeVar("Entered", bound=msgspec.Struct)


class Form(Generic[Entered]):
    """A form as it was sent, or empty: its entries, what they mean, and what is wrong with them.

    ``value`` is the struct when every entry fits it, else None. Pages show the form again with status 422
    when it ``is_wrong``; the macros of ``kernel/forms.html`` fill it in and show the errors.
    """

    def __init__(
        self, words: Translator, entries: dict[str, list[str]], value: Entered | None = None
    ) -> None:
        self._words = words
        self.entries = entries
        self.value = value
        self.errors: dict[str, FieldError] = {}
        self.problem = ""

    @property
    def is_wrong(self) -> bool:
        """Whether there is something to correct."""
        return bool(self.errors or self.problem)

    def text(self, name: str, default: object = "") -> str:
        """Return an entry as it was typed."""
        given = self.entries.get(name)
        return given[-1] if given else str("" if default is None else default)

    def all(self, name: str, default: Iterable[str] = ()) -> list[str]:
        """Return every entry of one name, as of boxes that were ticked."""
        return self.entries.get(name, list(default))

    def error(self, name: str) -> str:
        """Say what is wrong with an entry, in the reader's words; empty when nothing is."""
        found = self.errors.get(name)
        return self._words.text(found.message_id, **found.arguments) if found else ""

    def fail(self, name: str, code: str, message: str = "", **arguments: object) -> None:
        """Note what is wrong with an entry: the code of a field error, or the plugin's own message."""
        self.errors.setdefault(name, FieldError(name, code, arguments, message))

    def refuse(self, refusal: Refusal, message: str = "") -> None:
        """Note why the rules refused what was entered: at its fields, or ``message`` for the whole form."""
        for field in refusal.fields:
            self.errors.setdefault(field.pointer.strip("/").partition("/")[0], field)
        if not refusal.fields:
            code = refusal.code.replace("_", "-")
            self.problem = self._words.text(message or f"kernel-problem-{code}-detail", **refusal.arguments)


def empty_form(visit: Visit, **entries: object) -> Form[Any]:
    """Return a form that nobody has filled in yet, or only with what is known already."""
    known = {name: value for name, value in entries.items() if value is not None}
    shown = {name: value if isinstance(value, list) else [str(value)] for name, value in known.items()}
    return Form(visit.translator, shown)


async def read_form(visit: Visit, kind: type[Entered]) -> Form[Entered]:
    """Read the form that was sent as a struct; entries the struct does not know are left alone.

    Text comes without blanks around it, but for fields whose name holds ``password``; an entry left empty is
    one that was not given, a box that was not ticked is False, and a list takes every entry of its name.
    """
    sent = await visit.form()
    entries: dict[str, list[str]] = {}
    for name, value in sent.multi_items():
        if isinstance(value, str):
            written = value.replace("\r\n", "\n")
            entries.setdefault(name, []).append(written if "password" in name else written.strip())
    form = Form[Entered](visit.translator, entries)
    values = _values(form, kind)
    if not form.errors:
        try:
            form.value = msgspec.convert(values, kind, strict=False)
        except msgspec.ValidationError as error:  # a rule of the struct as a whole
            form.problem = visit.translator.text("kernel-problem-validation-error-detail", reason=str(error))
    return form


def _values(form: Form[Any], kind: type[msgspec.Struct]) -> dict[str, Any]:
    """Convert entry by entry, so that everything that is wrong is said at once."""
    values: dict[str, Any] = {}
    types = get_type_hints(kind, include_extras=True)
    for field in msgspec.structs.fields(kind):
        declared = types[field.name]
        given = [entry for entry in form.entries.get(field.encode_name, []) if entry]
        if not given and declared is bool:
            values[field.encode_name] = False
        elif given or _is_list(declared):
            try:
                raw: object = given if _is_list(declared) else given[-1]
                raw = raw if declared is not bool else raw not in ("0", "false")
                values[field.encode_name] = msgspec.convert(raw, declared, strict=False)
            except msgspec.ValidationError as error:
                code, arguments = mistake(str(error))
                if code == "not_a_choice":
                    arguments["choices"] = ", ".join(sorted(choices_of(declared))) or "…"
                form.errors[field.encode_name] = FieldError(field.encode_name, code, arguments)
        elif field.required:
            form.fail(field.encode_name, "required")
    return values


def _is_list(declared: Any) -> bool:
    plain = getattr(declared, "__origin__", declared) if hasattr(declared, "__metadata__") else declared
    return (get_origin(plain) or plain) in (list, tuple, set, frozenset)
