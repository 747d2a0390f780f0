"""How a record changes, told in words: between two states of it, by whom and when, and before it is taken out."""
