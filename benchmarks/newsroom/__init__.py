"""A newsroom that never was: invented articles that copy each other in known ways, to see what a trace finds."""
