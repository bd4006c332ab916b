"""A rough reader without any model: words, chunks and clauses found left to right, in the shape a parser gives them."""
