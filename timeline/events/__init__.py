"""Time values to files people edit: draft, write, merge, check event files."""
