"""Articles in different languages: what names, numbers and sentences say of one being a translation of the other."""
