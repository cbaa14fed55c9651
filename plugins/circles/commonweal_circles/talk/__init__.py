"""What members write to each other: threads, replies, reactions, pins, locks and unread marks."""
