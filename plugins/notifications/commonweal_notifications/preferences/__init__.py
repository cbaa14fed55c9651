"""What each account wants to hear of: by kind and channel, at which hours, and of which things not."""
