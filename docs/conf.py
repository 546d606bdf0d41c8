"""Settings of the site: `sphinx-build -W docs docs/_build/html` makes it, without network.

Homeward and the dependency group `docs` must be installed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import homeward

DOCS = Path(__file__).parent
sys.path.insert(0, str(DOCS / "site_extensions"))

project = "Homeward"
author = "The Homeward developers"
copyright = "The Homeward developers, Apache-2.0"  # noqa: A001  Sphinx's name for it
version = release = homeward.__version__

extensions = [
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "made_from_code",
    "pages",
]
exclude_patterns = ["_build", "site_extensions"]
templates_path = []

# Pages are read on GitHub too: a heading can be linked by the anchor that GitHub gives it.
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]
suppress_warnings = ["myst.header"]  # pages begin their numbered parts at the second level

# Notebooks are text without outputs; they are executed when the site is built, and again only when they change.
nb_execution_mode = "cache"
nb_execution_cache_path = str(DOCS / "_build" / "executed")
nb_execution_excludepatterns = [
    "six-conflicts.md"
]  # it needs data that are not here; the tests execute it
nb_execution_in_temp = True  # the notebook writes folders
nb_execution_raise_on_error = True
nb_execution_timeout = 600
nb_merge_streams = True

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
napoleon_google_docstring = False
napoleon_use_rtype = False

html_theme = "pydata_sphinx_theme"
html_title = f"Homeward {release}"
html_static_path = ["site_static"]
html_css_files = ["site.css"]
html_show_sourcelink = False
html_theme_options = {
    "navbar_align": "left",
    "show_prev_next": False,
    "show_toc_level": 2,
    "secondary_sidebar_items": ["page-toc"],
    "footer_start": ["copyright"],
    "footer_end": ["sphinx-version"],
}
html_sidebars = {"index": []}
