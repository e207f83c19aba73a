"""What speaks for and against one article drawing on another, reason by reason."""
