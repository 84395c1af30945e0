"""What feedback does in the background."""
