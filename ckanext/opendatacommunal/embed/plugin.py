"""The plugin `opendatacommunal_embed`."""

from __future__ import annotations

import ckan.plugins as p


class EmbedPlugin(p.SingletonPlugin):
    pass
