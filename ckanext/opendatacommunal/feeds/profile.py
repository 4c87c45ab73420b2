"""What our datasets say in RDF beside what ckanext-dcat's DCAT-AP profiles already do."""

from __future__ import annotations

from typing import Any

from rdflib import BNode, Literal, URIRef

import ckan.plugins.toolkit as tk
from ckan import model

from ckanext.dcat.profiles import DCAT, DCT, FOAF, RDF
from ckanext.dcat.profiles.base import PROV, CleanedURIRef, RDFProfile
from ckanext.dcat.utils import dataset_uri, resource_uri

from ckanext.opendatacommunal import config
from ckanext.opendatacommunal.sheet.licences import LICENCES
from ckanext.opendatacommunal.sheet.schemas import dataset_type

EU = "http://publications.europa.eu/resource/authority"
FRENCH = URIRef(f"{EU}/language/FRA")
FILE_TYPES = {"CSV": "CSV", "GEOJSON": "GEOJSON", "JSON": "JSON"}


class OpenDataCommunalProfile(RDFProfile):
    """To be listed after a DCAT-AP profile (`ckanext.dcat.rdf.profiles`)."""

    def graph_from_dataset(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        gabarit = dataset_dict.get("gabarit")
        if not gabarit or dataset_dict.get("type") != dataset_type(gabarit):
            return
        self._add_whole(dataset_dict, dataset_ref)
        self._correct_attributions(dataset_dict, dataset_ref)
        self._name_licence(dataset_dict)
        for resource in dataset_dict.get("resources", []):
            self._name_formats(resource)

    def graph_from_catalog(self, catalog_dict: dict[str, Any] | None, catalog_ref: URIRef) -> None:
        """What DCAT-AP asks of a catalogue: publisher, description, language of the EU's list."""
        organisation = model.Group.get(config.metropole())
        if organisation and organisation.is_organization:
            publisher = CleanedURIRef(f"{config.site_url()}/organization/{organisation.name}")
            self.g.add((publisher, RDF.type, FOAF.Agent))
            self.g.add((publisher, FOAF.name, Literal(organisation.title)))
            self.g.add((catalog_ref, DCT.publisher, publisher))
        if not self.g.value(catalog_ref, DCT.description):
            self.g.add((catalog_ref, DCT.description, Literal(tk.config["ckan.site_title"])))
        for page in self.g.objects(catalog_ref, FOAF.homepage):
            self.g.add((page, RDF.type, FOAF.Document))
        if (catalog_ref, DCT.language, Literal("fr")) in self.g:
            self.g.remove((catalog_ref, DCT.language, Literal("fr")))
            self.g.add((catalog_ref, DCT.language, FRENCH))
            self.g.add((FRENCH, RDF.type, DCT.LinguisticSystem))

    def _add_whole(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """An organisation's dataset is part of the métropole-wide one."""
        name = dataset_dict.get("partie_de")
        whole = model.Package.get(name) if name else None
        if whole and whole.state == model.State.ACTIVE and not whole.private:
            self.g.add((dataset_ref, DCT.isPartOf, URIRef(dataset_uri({"id": whole.id}))))

    def _correct_attributions(self, dataset_dict: dict[str, Any], dataset_ref: URIRef) -> None:
        """Attributions in the terms of PROV, the ones ckanext-dcat itself reads back.

        It writes them in terms that DCAT does not have.
        """
        for written in list(self.g.objects(dataset_ref, DCAT.qualifiedAttribution)):
            for agent in list(self.g.objects(written, DCAT.agent)):
                if isinstance(agent, BNode):
                    self.g.remove((agent, None, None))
            self.g.remove((written, None, None))
            self.g.remove((dataset_ref, DCAT.qualifiedAttribution, written))
        for attribution in dataset_dict.get("qualified_attribution") or []:
            node = BNode()
            self.g.add((dataset_ref, PROV.qualifiedAttribution, node))
            self.g.add((node, RDF.type, PROV.Attribution))
            if attribution.get("role"):
                self.g.add((node, DCAT.hadRole, URIRef(attribution["role"])))
            for agent in attribution.get("agent") or []:
                self._add_agent_to_graph(node, PROV.agent, agent)

    def _name_licence(self, dataset_dict: dict[str, Any]) -> None:
        """What the licence asks, where ckanext-dcat says of any that nobody knows."""
        licence = LICENCES.get(str(dataset_dict.get("license_id")))
        if licence:
            known = URIRef(f"http://purl.org/adms/licencetype/{licence.kind}")
            self.g.set((URIRef(licence.uri), DCT.type, known))

    def _name_formats(self, resource: dict[str, Any]) -> None:
        """Formats by the addresses of the EU's and IANA's lists instead of plain words."""
        distribution = CleanedURIRef(resource_uri(resource))
        label = str(resource.get("format") or "")
        if label.upper() in FILE_TYPES:
            self.g.remove((distribution, DCT["format"], None))
            known = URIRef(f"{EU}/file-type/{FILE_TYPES[label.upper()]}")
            self.g.add((distribution, DCT["format"], known))
            self.g.add((known, RDF.type, DCT.MediaTypeOrExtent))
        mimetype = str(resource.get("mimetype") or "")
        if mimetype and not mimetype.startswith("http"):
            self.g.remove((distribution, DCAT.mediaType, None))
            media = URIRef(f"https://www.iana.org/assignments/media-types/{mimetype}")
            self.g.add((distribution, DCAT.mediaType, media))
            self.g.add((media, RDF.type, DCT.MediaType))
