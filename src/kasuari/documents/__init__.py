"""The engine that turns declared documents into paper, stores them and lets anyone verify them."""
