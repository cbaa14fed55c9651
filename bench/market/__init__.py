"""The parts of the benchmark of the marketplace: its data, its questions, its floor and its load."""
