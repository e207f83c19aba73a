"""What a text says of days becomes the earliest and the latest moment of its publication."""
