"""Buckets -> pairs and clusters; fingerprints -> passages and their significance."""
