"""Whatever is asked of the ledger, in whatever order: it agrees with a model that fits on one page."""

import asyncio

from commonweal import Refusal, new_id
from commonweal.storage.database import Database
from commonweal_ledger import api
from commonweal_ledger.audit import audit
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from .conftest import Books

AMOUNTS = st.integers(1, 2_000)


def test_the_ledger_agrees_with_its_model(database_settings):  # noqa: C901 - its rules are many
    with asyncio.Runner() as runner:

        class LedgerMachine(RuleBasedStateMachine):
            """Rewards, prices, holds and repeats, one after the other."""

            accounts = Bundle("accounts")
            pools = Bundle("pools")
            holds = Bundle("holds")
            sent = Bundle("sent")

            @initialize()
            def begin(self):
                self.database = runner.run(Database.connect(database_settings, application_name="machine"))
                self.books = Books(self.database)
                self.balance, self.held, self.left = {}, {}, {}
                self.holder, self.undone = {}, set()

            def teardown(self):
                if hasattr(self, "database"):
                    runner.run(self.database.close())

            @rule(target=accounts)
            def join(self):
                return self._opened(self.books.human())

            @rule(target=pools, minor=AMOUNTS)
            def fund(self, minor):
                pool = self._opened(self.books.pool(minor))
                self.balance[pool] = minor
                return pool

            def _opened(self, opening):
                account = runner.run(opening)
                self.balance[account], self.held[account] = 0, 0
                return account

            @rule(target=sent, account=accounts, minor=AMOUNTS)
            def reward(self, account, minor):
                key, claim = f"r:{new_id()}", new_id()
                receipt = runner.run(self.books.reward(account, minor, key=key, reference=claim))
                self.balance[account] += minor
                return account, minor, key, claim, receipt

            @rule(payment=sent)
            def send_again(self, payment):
                account, minor, key, claim, _ = payment
                assert runner.run(self.books.reward(account, minor, key=key, reference=claim)).replayed

            @rule(payment=sent)
            def pay_again_under_another_key(self, payment):
                account, minor, _, claim, _ = payment
                self._refused(self.books.reward(account, minor, reference=claim), "conflict")

            @rule(payment=sent)
            def use_its_key_for_something_else(self, payment):
                account, minor, key, claim, _ = payment
                asking = self.books.reward(account, minor + 1, key=key, reference=claim)
                self._refused(asking, "idempotency_key_reused")

            @rule(payment=sent)
            def undo(self, payment):
                account, minor, key, _, receipt = payment
                if key in self.undone:
                    self._refused(self.books.reverse(receipt), "conflict")
                elif self.balance[account] - self.held[account] < minor:
                    self._refused(self.books.reverse(receipt), "insufficient_tokens")
                else:
                    runner.run(self.books.reverse(receipt))
                    self.undone.add(key)
                    self.balance[account] -= minor

            @rule(account=st.one_of(accounts, pools))
            def erase(self, account):
                assert runner.run(self._erase(account)) == self.balance[account]
                self.balance[account], self.held[account] = 0, 0
                for key, pool in self.holder.items():
                    if pool == account:
                        self.left[key] = 0

            async def _erase(self, account):
                async with self.database.write() as work:
                    return await api.erase_account(work, account)

            @rule(account=st.one_of(accounts, pools), minor=AMOUNTS)
            def charge(self, account, minor):
                if self.balance[account] - self.held[account] < minor:
                    self._refused(self.books.charge(account, minor), "insufficient_tokens")
                else:
                    runner.run(self.books.charge(account, minor))
                    self.balance[account] -= minor

            @rule(target=holds, pool=pools, minor=AMOUNTS)
            def hold(self, pool, minor):
                key = f"h:{new_id()}"
                if self.balance[pool] - self.held[pool] < minor:
                    self._refused(self.books.hold(pool, minor, key), "insufficient_tokens")
                    return pool, None
                runner.run(self.books.hold(pool, minor, key))
                self.held[pool] += minor
                self.left[key], self.holder[key] = minor, pool
                return pool, key

            @rule(account=accounts, hold=holds, minor=AMOUNTS, bonus=st.integers(0, 500))
            def pay_from_hold(self, account, hold, minor, bonus):
                pool, key = hold
                if key is None:
                    return
                paying = self.books.reward(account, minor + bonus, pool=(pool, key, minor))
                if self.left[key] < minor:
                    try:
                        runner.run(paying)
                    except api.LedgerMisused:
                        return
                    raise AssertionError("a hold paid more than it held")
                runner.run(paying)
                self.left[key] -= minor
                self.held[pool] -= minor
                self.balance[pool] -= minor
                self.balance[account] += minor + bonus

            @rule(hold=holds)
            def release(self, hold):
                pool, key = hold
                if key is not None:
                    assert runner.run(self.books.release(key)) == self.left[key]
                    self.held[pool] -= self.left[key]
                    self.left[key] = 0

            def _refused(self, asking, code):
                try:
                    runner.run(asking)
                except Refusal as refusal:
                    assert refusal.code == code
                    return
                raise AssertionError(f"{code} was expected")

            @invariant()
            def balances_agree(self):
                for account, minor in getattr(self, "balance", {}).items():
                    assert runner.run(self.books.balance(account)) == api.Balance(minor, self.held[account])

            @invariant()
            def the_audit_finds_nothing(self):
                if hasattr(self, "database"):
                    assert runner.run(self._audit()).differences == []

            async def _audit(self):
                async with self.database.read() as work:
                    return await audit(work)

        run_state_machine_as_test(
            LedgerMachine,
            settings=settings(
                max_examples=25,
                stateful_step_count=25,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
