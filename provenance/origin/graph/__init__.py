"""Passages and credits become the graph: who likely draws on whom, and on which unseen source."""
