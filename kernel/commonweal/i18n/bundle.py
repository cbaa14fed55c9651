"""One locale's messages: our edge around ``fluent.runtime``."""

from collections.abc import Iterable
from functools import lru_cache

from fluent.runtime import FluentBundle
from fluent.runtime.resolver import Pattern
from fluent.syntax import ast

from commonweal.i18n.arguments import Arguments
from commonweal.i18n.formatting import babel_locale


class _Fluent(FluentBundle):
    """A bundle that works out the plural category of a number once, not once for each variant it tries."""

    def __init__(self, locale: str) -> None:
        super().__init__([locale], use_isolating=False)
        self._plural_form = lru_cache(maxsize=4_096, typed=True)(self._plural_form)


class Bundle:
    """The messages of all plugins in one locale, with numbers written for one region of its language."""

    def __init__(self, locale: str, tag: str, resources: Iterable[ast.Resource]) -> None:
        self.locale = locale
        self.language: str = babel_locale(locale).language
        spoken = tag if babel_locale(tag).language == self.language else locale
        self._fluent = _Fluent(spoken)
        for resource in resources:
            self._fluent.add_resource(resource)

    def find(self, message_id: str) -> Pattern | None:
        """Return the pattern of ``message`` or of ``message.attribute``, or None when there is none."""
        name, _, attribute = message_id.partition(".")
        if not self._fluent.has_message(name):
            return None
        message = self._fluent.get_message(name)
        return message.attributes.get(attribute) if attribute else message.value

    def write(self, pattern: Pattern, arguments: Arguments) -> tuple[str, list[Exception]]:
        """Fill a pattern; returns the text and what went wrong in it."""
        try:
            written, errors = self._fluent.format_pattern(pattern, arguments.values)
        except Exception as error:  # noqa: BLE001 - whatever a message does, the page is to be served; it is counted
            return "", [error]
        return arguments.finish(str(written)), errors
