"""What a trace costs, and how the cost grows with the articles and with the size of a family."""
