"""What ``timeline init`` writes: a small site that works, files for publishing it, and what an existing Pelican site lacks.

A name that begins with ``dot_`` is written with a dot instead.
"""
