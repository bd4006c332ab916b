"""The timeline plugin under the name by which Pelican finds it by itself."""

from timeline.site.plugin import register

__all__ = ["register"]
