"""Pairs become clusters, and of each cluster one article is kept."""
