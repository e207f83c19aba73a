"""Tokens -> signatures and buckets: which articles may resemble each other."""
