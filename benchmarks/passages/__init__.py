"""How well passages are found: planted in real news, in the PAN corpus, and not where nothing was copied."""
