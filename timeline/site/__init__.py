"""Chronology to pages; with `timeline.article`, the only part that imports Pelican."""
