"""The project beside its peers: one corpus, whole processes in turn, cost and quality of each."""
