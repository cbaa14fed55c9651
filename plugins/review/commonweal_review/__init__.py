"""What is written for others is looked at before others see it: classifier, queue, decisions."""
