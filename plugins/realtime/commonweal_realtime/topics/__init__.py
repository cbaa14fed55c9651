"""The topics of the base: feed, problems, solutions, missions, accounts, what admins watch (DOMAIN §14).

Each module holds one or two topics: who may follow them, what is told in them, and their state.
"""
