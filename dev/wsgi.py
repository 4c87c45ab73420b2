"""The application a WSGI server runs; the site is that of the environment variable CKAN_INI."""

from __future__ import annotations

import os

from ckan.cli import load_config
from ckan.config.middleware import make_app

application = make_app(load_config(os.environ["CKAN_INI"]))
