"""What entries say, made ready for an answer: statements with their sources, counts, who held a place when."""
