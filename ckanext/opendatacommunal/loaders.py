"""Keep the programs that fill the DataStore from files off our resources, which have no file.

CKAN's DataPusher and ckanext-xloader ask before they load; the second also leaves alone every
resource whose `url_type` is among those that are written through the DataStore itself.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.datapusher.interfaces import IDataPusher

from ckanext.opendatacommunal.publish.datasets import URL_TYPE

try:
    from ckanext.xloader.interfaces import IXloader  # type: ignore
except ImportError:
    IXloader = None


class LoadersMixin(p.SingletonPlugin):
    p.implements(IDataPusher, inherit=True)
    if IXloader is not None:
        p.implements(IXloader, inherit=True)

    def can_upload(self, resource_id: str) -> bool:
        """Asked by both; for our resources: no."""
        resource = model.Resource.get(resource_id)
        return resource is None or resource.url_type != URL_TYPE


@tk.chained_helper
def datastore_rw_resource_url_types(next_helper: Callable[[], list[str]]) -> list[Any]:
    """CKAN's list of the `url_type`s whose table is written by a program, with ours."""
    return [*next_helper(), URL_TYPE]
