"""Translated reuse: what is found, by language and by length, and what it costs."""
