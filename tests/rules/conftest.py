"""The rules are tested without Odoo: as package `rules`, not `property_visit.rules`."""

import os
import sys
from pathlib import Path

from hypothesis import settings

ADDON = Path(__file__).resolve().parents[2] / "property_visit"
sys.path.insert(0, str(ADDON))

# The same examples every time; HYPOTHESIS_PROFILE=search looks for new ones.
settings.register_profile("rules", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "rules"))
