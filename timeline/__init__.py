"""Turn dated prose into a chronology people can trust, edit and publish."""

__version__ = "0.1.0.dev0"
