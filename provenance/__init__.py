"""De-duplicates news articles and traces where they come from."""

__version__ = "0.1.0"
