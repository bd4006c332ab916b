"""Text to time values: find time expressions, resolve them against an anchor, explain each answer.

Knows no event files, no Pelican and no clock.
"""
