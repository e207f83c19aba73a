"""A page on loopback: a text goes in, and its provenance report comes back."""
