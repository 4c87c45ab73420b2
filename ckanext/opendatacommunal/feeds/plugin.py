"""The plugin `opendatacommunal_feeds`."""

from __future__ import annotations

import ckan.plugins as p


class FeedsPlugin(p.SingletonPlugin):
    pass
