"""What an installation or an upgrade would break is known from wheels alone: nothing of them is imported."""

import zipfile

import msgspec
import pytest
from commonweal.plugin.manifest import parse_manifest
from commonweal.plugin.rehearsal import rehearse
from commonweal.plugin.wheels import PackagedPlugin, WheelRefused, read_wheel

HOOKS = {"commonweal_routes", "commonweal_tables"}


def plugin(plugin_id, extra="", *, version="1.0", distribution="", migrations=(), specifies=(), needs=()):
    text = f'id = "{plugin_id}"\nname = "{plugin_id}"\nplugin_api = ">=1.0,<2"\n{extra}'
    return PackagedPlugin(
        plugin_id,
        distribution or f"acme-{plugin_id}",
        version,
        parse_manifest(text.encode(), "manifest.toml"),
        "",
        dict(migrations),
        frozenset(specifies),
        tuple(needs),
    )


def told(installed, coming, **more):
    found = rehearse(installed, coming, hooks=HOOKS, **{"kernel_version": "1.2.0", **more})
    return [(each.plugin_id, each.kind, each.sentence) for each in found]


def breaks(*arguments, **more):
    return [(name, sentence) for name, kind, sentence in told(*arguments, **more) if kind == "breaks"]


def test_a_harmless_upgrade_only_changes():
    before = plugin("aspen", 'locales = ["en"]', migrations={"0001_a.sql": "x"})
    after = plugin(
        "aspen",
        'locales = ["en", "fr"]\ncapabilities = ["mail"]',
        version="1.1",
        migrations={"0001_a.sql": "x", "0002_b.sql": "y"},
    )
    assert told([before], [after]) == [
        ("aspen", "changes", "acme-aspen 1.0 → 1.1"),
        ("aspen", "changes", "may use mail"),
        ("aspen", "changes", "speaks fr"),
        ("aspen", "changes", "would apply the migration 0002_b.sql"),
    ]


def test_a_new_plugin_is_told_of_and_may_lack_something():
    assert told([], [plugin("aspen")]) == [("aspen", "changes", "is new: acme-aspen 1.0")]
    assert breaks([], [plugin("birch", 'requires = ["aspen"]')]) == [
        ("birch", "requires aspen, which is not installed")
    ]
    both = [plugin("aspen"), plugin("birch", 'requires = ["aspen"]')]
    assert breaks([], both) == [], "two wheels that come together may need each other"


def test_what_breaks_takes_along_what_requires_it():
    installed = [plugin("aspen"), plugin("birch", 'requires = ["aspen"]'), plugin("cedar")]
    new = msgspec.structs.replace(
        plugin("aspen"), manifest=msgspec.structs.replace(plugin("aspen").manifest, plugin_api=">=9")
    )
    assert breaks(installed, [new]) == [
        ("aspen", "needs plugin API >=9, this is 1.0"),
        ("birch", "requires aspen, which would not run (needs plugin API >=9, this is 1.0)"),
    ]


def test_a_hook_that_nobody_specifies_any_more_breaks_its_users():
    specifier = plugin("aspen", specifies=["commonweal_grow"])
    user = plugin("birch", 'requires = ["aspen"]\nhooks = ["commonweal_grow"]')
    assert breaks([specifier, user], [plugin("aspen", version="2.0")]) == [
        ("birch", "implements commonweal_grow, which nobody specifies")
    ]


def test_edited_and_missing_migrations_are_told():
    before = plugin("aspen", migrations={"0001_a.sql": "x", "0002_b.sql": "y"})
    after = plugin("aspen", version="0.9", migrations={"0001_a.sql": "z"})
    assert told([before], [after]) == [
        (
            "aspen",
            "breaks",
            "has changed the migration 0001_a.sql, which may be applied: the app would not start",
        ),
        ("aspen", "breaks", "lacks the migration 0002_b.sql, which may be applied: the app would not start"),
        ("aspen", "changes", "acme-aspen 1.0 → 0.9 (a step back)"),
    ]


def test_a_plugin_that_its_distribution_drops_is_told():
    both = [plugin("aspen", distribution="acme"), plugin("birch", distribution="acme")]
    after = [plugin("aspen", distribution="acme", version="2.0")]
    assert breaks(both, after) == [("birch", "acme would not bring it any more; its data would stay")]


def test_two_owners_of_one_name_are_told():
    assert breaks([plugin("aspen")], [plugin("aspen", distribution="other")]) == [
        ("aspen", "acme-aspen and other both claim the names of aspen")
    ]


def test_a_kernel_that_is_too_old_is_told():
    new = plugin("aspen", needs=["commonweal-kernel>=2", "httpx"])
    assert breaks([], [new]) == [("aspen", "acme-aspen asks for commonweal-kernel>=2, this is 1.2.0")]


def test_a_language_that_goes_is_told():
    before, after = plugin("aspen", 'locales = ["en", "es"]'), plugin("aspen", 'locales = ["en"]')
    assert breaks([before], [after]) == [("aspen", "no longer speaks es")]


def test_what_was_broken_before_is_no_finding_and_what_heals_is_told():
    broken = plugin("birch", 'requires = ["aspen"]')
    assert told([broken, plugin("cedar")], [plugin("cedar")]) == []
    assert ("birch", "changes", "would run again (now: requires aspen, which is not installed)") in told(
        [broken], [plugin("aspen")]
    )


METADATA = "Name: Acme_Aspen\nVersion: 1.0\nRequires-Dist: commonweal-kernel\n"
MANIFEST = 'id = "aspen"\nname = "Aspen"\nplugin_api = ">=1.0,<2"\nspecifications = "acme_aspen.hooks"\n'


def wheel(folder, **files):
    """Write a wheel; a file of the value None is left out."""
    content = {
        "acme_aspen/manifest.toml": MANIFEST,
        "acme_aspen/plugin.py": "raise SystemExit('imported!')",
        "acme_aspen/hooks.py": "@per_call(timeout=1)\nasync def commonweal_grow(): ...\ndef other(): ...\n",
        "acme_aspen/migrations/0001_a.sql": "-- migrate: up",
        "acme_aspen-1.0.dist-info/METADATA": METADATA,
        "acme_aspen-1.0.dist-info/entry_points.txt": "[commonweal.plugins]\naspen = acme_aspen.plugin\n",
        **files,
    }
    path = folder / "acme_aspen-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        for name, text in content.items():
            if text is not None:
                archive.writestr(name, text)
    return path


def test_a_wheel_is_read_without_importing_it(tmp_path):
    [found] = read_wheel(wheel(tmp_path), "commonweal.plugins")
    assert (found.id, found.distribution, found.version) == ("aspen", "acme-aspen", "1.0")
    assert found.manifest.name == "Aspen"
    assert (list(found.migrations), found.specifies) == (["0001_a.sql"], {"commonweal_grow"})
    assert found.needs == ("commonweal-kernel",)


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"acme_aspen/manifest.toml": None}, "acme_aspen/manifest.toml is not in the wheel"),
        ({"acme_aspen/manifest.toml": "id = 3"}, "acme_aspen/manifest.toml: id: Expected text"),
        (
            {"acme_aspen/manifest.toml": MANIFEST.replace("aspen", "birch", 1)},
            'its manifest calls it "birch"',
        ),
        ({"acme_aspen/hooks.py": None}, "its hook specifications acme_aspen/hooks.py are not in the wheel"),
    ],
)
def test_a_plugin_that_cannot_run_says_why(tmp_path, files, words):
    [found] = read_wheel(wheel(tmp_path, **files), "commonweal.plugins")
    assert words in found.problem
    assert words in breaks([], [found])[0][1]


@pytest.mark.parametrize(
    ("files", "words"),
    [
        ({"acme_aspen-1.0.dist-info/METADATA": None}, "holds no metadata"),
        ({"acme_aspen-1.0.dist-info/entry_points.txt": None}, "brings no plugin"),
        ({"acme_aspen-1.0.dist-info/entry_points.txt": "nonsense"}, "cannot be read as a wheel"),
    ],
)
def test_what_is_no_wheel_of_a_plugin_is_refused(tmp_path, files, words):
    with pytest.raises(WheelRefused, match=words):
        read_wheel(wheel(tmp_path, **files), "commonweal.plugins")


def test_a_file_that_is_no_wheel_is_refused(tmp_path):
    path = tmp_path / "readme.whl"
    path.write_text("Hello")
    with pytest.raises(WheelRefused, match=r"give the path of a .whl file"):
        read_wheel(path, "commonweal.plugins")
