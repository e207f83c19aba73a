"""Passages become bits: how surprising it is that two articles share these very words."""
