"""What the words of a text say on their own: tokens, numbers, dates, quantities, and every phrase of the vocabulary."""
