"""What people earned in trust: score, tier, streak, endorsements, leaderboards."""
