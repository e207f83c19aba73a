"""Tokens become fingerprints, and shared fingerprints become anchors."""
