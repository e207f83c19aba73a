"""Articles and passages -> credits, dates, quotes, unseen sources, derivations, graph."""
