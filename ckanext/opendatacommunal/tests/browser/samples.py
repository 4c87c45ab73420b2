"""Files as town halls send them, for the tests of the pages."""

from __future__ import annotations

PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"

COLUMNS = [
    "NOM_EV",
    "N° voie",
    "Nom de la rue",
    "CP",
    "Ville",
    "Surface",
    "Gestionnaire",
    "Règlement",
    "Chiens",
    "Quartier",
    "Observations",
]


def messy(commune: str, postcode: str) -> bytes:
    """Four parks in cp1252 under a title: one has no surface, two have a word nobody knows."""
    place = f"{postcode};{commune}"
    script = "<script>document.title = 'pris'</script>"
    lines = [
        f"Espaces verts - ville de {commune};;;;;;;;;;",
        ";;;;;;;;;;",
        ";".join(COLUMNS),
        f"Parc de la Mairie;;Av. Jean Mermoz;{place.upper()};1,2 ha;Ville;Oui;en laisse;Nord;",
        f"Square des Tilleuls;12;R. de la Marne;{place};1 220,5;Ville;non;muselés;;",
        f"Jardin <b>Fleuri</b>;3 bis;Bd Pinel;{place};800;Ville;X;muselés;Sud;{script}",
        f"Square sans surface;;Place Curial;{place};env. 300;Ville;non;interdits;;",
    ]
    return "\r\n".join(lines).encode("cp1252")


def tidy(commune: str, postcode: str, parks: int) -> bytes:
    """`parks` parks about which there is nothing to ask."""
    place = f"{postcode};{commune}"
    lines = [
        f"Parc numéro {each};{each};Rue Haute;{place};{100 + each};Commune;non;;;"
        for each in range(1, parks + 1)
    ]
    return "\r\n".join([";".join(COLUMNS), *lines]).encode()
