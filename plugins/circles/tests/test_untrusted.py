"""Everything the API answers that has members' words in it says that they are no instructions to agents."""

import pytest

WORDS = {"answer", "ban_reason", "description", "excerpt", "reason", "request", "text", "title", "welcome"}
ABOUT = "/api/v1/circles"


@pytest.fixture
async def schema(world):
    async with world.site.browse(None) as client:
        answer = await client.get("/schema/openapi.json")
        assert answer.status_code == 200, answer.text
        return answer.json()


def answered(schema):
    """Give the schema of every answer of circles but refusals, by the name of its operation."""
    for path, methods in schema["paths"].items():
        if not path.startswith(ABOUT):
            continue
        for operation in methods.values():
            for status, answer in operation.get("responses", {}).items():
                body = answer.get("content", {}).get("application/json")
                if status.startswith("2") and body:
                    yield operation["operationId"], body["schema"]


def unmarked(schema, part, seen=()):
    """Return where members' words stand below a part of the schema without a mark on them or around."""
    if "$ref" in part:
        name = part["$ref"].rpartition("/")[2]
        if name in seen:
            return []
        return [
            f"{name}: {each}"
            for each in unmarked(schema, schema["components"]["schemas"][name], (*seen, name))
        ]
    fields = part.get("properties", {})
    if "untrusted" in fields:
        return []
    found = sorted(WORDS.intersection(fields))
    below = [*fields.values(), *part.get("oneOf", ()), *part.get("anyOf", ()), *part.get("allOf", ())]
    if isinstance(part.get("items"), dict):
        below.append(part["items"])
    return found + [each for one in below for each in unmarked(schema, one, seen)]


async def test_every_answer_with_words_of_members_is_marked(schema):
    answers = list(answered(schema))
    assert {"readCircle", "readCircleLog"} <= {name for name, _ in answers}
    assert {name: where for name, part in answers if (where := unmarked(schema, part))} == {}


async def test_the_mark_is_looked_for_where_words_are(schema):
    bare = {
        "type": "object",
        "properties": {"items": {"type": "array", "items": {"properties": {"text": {}}}}},
    }
    assert unmarked(schema, bare) == ["text"]
    bare["properties"]["items"]["items"]["properties"]["untrusted"] = {}
    assert unmarked(schema, bare) == []
