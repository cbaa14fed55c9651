"""How circles keep order: reports, the queue, hiding, appeals, the log, tools against spam."""
