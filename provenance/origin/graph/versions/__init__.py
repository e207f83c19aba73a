"""Versions of one page: what changed between them, and which was written first."""
