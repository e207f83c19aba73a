"""Names in a text become credits: who is named, how, and for how much of the text."""
