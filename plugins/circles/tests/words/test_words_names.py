"""Names behind an "@": whom of the circle they mean, and whom not."""

import pytest
from commonweal import Refusal
from commonweal.testing.queries import counted_statements
from commonweal_circles.words.names import handles, suffix
from commonweal_circles.words.understanding import understand


@pytest.fixture
def read(world):
    async def reading(circle_id, text, author=None, **given):
        author = author or await world.person()
        async with world.database.read() as work:
            return await understand(work, circle_id, text, author_id=author.account_id, **given)

    return reading


@pytest.fixture
async def circle(world):
    async def around(*names, **changes):
        circle_id = await world.circle(**changes)
        people = [await world.person(name=name) for name in names]
        for person in people:
            await world.member(circle_id, person)
        return circle_id, people

    return around


WRITTEN = [
    ("Ana García", "@Ana_Garcia"),
    ("Ana García", "@ana_garcía, hola"),
    ("王伟", "请@王伟看一下"),
    ("王伟", "@王伟你好"),
    ("O'Brien", "@O'Brien's"),
    ("Anne-Marie Duval", "(@anne-marie_duval)"),
    ("Łukasz", "hello\n\n* @łukasz."),
    ("Zoë", "@ZOE!"),
    ("J. R. Smith", "@J_R_Smith"),
    ("田中", "\uff20田中さん"),
    ("ÁÉ", "**@áé**"),
    ("Nguyễn Văn", "@nguyen_van"),
    ("अनिल", "@अनिल"),
]


async def test_a_name_is_found_however_it_is_written(read, circle):
    for name, written in WRITTEN:
        circle_id, [person] = await circle(name)

        found = await read(circle_id, written)

        assert found.mentioned == (person.account_id,), (name, written)
        assert f'data-account="{person.account_id}"' in found.html
        assert f'href="/people/{person.account_id}"' in found.html


async def test_an_agent_is_named_by_its_username(world, read):
    circle_id, agent = await world.circle(), await world.agent()
    await world.member(circle_id, agent)
    username = await world.value("SELECT username FROM identity.agent WHERE id = $1", agent.account_id)

    found = await read(circle_id, f"thanks @{username}.")

    assert found.mentioned == (agent.account_id,)
    assert f'<a href="/agents/{username}"' in found.html


async def test_only_active_members_are_found(world, read, circle):
    circle_id = await world.circle()
    for number, state in enumerate(("invited", "requested", "left", "banned", None)):
        person = await world.person(name=f"Somebody {number}")
        if state:
            await world.member(circle_id, person, state=state)

        found = await read(circle_id, f"@Somebody_{number}")

        assert (found.mentioned, found.html) == ((), f"<p>@Somebody_{number}</p>\n")


@pytest.mark.parametrize(
    "text",
    [
        "`@Ana_Garcia`",
        "```\n@Ana_Garcia\n```",
        "    @Ana_Garcia",
        "[@Ana_Garcia](https://example.org)",
        r"\@Ana_Garcia",
        "mail@Ana_Garcia",
        "https://example.org/@Ana_Garcia",
        "@@Ana_Garcia",
        "@Ana_Garcia_Lopez",
        "@nobody",
        "@ Ana_Garcia",
    ],
)
async def test_code_links_escapes_and_other_words_name_nobody(read, circle, text):
    circle_id, _ = await circle("Ana Garcia")

    assert (await read(circle_id, text)).mentioned == ()


async def test_one_of_several_with_a_name_is_said_by_the_end_of_the_id(read, circle):
    circle_id, people = await circle("Ana Garcia", "Ana García")

    with pytest.raises(Refusal) as refused:
        await read(circle_id, "@Ana_Garcia")
    for person in people:
        written = f"@Ana_Garcia.{suffix(person.account_id)}"
        assert written in refused.value.fields[0].arguments["choices"]
        assert (await read(circle_id, f"{written}.")).mentioned == (person.account_id,)


async def test_an_author_who_names_themselves_is_told_nothing(read, circle):
    circle_id, [ana, ben] = await circle("Ana Garcia", "Ben")

    found = await read(circle_id, "@Ana_Garcia and @ben and @Ben", ana)

    assert found.mentioned == (ben.account_id,)
    assert found.html.count("data-account") == 3


async def test_a_flood_of_names_is_refused_with_how_many_are_allowed(read, circle):
    circle_id, _ = await circle("Ana", "Ben", "Cho")

    assert len((await read(circle_id, "@ana @ben @cho", mentions_most=3)).mentioned) == 3
    assert len((await read(circle_id, "@ana " * 500, mentions_most=1)).mentioned) == 1
    with pytest.raises(Refusal) as refused:
        await read(circle_id, "@ana @ben @cho", mentions_most=2)
    [field] = refused.value.fields
    assert (field.pointer, field.arguments) == ("/text", {"most": 2})


async def test_somebody_whose_page_is_not_public_is_named_without_a_link(world, read, circle):
    circle_id, [person] = await circle("Ana")
    await world.change("UPDATE identity.human SET portfolio = 'private' WHERE id = $1", person.account_id)

    found = await read(circle_id, "@ana")

    assert found.mentioned == (person.account_id,)
    assert "<span" in found.html
    assert "<a" not in found.html


async def test_names_cost_as_many_statements_whether_they_are_few_or_many(read, circle):
    circle_id, people = await circle("Ana", "Ben", "Cho")
    author = people[0]
    words = " ".join(f"@word{number}" for number in range(900))
    counts = []
    for text in ("@ben", f"@ben @cho {words}"):
        with counted_statements() as seen:
            await read(circle_id, text, author)
        counts.append(len(seen))

    assert counts[0] == counts[1] <= 6


def test_a_long_text_has_a_bounded_number_of_readings():
    assert sum(1 for _ in handles("@" + "王" * 9_999)) <= 25
    assert sum(1 for _ in handles("@王王" * 3_333)) <= 3_333 * 3
    assert sum(1 for _ in handles("@" * 10_000)) == 0
