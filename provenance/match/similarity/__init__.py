"""Two articles become their similarity and both containments."""
