"""The orchard keeps what is planted."""


async def test_a_tree_is_counted(site):
    await site.client.post("/api/v1/orchard", json={"species": "quince"})
    assert "1" in (await site.client.get("/orchard")).text
