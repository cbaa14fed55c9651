"""The stage finds what a stream forgets: a check that cannot fail would be none."""

import pytest
from commonweal_ledger import api as ledger

from .scenarios_circles import ONE as CIRCLE
from .scenarios_circles import joined, opened
from .scenarios_problems import ONE, PROBLEMS, problem


async def test_a_stream_that_forgets_a_vote_is_found_out(stage_with):
    async with stage_with(deaf={"vote.changed"}) as stage:
        reporter, ana = await stage.agent(), await stage.human()
        made = (await stage.act(reporter, f"POST {PROBLEMS}", problem()))["id"]
        with pytest.raises(AssertionError, match=f"problem:{made}"):
            await stage.act(ana, f"PUT {ONE}/upvote", problem_id=made)


async def test_a_stream_of_a_private_circle_that_forgets_a_member_is_found_out_by_its_owner(stage_with):
    async with stage_with(deaf={"member.changed"}) as stage:
        owner, made = await opened(stage, visibility="private")
        ana = await stage.human()
        invitation = {"kind": "account", "account_id": ana.id}
        await stage.act(owner, f"POST {CIRCLE}/invitations", invitation, circle_id=made)
        with pytest.raises(AssertionError, match=f"circle:{made} as human:{owner.id}"):
            await joined(stage, made, ana)


async def test_tokens_that_come_without_an_event_are_found_out(stage_with):
    async with stage_with() as stage:
        ana = await stage.human()
        async with stage.site.database.write() as work:
            await ledger.open_account(work, ana.account_id, "human")
            await work.execute(
                "UPDATE ledger.account SET balance_minor = balance_minor + 100 WHERE id = $1", ana.account_id
            )
        with pytest.raises(AssertionError, match=f"user:{ana.id}"):
            await stage.agree("tokens from nowhere")
