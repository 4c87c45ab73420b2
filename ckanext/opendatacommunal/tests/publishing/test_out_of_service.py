"""A gabarit that the operator no longer uses: its data can still be taken away (law 1)."""

from __future__ import annotations

from typing import Any

import pytest

import ckan.plugins as p
import ckan.plugins.toolkit as tk
from ckan.tests import factories

from ckanext.opendatacommunal import gabarits
from ckanext.opendatacommunal.tests.ckan.deposits import (
    GABARIT,
    Territory,
    call,
    deposit,
    deposit_and_publish,
    park,
    records,
    table,
)

OTHER = "autre"
PART = f"{GABARIT}-bron"


@pytest.fixture
def out_of_service(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Any:
    """A function that has the site start again with another gabarit in place of ours."""
    folder = tmp_path_factory.mktemp("gabarits") / OTHER
    folder.mkdir()
    for source in (gabarits.SHIPPED / GABARIT).iterdir():
        if source.is_file():
            (folder / source.name).write_bytes(source.read_bytes())
    sheet = folder / "dataset.yaml"
    if sheet.is_file():
        sheet.write_text(sheet.read_text().replace(f"donnees-{GABARIT}", f"donnees-{OTHER}"))
    before = {name: tk.config[name] for name in ("scheming.dataset_schemas", "scheming.presets")}

    def restart() -> None:
        monkeypatch.setitem(tk.config, "opendatacommunal.gabarits_dirs", [str(folder.parent)])
        monkeypatch.setitem(tk.config, "opendatacommunal.gabarits", [OTHER])
        p.plugins_update()

    yield restart
    monkeypatch.undo()
    tk.config.update(before)
    p.plugins_update()


def end(name: str, user: str, depot: dict[str, Any], **more: Any) -> dict[str, Any]:
    return call(user, f"opendatacommunal_depot_{name}", id=depot["id"], **more)


@pytest.mark.parametrize("way", ["withdraw", "purge"])
def test_its_data_can_be_taken_away(territory: Territory, out_of_service: Any, way: str) -> None:
    bron, mions = territory.bron, territory.mions
    depot = deposit_and_publish(bron, park("Parc Raspail"))
    last = deposit_and_publish(mions, park("Parc Monod"))
    out_of_service()
    more = {"reason": "Liste électorale"} if way == "purge" else {}
    assert end(way, bron.admin, depot, **more)["state"] in ("retire", "purge")
    with pytest.raises(tk.NotAuthorized):
        call(None, "package_show", id=PART)
    assert [each["nom"] for each in records(GABARIT)] == ["Parc Monod"]
    end(way, mions.admin, last, **more)
    with pytest.raises(tk.NotAuthorized):
        call(None, "package_show", id=GABARIT)
    assert call(territory.sysadmin, "package_show", id=PART)["type"] == f"donnees-{GABARIT}"


def test_its_pages_stay_and_nothing_is_published(
    app: Any, territory: Territory, out_of_service: Any
) -> None:
    editor = territory.bron.editor
    token = {"Authorization": factories.APIToken(user=editor)["token"]}
    public = deposit_and_publish(territory.bron, park("Parc Raspail"))
    waiting = deposit(editor, table(park("Parc Raspail"), park("Parc B", voie="Rue B")))
    out_of_service()
    for depot in (public, waiting):
        assert app.get(f"/depots/{depot['id']}", headers=token).status_code == 200
    with pytest.raises(tk.ValidationError) as refused:
        end("publish", editor, waiting)
    assert "no longer uses" in str(refused.value)
