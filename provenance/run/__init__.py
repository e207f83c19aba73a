"""The journey through the rooms, as short functions."""
