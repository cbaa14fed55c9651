"""What an installation or an upgrade would change and break, known from manifests alone."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

import msgspec
from packaging.version import InvalidVersion, Version

from commonweal.plugin.manifest import PLUGIN_API_VERSION, Manifest
from commonweal.plugin.names import Names
from commonweal.plugin.order import load_order
from commonweal.plugin.wheels import PackagedPlugin, requirement_on

KERNEL = "commonweal-kernel"


class Finding(msgspec.Struct, frozen=True, order=True):
    """One thing that would change for a plugin; ``breaks`` if something would not run or be lost."""

    plugin_id: str
    kind: Literal["breaks", "changes"]
    sentence: str


def rehearse(
    installed: Sequence[PackagedPlugin],
    coming: Sequence[PackagedPlugin],
    *,
    hooks: Collection[str],
    kernel_version: str,
) -> list[Finding]:
    """Say what happens when the plugins of ``coming`` distributions replace those that are installed.

    ``hooks`` are those of the kernel. A plugin that is broken already and stays so is no finding.
    """
    replaced = {each.distribution for each in coming}
    after = [each for each in installed if each.distribution not in replaced] + list(coming)
    before = {each.id: each for each in installed}
    findings = [*_gone(installed, after), *_twice(after)]
    was = _states({each.id: each for each in installed}, hooks)
    will = _states({each.id: each for each in after}, hooks)
    for plugin in after:
        if will[plugin.id] and not was.get(plugin.id, ""):
            findings.append(Finding(plugin.id, "breaks", will[plugin.id]))
        elif was.get(plugin.id) and not will[plugin.id]:
            findings.append(Finding(plugin.id, "changes", f"would run again (now: {was[plugin.id]})"))
    for plugin in coming:
        findings += _of_versions(plugin, before.get(plugin.id), kernel_version)
        findings += _of_migrations(plugin, before.get(plugin.id))
        findings += _of_manifests(plugin, before.get(plugin.id))
    return sorted(set(findings))


def _states(plugins: Mapping[str, PackagedPlugin], hooks: Collection[str]) -> dict[str, str]:
    """Return for each plugin why it would not run; empty where nothing speaks against it."""
    manifests = {name: plugin.manifest for name, plugin in plugins.items() if plugin.manifest}
    order, cyclic = load_order(manifests)
    specified = {hook for plugin in plugins.values() for hook in plugin.specifies}
    problems = {name: plugin.problem for name, plugin in plugins.items() if not plugin.manifest}
    for name in order:
        problems[name] = (
            plugins[name].problem
            or cyclic.get(name, "")
            or _fault(manifests[name], problems, {*hooks, *specified})
        )
    return problems


def _fault(manifest: Manifest, problems: Mapping[str, str], hooks: Collection[str]) -> str:
    if not manifest.accepts(PLUGIN_API_VERSION):
        return f"needs plugin API {manifest.plugin_api}, this is {PLUGIN_API_VERSION}"
    for name in manifest.requires:
        if name not in problems:
            return f"requires {name}, which is not installed"
        if problems[name]:
            return f"requires {name}, which would not run ({problems[name]})"
    unknown = sorted(set(manifest.hooks) - set(hooks))
    return f"implements {', '.join(unknown)}, which nobody specifies" if unknown else ""


def _gone(installed: Sequence[PackagedPlugin], after: Sequence[PackagedPlugin]) -> list[Finding]:
    """Find plugins that the new version of their distribution does not bring any more."""
    left = {each.id for each in after}
    return [
        Finding(each.id, "breaks", f"{each.distribution} would not bring it any more; its data would stay")
        for each in installed
        if each.id not in left
    ]


def _twice(after: Sequence[PackagedPlugin]) -> list[Finding]:
    """Find names that two plugins would claim, also those derived from different ids."""
    findings = []
    owners: dict[str, PackagedPlugin] = {}
    for plugin in after:
        other = owners.setdefault(Names.of(plugin.id).schema, plugin)
        if other is not plugin:
            sentence = f"{other.distribution} and {plugin.distribution} both claim the names of {plugin.id}"
            findings.append(Finding(plugin.id, "breaks", sentence))
    return findings


def _of_versions(plugin: PackagedPlugin, known: PackagedPlugin | None, kernel_version: str) -> list[Finding]:
    findings = []
    wanted = requirement_on(plugin, KERNEL)
    if wanted and not wanted.specifier.contains(kernel_version, prereleases=True):
        sentence = f"{plugin.distribution} asks for {KERNEL}{wanted.specifier}, this is {kernel_version}"
        findings.append(Finding(plugin.id, "breaks", sentence))
    if known is None:
        findings.append(Finding(plugin.id, "changes", f"is new: {plugin.distribution} {plugin.version}"))
    elif known.version != plugin.version:
        words = f"{plugin.distribution} {known.version} → {plugin.version}"
        back = _is_older(plugin.version, known.version)
        findings.append(Finding(plugin.id, "changes", f"{words} (a step back)" if back else words))
    return findings


def _of_migrations(plugin: PackagedPlugin, known: PackagedPlugin | None) -> list[Finding]:
    have = known.migrations if known else {}
    findings = [
        Finding(plugin.id, "changes", f"would apply the migration {name}")
        for name in plugin.migrations
        if name not in have
    ]
    for name, digest in have.items():
        if name not in plugin.migrations:
            sentence = f"lacks the migration {name}, which may be applied: the app would not start"
            findings.append(Finding(plugin.id, "breaks", sentence))
        elif plugin.migrations[name] != digest:
            sentence = f"has changed the migration {name}, which may be applied: the app would not start"
            findings.append(Finding(plugin.id, "breaks", sentence))
    return findings


def _of_manifests(plugin: PackagedPlugin, known: PackagedPlugin | None) -> list[Finding]:
    """Tell what an operator would ask about: rights that are new, languages and hooks that come and go."""
    new, old = plugin.manifest, known.manifest if known else None
    if new is None:
        return []
    findings = []
    for field, words in (("capabilities", "may use"), ("locales", "speaks"), ("requires", "requires")):
        now, then = set(getattr(new, field)), set(getattr(old, field) if old else ())
        if more := sorted(now - then):
            findings.append(Finding(plugin.id, "changes", f"{words} {', '.join(more)}"))
        if less := sorted(then - now):
            kind: Literal["breaks", "changes"] = "breaks" if field == "locales" else "changes"
            findings.append(Finding(plugin.id, kind, f"no longer {words} {', '.join(less)}"))
    if old and old.scope != new.scope:
        sentence = f"would be switched by {new.scope}, until now by {old.scope}"
        findings.append(Finding(plugin.id, "breaks", sentence))
    return findings


def _is_older(one: str, other: str) -> bool:
    try:
        return Version(one) < Version(other)
    except InvalidVersion:
        return False
