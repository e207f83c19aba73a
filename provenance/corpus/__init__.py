"""Bytes -> articles: decode, formats, records, furniture, and the ledger of all that was read."""
