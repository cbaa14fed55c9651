"""A manifest is a Manifest or a ManifestError that names file and field; its schema is published."""

import json
from importlib.resources import files

import msgspec
import pytest
from commonweal.plugin.manifest import Manifest, ManifestError, manifest_schema, parse_manifest
from commonweal.plugin.names import RESERVED, Names
from hypothesis import given, settings
from hypothesis import strategies as st

GOOD = 'id = "trees"\nname = "Trees"\nplugin_api = ">=1.0,<2"\n'
ids = st.from_regex(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", fullmatch=True).map(
    lambda text: ("a" + text)[:40].rstrip("-")
)
HTTP = 'capabilities = ["http"]\nhttp_hosts = '


def parse(text: str) -> Manifest:
    return parse_manifest(text.encode(), "trees/manifest.toml")


def test_a_small_manifest_is_enough_and_the_rest_has_sensible_values():
    manifest = parse(GOOD)
    assert (manifest.id, manifest.boot, manifest.scope, manifest.has_schema) == (
        "trees",
        "optional",
        "deployment",
        False,
    )


def test_a_plugin_with_the_database_has_a_schema_unless_it_says_no():
    assert parse(GOOD + 'capabilities = ["database"]').has_schema
    assert not parse(GOOD + 'capabilities = ["database"]\nschema = false').has_schema


@pytest.mark.parametrize(
    ("text", "field", "words"),
    [
        ("", "id", "missing"),
        (GOOD + "nmae = 1", "nmae", "did you mean name?"),
        (GOOD + "zzz = 1", "zzz", "the fields are: id, name"),
        (GOOD.replace('"trees"', '"Trees!"'), "id", "2 to 40 small letters"),
        (GOOD.replace('"trees"', '"a--b"'), "id", "2 to 40 small letters"),
        (GOOD.replace('"trees"', '"trees\\n"'), "id", "2 to 40 small letters"),
        (GOOD.replace('"trees"', "3"), "id", "Expected text, got a whole number"),
        (GOOD.replace('"trees"', '"kernel"'), "id", "reserved"),
        (GOOD.replace('"trees"', '"pg-trees"'), "id", "reserved"),
        (GOOD.replace('">=1.0,<2"', '"one"'), "plugin_api", "version range"),
        (GOOD + 'version = "newest"', "version", "PEP 440"),
        (GOOD + 'boot = "maybe"', "boot", "Invalid enum value 'maybe'"),
        (GOOD + 'capabilities = ["gps"]', "capabilities[0]", "Invalid enum value 'gps'"),
        (GOOD + 'hooks = ["routes"]', "hooks[0]", "begins with commonweal_"),
        (GOOD + HTTP + '["https://api.example.org/v1"]', "http_hosts[0]", 'a host such as "api.example.org"'),
        (GOOD + HTTP + '["*"]', "http_hosts[0]", 'a host such as "api.example.org"'),
        (GOOD + HTTP + '["a.example", "a.example"]', "http_hosts", "twice"),
        (GOOD + 'http_hosts = ["a.example"]', "http_hosts", 'needs "http" in capabilities'),
        (GOOD + 'capabilities = ["secrets"]\nsecrets = ["Key"]', "secrets[0]", "digits and under"),
        (GOOD + 'secrets = ["key"]', "secrets", 'needs "secrets" in capabilities'),
        (GOOD + 'locales = ["es", "spanish"]', "locales[1]", "language tag"),
        (GOOD + 'requires = ["a1", "a1"]', "requires", "twice"),
        (GOOD + 'after = ["trees"]', "after", "the plugin itself"),
        ("id = ?", "line 1", "not valid TOML"),
        ("id = ", "document", "not valid TOML"),
    ],
)
def test_a_wrong_manifest_is_refused_with_file_field_and_what_is_right(text, field, words):
    with pytest.raises(ManifestError) as refusal:
        parse(text)
    assert refusal.value.field == field
    assert words in str(refusal.value)
    assert str(refusal.value).startswith(f"trees/manifest.toml: {field}: ")


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(ManifestError, match="byte 0: not UTF-8"):
        parse_manifest(b"\xff\xfe", "manifest.toml")


def test_a_document_nested_without_end_is_refused():
    with pytest.raises(ManifestError):
        parse_manifest(b"id = " + b"[" * 10_000, "manifest.toml")


@given(st.binary(max_size=300))
def test_any_bytes_give_a_manifest_or_a_named_error(data):
    try:
        assert isinstance(parse_manifest(data, "file.toml"), Manifest)
    except ManifestError as refusal:
        assert refusal.file == "file.toml"
        assert refusal.field


_values = st.one_of(
    st.text(max_size=20), st.integers(), st.booleans(), st.lists(st.text(max_size=8), max_size=3)
)


@given(
    st.dictionaries(st.sampled_from([*Manifest.__struct_fields__, "extra"]), _values, max_size=8),
    st.booleans(),
)
def test_any_document_gives_a_manifest_or_a_named_error(document, whole):
    if whole:
        document = {"id": "trees", "name": "Trees", "plugin_api": ">=1.0"} | document
    lines = [f"{key} = {json.dumps(value).replace(chr(127), '')}" for key, value in document.items()]
    try:
        assert isinstance(parse("\n".join(lines)), Manifest)
    except ManifestError as refusal:
        assert refusal.field


@given(ids)
def test_every_valid_id_derives_names_that_fit_their_rooms(plugin_id):
    names = Names.of(plugin_id)
    assert names.schema.isidentifier()
    assert len(names.schema) <= 63
    assert names.api_prefix == f"/api/v1{names.route_prefix}"
    assert names.message_prefix == f"{plugin_id}-"


@given(st.lists(ids, min_size=2, max_size=2, unique=True))
@settings(max_examples=30)
def test_two_ids_never_derive_the_same_name(pair):
    one, other = (msgspec.structs.astuple(Names.of(plugin_id)) for plugin_id in pair)
    assert not set(one) & set(other)


@pytest.mark.parametrize("reserved", sorted(RESERVED))
def test_the_kernels_own_names_are_reserved(reserved):
    with pytest.raises(ManifestError, match="reserved"):
        parse(GOOD.replace("trees", reserved))


def test_the_published_schema_is_that_of_the_struct():
    published = files("commonweal.plugin").joinpath("manifest.schema.json").read_text()
    assert json.loads(published) == manifest_schema()


def test_the_published_schema_says_what_is_required_and_closed():
    schema = manifest_schema()
    assert schema["required"] == ["id", "name", "plugin_api"]
    assert schema["additionalProperties"] is False
    assert all("description" in field for field in schema["properties"].values())
