"""Articles become passages in other words: retold, in another order, or in brief."""
