"""Learning: lessons of three minutes, practice with invented people, and questions where they arise."""
