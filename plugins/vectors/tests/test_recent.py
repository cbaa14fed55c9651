"""The vectors of questions are remembered, the newest ones, and made once for all who ask at once."""

import asyncio

from commonweal_vectors.recent import Recent


def test_the_one_not_asked_for_the_longest_is_forgotten():
    recent = Recent(most=2)
    for text in ("well", "tap", "brook"):
        recent.keep("model", text, [1.0])
        recent.get("model", "tap")
    recent.keep("model", "river", [1.0])
    kept = {text for text in ("well", "tap", "brook", "river") if recent.get("model", text)}
    assert kept == {"tap", "river"}


def test_another_model_has_vectors_of_its_own():
    recent = Recent()
    recent.keep("one", "well", [1.0])
    assert recent.get("other", "well") is None


async def test_a_text_is_embedded_once_however_many_ask_at_once_and_one_that_gives_up_harms_nobody():
    recent, made = Recent(), []

    async def ask(*, gives_up=False):
        async with recent.one_at_a_time("model", "well"):
            if recent.get("model", "well") is None:
                await asyncio.sleep(0.01)
                if gives_up:
                    raise TimeoutError
                made.append("well")
                recent.keep("model", "well", [1.0])
        return recent.get("model", "well")

    answers = await asyncio.gather(ask(gives_up=True), *[ask() for _ in range(5)], return_exceptions=True)
    assert isinstance(answers[0], TimeoutError)
    assert answers[1:] == [[1.0]] * 5
    assert made == ["well"]
    assert not recent._asked
