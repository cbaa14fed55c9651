"""What a circle has achieved and aims at: outcomes, milestones, statistics, gratitude."""
