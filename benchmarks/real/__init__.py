"""Figures on real text that people read: labels by id and offset, without the texts."""
