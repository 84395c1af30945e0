"""What happens in feedback, in words."""
