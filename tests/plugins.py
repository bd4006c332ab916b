"""Plugins of others that Pelican found by itself in this process, taken away again so that the next test does not meet them."""

from pelican import signals


def disconnect_sitemap():
    from pelican.plugins import sitemap

    plugin = sitemap.sitemap.generator if hasattr(sitemap, "sitemap") else sitemap.generator
    signals.get_generators.disconnect(plugin.init)
    signals.content_written.disconnect(plugin.queue_page)
    signals.finalized.disconnect(plugin.finalize)
