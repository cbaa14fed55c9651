"""What stands of the humans' side: passwords, addresses, hashes, seals, and reading people."""

import asyncpg
import pytest
from commonweal import Refusal, new_id
from commonweal.testing.database import installed_sources
from commonweal_identity.api import find_human, find_humans
from commonweal_identity.hashing import Hasher
from commonweal_identity.keys import Keys, SealBroken
from commonweal_identity.passwords import check_password, normal_address
from commonweal_identity.settings import IdentitySettings
from hypothesis import given
from hypothesis import strategies as st


@pytest.fixture(scope="session")
def migration_sources():
    return installed_sources()


async def add_human(work, **columns):
    values = {
        "id": new_id(),
        "email": "ana@example.org",
        "email_key": "ana@example.org",
        "accepted_terms": "1",
        "display_name": "Ana",
        **columns,
    }
    marks = ", ".join(f"${number}" for number in range(1, len(values) + 1))
    await work.execute("INSERT INTO identity.account (id, kind) VALUES ($1, 'human')", values["id"])
    await work.execute(f"INSERT INTO identity.human ({', '.join(values)}) VALUES ({marks})", *values.values())
    return values["id"]


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("Ab1", "too_short"),
        ("A1b" * 50, "too_long"),
        ("alllower1", "password_weak"),
        ("ALLUPPER1", "password_weak"),
        ("NoDigitsHere", "password_weak"),
        ("Password1", "password_common"),
        ("Valentina7!", "password_common"),
    ],
)
def test_a_weak_password_is_refused_with_what_to_change(password, code):
    with pytest.raises(Refusal) as refused:
        check_password(password, "valentina@example.org")
    assert [field.code for field in refused.value.fields] == [code]


@given(st.text())
def test_whatever_is_typed_is_a_password_that_keeps_the_rule_or_is_refused(text):
    try:
        password = check_password(text)
    except Refusal as refusal:
        assert refusal.code == "validation_error"
    else:
        assert 8 <= len(password) <= 128
        assert any(letter.isupper() for letter in password)
        assert any(letter.islower() for letter in password)
        assert any(letter.isdigit() for letter in password)


def test_addresses_that_differ_in_case_only_are_compared_as_one():
    assert normal_address(" Ana@Example.org ") == ("Ana@example.org", "ana@example.org")


@pytest.mark.parametrize(
    "text", ["", "ana", "ana@", "<b>@example.org", "a@b@c.org", "ana@example.org\r\nx: y"]
)
def test_what_is_no_address_is_refused(text):
    with pytest.raises(Refusal, match="not_an_address"):
        normal_address(text)


async def test_an_unknown_person_costs_one_hash_like_a_known_one():
    hasher = Hasher(IdentitySettings(hash_memory_kib=8, hash_rounds=1))
    kept = await hasher.hash("Right-2026")
    counts = []
    for known, password in [(kept, "Right-2026"), (kept, "Wrong-2026"), (None, "Right-2026")]:
        before = hasher.computed
        assert await hasher.matches(known, password) is (known is kept and password == "Right-2026")
        counts.append(hasher.computed - before)
    hasher.close()
    assert counts == [1, 1, 1]


def test_what_is_sealed_opens_for_its_owner_only_and_not_when_it_was_changed():
    keys = Keys(b"a secret of the deployment")
    sealed = keys.seal(b"JBSWY3DPEHPK3PXP", "ana")
    assert keys.open(sealed, "ana") == b"JBSWY3DPEHPK3PXP"
    assert b"JBSWY3DPEHPK3PXP" not in sealed
    for wrong, owner in [(sealed, "bo"), (sealed[:-1] + bytes([sealed[-1] ^ 1]), "ana")]:
        with pytest.raises(SealBroken):
            keys.open(wrong, owner)


async def test_people_are_read_by_id_and_unknown_ids_are_left_out(database):
    async with database.write() as work:
        ana = await add_human(work)
        found = await find_humans(work, [ana, new_id()])
        assert list(found) == [ana]
        assert (found[ana].display_name, found[ana].state, found[ana].email_confirmed) == (
            "Ana",
            "active",
            False,
        )
        assert await find_human(work, new_id()) is None


async def test_one_address_has_one_account(database):
    with pytest.raises(asyncpg.UniqueViolationError):
        async with database.write() as work:
            await add_human(work)
            await add_human(work, email="ANA@example.org")
