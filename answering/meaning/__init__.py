"""What a question means where its words leave something open: which place, which time, what was spoken of before."""
