"""What an index on disk costs to build, to ask and to add to, and what the hook costs."""
