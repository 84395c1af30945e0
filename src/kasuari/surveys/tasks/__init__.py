"""What surveys do in the background."""
