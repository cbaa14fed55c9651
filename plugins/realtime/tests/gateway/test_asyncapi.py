"""The description of the streams is a valid AsyncAPI document, and true."""

import re

import pytest
from commonweal.testing.web import browse
from jsonschema import Draft7Validator

API = "/api/v1/realtime"
_NAME = re.compile(r"[\w.\-]+")
COMMON = "title summary description tags externalDocs bindings"
COMPONENTS = """securitySchemes serverVariables replies replyAddresses correlationIds externalDocs
    messageTraits operationTraits serverBindings channelBindings operationBindings messageBindings"""
FIELDS = {  # AsyncAPI 3.0.0: the required fields, and the others that there are, of the objects that we use
    "document": ("asyncapi info", "id servers defaultContentType channels operations components"),
    "info": ("title version", "description termsOfService contact license tags externalDocs"),
    "server": ("host protocol", f"{COMMON} protocolVersion pathname variables security"),
    "channel": ("", f"{COMMON} address messages servers parameters"),
    "operation": ("action channel", f"{COMMON} security traits messages reply"),
    "message": ("", f"{COMMON} headers payload correlationId contentType name examples traits"),
    "components": ("", f"{COMPONENTS} schemas servers channels operations messages parameters tags"),
}


@pytest.fixture
async def document(site):
    async with browse(site.app) as client:
        answer = await client.get(f"{API}/asyncapi.json")
    assert answer.status_code == 200, answer.text
    return answer.json()


def looked_up(document, pointer):
    assert pointer.startswith("#/"), pointer
    found = document
    for part in pointer[2:].split("/"):
        found = found[part]
    return found


def check(kind, value):
    required, optional = (set(names.split()) for names in FIELDS[kind])
    assert required <= value.keys() <= required | optional, (kind, value)


def references(value):
    if isinstance(value, dict):
        if "$ref" in value:
            assert value.keys() == {"$ref"}
            yield value["$ref"]
        for inner in value.values():
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


async def test_it_has_the_form_that_the_specification_asks_for(document):
    assert document["asyncapi"] == "3.0.0"
    check("document", document)
    check("info", document["info"])
    check("components", document["components"])
    for group in (document["servers"], document["channels"], document["operations"]):
        assert all(_NAME.fullmatch(name) for name in group)
    for server in document["servers"].values():
        check("server", server)
        assert "/" not in server["host"]
    for channel in document["channels"].values():
        check("channel", channel)
        assert channel["address"] is None or channel["address"].startswith(API)
        for message in channel["messages"].values():
            assert message["$ref"].startswith("#/components/messages/")
        assert all(server["$ref"].startswith("#/servers/") for server in channel.get("servers", ()))
    for operation in document["operations"].values():
        check("operation", operation)
        assert operation["action"] in {"send", "receive"}
        channel = operation["channel"]["$ref"]
        assert all(message["$ref"].startswith(f"{channel}/messages/") for message in operation["messages"])
    for name, message in document["components"]["messages"].items():
        assert _NAME.fullmatch(name)
        check("message", message)


async def test_every_reference_leads_somewhere_and_every_schema_is_one(document):
    found = set(references(document))
    assert len(found) > 20
    for pointer in found:
        assert isinstance(looked_up(document, pointer), dict)
    for schema in document["components"]["schemas"].values():
        Draft7Validator.check_schema(schema)


async def test_it_tells_of_every_topic_and_of_what_is_told_there(document):
    assert document["channels"]["topic-pool"]["title"] == "pool:<name>"
    assert "newest" in document["channels"]["topic-pool"]["description"]
    assert document["channels"]["topic-nest"]["messages"].keys() == {"nest.stirred"}
    assert document["components"]["messages"]["pool.pool.rippled"]["summary"].startswith("Something moved")


async def test_frames_that_were_really_sent_fit_their_schemas(document, start):
    schemas = {"components": document["components"]}
    messages = document["components"]["messages"]

    def fits(frame, name):
        Draft7Validator({**schemas, **messages[name]["payload"]}).validate(frame)

    async with start() as gateway, gateway.socket() as line:
        fits(await line.hear("welcome"), "welcome")
        fits(await line.follow("pool:a"), "following")
        await gateway.ripple("a", 1)
        event = await line.hear("event")
        fits(event, "event")
        fits(event, "pool.pool.rippled")
        fits(await line.follow("nothing"), "error")
        await line.say("ping")
        fits(await line.hear("heartbeat"), "heartbeat")
        await line.say("leave", topic="pool:a")
        fits(await line.hear("left"), "left")


@pytest.mark.parametrize("path", ["/stream", "/events?topic=feed", "/poll?topic=feed&wait=3"])
async def test_where_no_gateway_takes_connections_the_web_process_says_when_to_try_again(site, path):
    async with browse(site.app) as client:
        answer = await client.get(API + path)
        schema = (await client.get("/schema/openapi.json")).json()
    assert (answer.status_code, answer.json()["code"]) == (503, "stream_unavailable")
    assert answer.headers["retry-after"] == "5"
    assert f"{API}{path.partition('?')[0]}" in schema["paths"]
