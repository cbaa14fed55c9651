"""For every action of a user: the state before and the frames that follow give the state after."""

import pytest

from .stories import SCENARIOS


@pytest.mark.parametrize("scenario", SCENARIOS, ids=[each.name for each in SCENARIOS])
async def test_what_was_heard_is_what_is_there(stage_with, scenario):
    async with stage_with(**scenario.settings) as stage:
        await scenario.act(stage)
        assert scenario.routes <= stage.walked
