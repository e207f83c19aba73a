"""Traces where news articles come from, and removes their copies."""
