"""Law 13: the programs that fill the DataStore from files keep off our resources."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest

import ckan.plugins.toolkit as tk
from ckan.tests import factories

from ckanext.opendatacommunal.loaders import LoadersMixin
from ckanext.opendatacommunal.publish.datasets import URL_TYPE
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit_and_publish,
    park,
    records,
)


def loader(name: str, *marks: pytest.MarkDecorator) -> Any:
    """The loader's plugin, beside those of the tests."""
    plugins = tk.config["ckan.plugins"]
    listed = plugins if isinstance(plugins, str) else " ".join(plugins)
    with_it = pytest.mark.ckan_config("ckan.plugins", f"{listed} {name}")
    return pytest.param(name, marks=[with_it, *marks])


NO_XLOADER = pytest.mark.skipif(
    find_spec("ckanext.xloader") is None,
    reason="ckanext-xloader wants other versions of libraries than CKAN's tests",
)


@pytest.mark.parametrize("name", [loader("datapusher"), loader("xloader", NO_XLOADER)])
@pytest.mark.ckan_config("ckan.datapusher.url", "http://127.0.0.1:1")
@pytest.mark.ckan_config("ckan.datapusher.api_token", "jeton")
@pytest.mark.ckan_config("ckanext.xloader.api_token", "jeton")
def test_no_loader_takes_our_tables(territory: Territory, name: str) -> None:
    deposit_and_publish(territory.bron, park("Parc Raspail"))
    deposit_and_publish(territory.bron, park("Parc Raspail", surf_m2="77"))
    for dataset in (GABARIT, f"{GABARIT}-bron"):
        for resource in call(None, "package_show", id=dataset)["resources"]:
            sent = call(territory.sysadmin, f"{name}_submit", resource_id=resource["id"])
            assert sent is False
            task = {"entity_id": resource["id"], "task_type": name, "key": name}
            with pytest.raises(tk.ObjectNotFound):
                call(territory.sysadmin, "task_status_show", **task)
    jobs = [job.description for job in tk.get_job_queue().get_jobs()]
    assert not [job for job in jobs if name in job]
    assert [row["surf_m2"] for row in records(GABARIT)] == [77]


def test_the_mark_that_loaders_look_at(territory: Territory) -> None:
    assert URL_TYPE in tk.h.datastore_rw_resource_url_types()
    assert "datastore" in tk.h.datastore_rw_resource_url_types()
    # Other resources are theirs, as ever.
    dataset = factories.Dataset(owner_org=territory.bron.id)
    resource = factories.Resource(package_id=dataset["id"], url="https://exemple.fr/a.csv")
    assert LoadersMixin.can_upload(None, resource["id"])  # type: ignore
