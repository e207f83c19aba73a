"""Words that articles give to somebody become quotes: where they stand and who speaks."""
