"""Foreign formats on the way in: each reader turns a text into `Row`s, which `settle` checks as an event file is checked."""
