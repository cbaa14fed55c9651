"""Words for mail: unlike a page, a mail with a message that is missing or broken does not go out."""

import re
from collections.abc import Mapping
from typing import Any

from commonweal import Catalogue, CommonwealError, Translator

from commonweal_notifications.deciding.kinds import message_of

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_LONGEST_SUBJECT = 180


class MailBroken(CommonwealError):
    """A mail cannot be written: a message or a template is missing or wrong; the message says which."""

    code = "mail_broken"


class MailWords:
    """The words of one mail, in one language."""

    def __init__(self, catalogue: Catalogue, translator: Translator) -> None:
        self._catalogue = catalogue
        self.translator = translator

    def __call__(self, message_id: str, /, **arguments: object) -> str:
        """Write a message as plain text; raises MailBroken."""
        if not self.translator.has(message_id):
            raise MailBroken(f"The message {message_id} is missing in {self.translator.locale}; write it.")
        before = self._failures(message_id)
        written = self.translator.text(message_id, **arguments)
        if self._failures(message_id) > before:
            raise MailBroken(f"The message {message_id} fails in {self.translator.locale}; correct it.")
        return written

    def of_kind(self, kind: str, part: str, values: Mapping[str, Any]) -> str:
        """Write the part ``label``, ``title``, ``text`` or ``group`` of a kind."""
        return self(f"{message_of(kind)}-{part}", **values)

    def has_group(self, kind: str) -> bool:
        """Say whether several of a kind can be told as one; otherwise the newest stands for all."""
        return self.translator.has(f"{message_of(kind)}-group")

    def _failures(self, message_id: str) -> int:
        counted = self._catalogue.lapses
        return sum(
            count for (lapse, id_, _), count in counted.items() if (lapse, id_) == ("failed", message_id)
        )


def subject_line(text: str) -> str:
    """Return a text as one line fit for a subject: names may hold anything."""
    line = " ".join(_CONTROL.sub(" ", text).split())
    return line if len(line) <= _LONGEST_SUBJECT else f"{line[: _LONGEST_SUBJECT - 1].rstrip()}…"
