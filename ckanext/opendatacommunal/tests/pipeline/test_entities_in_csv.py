"""Letters and signs written as on a web page in a text file: each stays inside its cell."""

from __future__ import annotations

from pathlib import Path

import pytest

from ckanext.opendatacommunal.tests.pipeline.parks import check, column


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("M&eacute;diath&egrave;que", "Médiathèque"),
        ('"Parc &quot;du Lac&quot;"', 'Parc "du Lac"'),
        ("Parc &quot;du Lac&quot;", 'Parc "du Lac"'),
        ("&quot;Les Lilas&quot; et &eacute;tang", '"Les Lilas" et étang'),
        ("Jardins &amp; vergers", "Jardins & vergers"),
        ("Parc &#59; jardin", "Parc ; jardin"),
        ('"Parc &quot;L\'&Icirc;le&quot; ; ""nord"""', 'Parc "L\'Île" ; "nord"'),
    ],
)
def test_a_sign_of_a_web_page_ends_no_cell(tmp_path: Path, written: str, name: str) -> None:
    rows = (f"{written};12;Rue Foch;69780;Mions", "F&ecirc;tes;14;Rue Foch;69780;Mions")
    depot = check(tmp_path, "\n".join(("nom;numvoie;voie;codepost;commune", *rows)))
    assert column(depot, "nom") == [name, "Fêtes"]
    assert column(depot, "numvoie") == ["12", "14"]
