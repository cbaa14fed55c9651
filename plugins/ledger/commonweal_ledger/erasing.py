"""What becomes of the tokens of an account that is erased (DOMAIN §10.5): burnt, and the postings stay.

The ledger knows a person by the id of the account alone, so once nothing else leads from that id to them it
is the pseudonym under which the postings are kept.
"""

from uuid import UUID

from commonweal import UnitOfWork

from commonweal_ledger import books
from commonweal_ledger.model import Account, system_account

# In the order of all postings, so that neither waits for what the other has locked.
_LOCK = "SELECT id, postings FROM ledger.account WHERE id = ANY ($1) ORDER BY id FOR NO KEY UPDATE"
_HOLDS = "SELECT key FROM ledger.hold WHERE account_id = $1 AND left_minor > 0 ORDER BY key"


async def erase_account(work: UnitOfWork, account_id: UUID) -> int:
    """Burn all that an account has, what is held back too, and return it in minor units.

    A second time burns what came since; nothing where there is nothing.
    """
    locked = await work.fetch(_LOCK, [account_id, system_account("burn", account_id.int)])
    postings = next((row["postings"] for row in locked if row["id"] == account_id), None)
    for row in await work.fetch(_HOLDS, account_id):
        await books.free(work, key=row["key"])
    found = await books.read_balance(work, account_id)
    minor = found.balance_minor
    if minor:
        amounts: dict[Account, int] = {account_id: -minor, "burn": minor}
        await books.post(
            work,
            key=f"erase:{account_id.hex}:{postings}",
            type="erase_burn",
            amounts=amounts,
            reference=account_id,
        )
    return minor
