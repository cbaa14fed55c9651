"""What people and admins do with accounts, standing and tokens."""

from commonweal import new_id
from commonweal_identity.profiles.orientation import ORIENTATION
from commonweal_ledger import api as ledger

from .scenarios_problems import decide
from .walking import walks

IDENTITY = "/api/v1/identity"
ACCOUNT = f"{IDENTITY}/accounts/{{account_id:uuid}}"
ENDORSE = "/api/v1/reputation/people/{human_id:uuid}/endorsements"
REASON = {"reason": "Many people complained."}


@walks(f"PATCH {IDENTITY}/me", f"POST {IDENTITY}/orientation")
async def a_person_writes_a_profile_and_finishes_the_orientation(stage):
    ana = await stage.human()
    await stage.act(ana, f"PATCH {IDENTITY}/me", {"version": 1, "display_name": "Ana Example"})
    for number, step in enumerate(ORIENTATION, start=1):
        await stage.act(ana, f"POST {IDENTITY}/orientation", {"step": number, "answer": step.right})
    told = set(stage.told(f"user:{ana.id}", ana))
    assert {"profile.changed", "profile.orientation_finished", "tokens.posted"} <= told


@walks(f"POST {ENDORSE}", f"DELETE {ENDORSE}")
async def people_endorse_one_another_and_take_it_back(stage):
    ana, bruno = await stage.human(), await stage.human()
    await stage.arrange(
        "INSERT INTO reputation.standing (human_id, score, tier) VALUES ($1, 40, 'contributor')",
        ana.account_id,
    )
    about = {"human_id": bruno.id}
    made = await stage.act(ana, f"POST {ENDORSE}", {"reason": "He helped the whole street."}, **about)
    if made["review_status"] != "approved":
        await decide(stage, made["id"], "approved")
    assert "reputation.changed" in stage.told(f"user:{bruno.id}", bruno)
    await stage.act(ana, f"DELETE {ENDORSE}", **about)
    assert stage.told(f"user:{bruno.id}", bruno).count("reputation.changed") >= 2


@walks(f"POST {ACCOUNT}/suspension", f"POST {ACCOUNT}/restoration")
async def an_account_is_suspended_and_restored(stage):
    ana = await stage.human(10_00)
    await stage.act(stage.admin, f"POST {ACCOUNT}/suspension", REASON, account_id=ana.id)
    watcher = stage.watchers[ana.account_id]
    assert watcher.over == {f"user:{ana.id}": "revoked"}
    async with stage.site.database.write() as work:
        about = {"human_id": ana.account_id, "amount_minor": 5_00, "reference": new_id()}
        await ledger.reward(work, key=f"test:{new_id()}", type="earn_mission", **about)
    await stage.agree("a reward while the account is suspended")  # a frame after the end would fail it
    await stage.act(stage.admin, f"POST {ACCOUNT}/restoration", REASON, account_id=ana.id)


@walks()
async def tokens_are_earned_spent_and_taken_back(stage):
    ana = await stage.human(100_00)
    about = {"account_id": ana.account_id, "amount_minor": 30_00}
    async with stage.site.database.write() as work:
        receipt = await ledger.charge(work, key=f"test:{new_id()}", type="spend_boost", **about)
    await stage.settle("a service that was bought")
    async with stage.site.database.write() as work:
        key = f"test:{new_id()}"
        await ledger.reverse(work, key=key, transaction_id=receipt.transaction_id, description="Not given")
    await stage.settle("a reversal")
    assert stage.told(f"user:{ana.id}", ana).count("tokens.posted") == 2
    assert stage.watchers[ana.account_id].states[f"user:{ana.id}"]["tokens"] == {"balance_minor": 100_00}
