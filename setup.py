"""File layout only: all metadata is in pyproject.toml.

The arguments below stand here and not in pyproject.toml for two needs that it cannot express:

* `schemas/` and `i18n/` are top-level folders of the repository and sub-packages of
  `ckanext.opendatacommunal` once installed;
* `namespace_packages` writes the `-nspkg.pth` file without which a wheel of ours is hidden by a
  CKAN core installed from its git checkout.
"""

from __future__ import annotations

from setuptools import find_namespace_packages, setup

PACKAGE = "ckanext.opendatacommunal"

setup(
    packages=[
        *find_namespace_packages(include=[PACKAGE, f"{PACKAGE}.*"]),
        f"{PACKAGE}.schemas",
        f"{PACKAGE}.i18n",
    ],
    package_dir={f"{PACKAGE}.schemas": "schemas", f"{PACKAGE}.i18n": "i18n"},
    package_data={"": ["**/*"]},
    namespace_packages=["ckanext"],
    message_extractors={
        "ckanext": [("**.py", "python", None), ("**/templates/**.html", "ckan", None)]
    },
)
