"""The hook of the pack."""

from commonweal import LocaleSource, PluginContext, hookimpl, pack_sources


@hookimpl
def commonweal_locales(context: PluginContext) -> list[LocaleSource]:
    """Bring the words of this pack, one folder for each owner."""
    return pack_sources(context.package_path, "fr")
