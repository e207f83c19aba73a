"""Small corpora with their truth: what real articles teach, told again with other agencies, places, words and dates."""
