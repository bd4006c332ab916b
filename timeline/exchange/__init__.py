"""One module per foreign format, reading and/or writing chronologies."""
