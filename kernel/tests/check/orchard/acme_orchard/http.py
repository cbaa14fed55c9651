"""The JSON API of the orchard."""

import msgspec
from commonweal import Permission, Visit, emit, needs, new_id
from litestar import post
from litestar.params import JSONBody

from acme_orchard.api import TreePlanted

PLANT = Permission("orchard.plant", frozenset({"human"}))
_INSERT = "INSERT INTO orchard.tree (id, species, planted_by) VALUES ($1, $2, $3)"


class NewTree(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A tree that somebody planted."""

    species: str


@post("/", guards=[needs(PLANT)], operation_id="plantTree", summary="Plant a tree")
async def plant(request: Visit, data: JSONBody[NewTree]) -> None:
    """Note a tree."""
    tree_id = new_id()
    async with request.web.database.write() as work:
        await work.execute(_INSERT, tree_id, data.species, request.principal.account_id)
        await emit(work, TreePlanted(tree_id=tree_id), subject=tree_id)
