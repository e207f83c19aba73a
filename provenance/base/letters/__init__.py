"""Code points become letters, and letters the hash of a word."""
