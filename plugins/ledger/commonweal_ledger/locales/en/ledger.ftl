### The statement of one's account.

ledger-statement = Statement
ledger-statement-lead = Every ImpactToken you earned or spent, with the balance after it.
ledger-statement-open = See the statement
ledger-balance = Balance
ledger-balance-label = Your balance: { $amount }
ledger-earned = Earned in all
ledger-spent = Spent in all
ledger-held = Held back
ledger-kinds = Which lines to show
ledger-kind-all = All
ledger-kind-earned = Earned
ledger-kind-spent = Spent
ledger-column-what = What for
ledger-column-amount = Amount
ledger-column-balance = Balance after
ledger-download = Download as CSV
ledger-empty = Nothing here yet
ledger-empty-hint = You earn your first tokens by finishing the orientation or a mission.

ledger-type-earn-orientation = Orientation finished
ledger-type-earn-mission = Mission verified
ledger-type-earn-peer-review = Peer review given
ledger-type-earn-first-in-domain = First mission in a domain
ledger-type-earn-referral = Person you invited finished a mission
ledger-type-spend-vote = Vote on a solution
ledger-type-spend-circle = Circle opened
ledger-type-spend-analytics = Advanced analytics
ledger-type-spend-boost = Highlight
ledger-type-spend-priority-review = Priority review
ledger-type-spend-featured = Featured listing
ledger-type-spend-investigation = Investigation requested
ledger-type-erase-burn = Account erased
ledger-type-fund-pool = Pool funded
ledger-type-reversal = Correction of an earlier transaction

ledger-admin = Ledger
ledger-admin-issuance = Credited to people week by week
ledger-admin-cap = A bar is full at the soft cap of a week: { $cap }.
ledger-admin-alert = This week has reached { $percent } % of the soft cap. Nobody's reward is cut.
ledger-admin-week = Week of { $week }
ledger-admin-share = { $credited } ({ $percent }%)
ledger-admin-audit = Audit of the books
ledger-admin-looked-at = Recomputed { $at } from { $postings } postings.
ledger-admin-issued = Issued in all
ledger-admin-burnt = Spent in all
ledger-admin-differences =
    { $count ->
        [one] { $count } difference
       *[other] { $count } differences
    }
ledger-admin-differences-hint = Nothing is corrected by itself. Run “commonweal ledger verify” for the full report.
ledger-admin-in-order = Everything adds up.
ledger-admin-again = Recompute now
ledger-admin-not-yet = Nobody has looked yet. The first look comes within the hour.
ledger-flash-audit-asked = The books are being recomputed. Load this page again in a moment.
ledger-rule-transaction-sum = A transaction does not sum to zero
ledger-rule-total = All balances together are not zero
ledger-rule-balance = A balance differs from its postings
ledger-rule-running-balance = A running balance is wrong
ledger-rule-between-humans = Tokens moved between people
ledger-rule-negative = An account is negative
ledger-rule-holds = Holds differ from what their account holds back
ledger-rule-paid-twice = An earning was paid twice

ledger-invite = Invite people
ledger-invite-lead = When the first mission of a person you invited is verified, you earn { $reward }. They lose nothing by it.
ledger-invite-link = Your link
ledger-invite-link-hint = Whoever registers after following it was invited by you.
ledger-invite-subject = Come along to Commonweal
ledger-invite-body = I do small missions near me on Commonweal that help, and can be checked. Come along:
ledger-invite-mail = Send by e-mail
ledger-invite-joined = Joined
ledger-invite-rewarded = With a verified mission
ledger-invite-earned = Earned by inviting
