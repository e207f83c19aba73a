"""Fingerprints that two articles share become aligned spans."""
