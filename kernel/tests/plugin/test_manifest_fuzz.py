"""Whatever stands in a manifest, it is one whose names are safe, or it is refused in one sentence.

Documents are made of bytes, of a good manifest that was damaged, and of fields with values near good ones and
far from them; never another exception, and nothing that takes long, because sizes are bounded first.
"""

import datetime as dt
import json
import re
from typing import Any

import pytest
from commonweal.plugin.manifest import MOST_BYTES, Manifest, ManifestError, parse_manifest
from commonweal.plugin.names import Names, is_reserved
from hypothesis import example, given, settings
from hypothesis import strategies as st

FILE = "folder/manifest.toml"
GOOD: dict[str, Any] = {
    "id": "tree-count",
    "name": "Trees: árboles, 树",
    "plugin_api": ">=1.0,<2",
    "version": "1.2.0",
    "description": "Counts the trees that were planted.",
    "requires": ["identity"],
    "after": ["missions"],
    "scope": "organisation",
    "boot": "optional",
    "capabilities": ["database", "http", "secrets"],
    "http_hosts": ["api.example.org", "setting:issuer"],
    "secrets": ["key"],
    "hooks": ["commonweal_routes"],
    "specifications": "acme_trees.hooks",
    "locales": ["en", "zh-Hans"],
    "schema": True,
}
LONGEST = 600  # characters of a refusal: one sentence that fits a terminal


def toml(value: Any) -> str:
    """Write a value as TOML."""
    if isinstance(value, str):
        return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return f"{{ {', '.join(f'{toml(name)} = {toml(each)}' for name, each in value.items())} }}"
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)


def document(fields: dict[str, Any]) -> bytes:
    return "\n".join(f"{toml(name)} = {toml(value)}" for name, value in fields.items()).encode()


# What people mistype, and what somebody mean would try.
EDGES = st.sampled_from(
    [
        *("", " ", "-", "a", "a-", "-a", "a--b", "A", "0", "a.b", "kernel", "pg-trees", "public", "a" * 41),
        *("\uff41b", "tree\u0661", "tree\n", "tree\r", "tree\x00", 'tree"', "tree/../x", "{tree}", "%s"),
        *("tree'; DROP TABLE x; --", "commonweal_", "commonweal_routes\n", "*", "https://a.example"),
        *("[::1]:80", "setting:", "en_US", "zh-", ">=1", "==*", "===x", "~=1", "1!2.0+local", "9" * 99),
        *("1" * 5_000, ">=" + "1" * 5_000, "x" * 70_000, "a" * 39 + "-", "user", "select"),
        *("\u202e", "\u2028", "\x1b[31m", "\ufeff", "\U0001f333"),
    ]
)
TEXTS = EDGES | st.text(max_size=60) | st.sampled_from([each for each in GOOD.values() if str(each) == each])
VALUES = st.recursive(
    TEXTS
    | st.integers(-(10**30), 10**30)
    | st.floats()
    | st.booleans()
    | st.dates()
    | st.times()
    | st.datetimes(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from([*Manifest.__struct_fields__, "nmae", "Id"]) | TEXTS


@st.composite
def near(draw: st.DrawFn) -> bytes:
    """Change some fields of a good manifest, the lists among them by a member."""
    fields = dict(GOOD)
    for name in draw(st.lists(NAMES, min_size=1, max_size=3)):
        known = fields.get(name)
        if isinstance(known, list) and draw(st.booleans()):
            fields[name] = [*known, draw(TEXTS)]
        elif known is not None and draw(st.booleans()):
            del fields[name]
        else:
            fields[name] = draw(VALUES)
    return document(fields)


@st.composite
def damaged(draw: st.DrawFn) -> bytes:
    """Take out, double or replace parts of a good manifest's bytes."""
    data = document(GOOD)
    for _ in range(draw(st.integers(1, 4))):
        start, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        piece = draw(st.binary(max_size=8) | st.just(data[start : start + length] * 2))
        data = data[:start] + piece + data[start + length :]
    return data


def is_safe(manifest: Manifest) -> None:
    """Assert that the names of a manifest can stand in SQL and in addresses, and its words on a terminal."""
    names = Names.of(manifest.id)
    assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)*", names.schema)
    assert re.fullmatch(r"/[a-z][a-z0-9]*(-[a-z0-9]+)*", names.route_prefix)
    assert 2 <= len(names.schema) <= 40
    assert not is_reserved(manifest.id)
    assert not names.schema.startswith("pg_")
    for other in (*manifest.requires, *manifest.after):
        assert re.fullmatch(r"[a-z][a-z0-9]*(-[a-z0-9]+)*", other)
        assert other != manifest.id
    for hook in manifest.hooks:
        assert re.fullmatch(r"commonweal_[a-z0-9_]+", hook)
    for secret in manifest.secrets:
        assert names.secret_key(secret).isidentifier()
    for words in (manifest.name, manifest.description, manifest.plugin_api, manifest.version or ""):
        assert not re.search(r"[\x00-\x1f\x7f\u2028\u2029\u202a-\u202e]", words)
    assert manifest.accepts("1.0") in {True, False}


@given(
    near() | damaged() | st.binary(max_size=400) | st.dictionaries(NAMES, VALUES, max_size=6).map(document)
)
@example(document(GOOD))
@example(b'id = "\xed\xa0\x80"')
@example(document({**GOOD, "version": "1" * 4_500}))
@example(document({**GOOD, "plugin_api": ">=" + "1" * 4_500}))
@example(b"id = " + b"1" * 4_500)  # more digits than Python reads
@example(document({**GOOD, "a\nb": 1}))
@settings(max_examples=400, deadline=None)
def test_it_is_a_safe_manifest_or_refused_in_one_sentence(data):
    try:
        manifest = parse_manifest(data, FILE)
    except ManifestError as refusal:
        said = str(refusal)
        assert said.startswith(f"{FILE}: {refusal.field}: ")
        assert refusal.field.strip() or refusal.field in said
        assert refusal.problem
        assert said.isprintable(), "one line, whatever stood in the file"
        assert len(said) <= LONGEST
    else:
        is_safe(manifest)


def test_the_good_manifest_is_one():
    assert parse_manifest(document(GOOD), FILE).id == "tree-count"


@pytest.mark.parametrize(
    "data",
    [
        b"#" * (MOST_BYTES + 1),
        (".".join(["a"] * 1_002) + " = 1").encode(),
        b"[a" + b".a" * 1_001 + b"]",
    ],
    ids=["long", "a deep key", "a deep table"],
)
def test_what_would_take_long_is_refused_unread(data):
    with pytest.raises(ManifestError, match="too large"):
        parse_manifest(data, FILE)


@pytest.mark.parametrize(
    ("many", "words"), [(b"[" * 5_000, "nested too deep"), (b"1" * 5_000, "too many digits")]
)
def test_what_python_cannot_read_is_said_in_words(many, words):
    with pytest.raises(ManifestError, match=words):
        parse_manifest(b"id = " + many, FILE)
