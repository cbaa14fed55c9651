"""The ledger of ImpactTokens: true double entry, in integer minor units."""
