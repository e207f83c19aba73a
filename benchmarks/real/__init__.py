"""Real text that people labelled by reading: ids, offsets and labels, never the texts."""
