"""What builds and checks the repository. Nothing here is part of the product."""
