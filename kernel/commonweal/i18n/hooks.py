"""The hook of the i18n service: words from locale packs."""

from commonweal.i18n.sources import LocaleSource
from commonweal.plugin.context import PluginContext
from commonweal.plugin.markers import hookspec


@hookspec
def commonweal_locales(context: PluginContext) -> list[LocaleSource]:
    """Bring words for the kernel or for other plugins, as a locale pack does.

    A plugin's own words need no hook: they are found in its ``locales/<tag>/`` rooms. Where two sources have
    the same message in the same locale, the plugin's own counts, then the pack that was loaded first.

    Example:
    >>> from pathlib import Path
    >>> from types import SimpleNamespace
    >>> from commonweal import LocaleSource, hookimpl
    >>> @hookimpl
    ... def commonweal_locales(context):
    ...     return [LocaleSource("missions", "fr", context.package_path / "ftl" / "missions")]
    >>> [source] = commonweal_locales(SimpleNamespace(package_path=Path("acme_french")))
    >>> source.plugin_id, source.locale, source.directory.as_posix()
    ('missions', 'fr', 'acme_french/ftl/missions')

    """
