"""What is known of words by themselves: their spelling and rarity, their patterns, and which are taken in a text."""
