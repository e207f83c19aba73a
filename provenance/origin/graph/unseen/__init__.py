"""Unseen sources: what articles have from a story, statement or broadcast that is not in the corpus."""
