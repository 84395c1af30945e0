"""What the longer commands of `kasuari` do: serving, the demo, importing."""
