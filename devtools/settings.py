"""Names and places: everything that `./dev` builds lies under .dev/."""

import hashlib
import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEV = ROOT / ".dev"
ADDON = "property_visit"

ODOO_TREE = DEV / "odoo"
PACKAGES = Path("usr/lib/python3/dist-packages")
VENV = DEV / "venv"
LINT = DEV / "lint"
OCA = DEV / "oca"
PDF = DEV / "pdf"
LOGS = DEV / "log"
ODOO_CONF = DEV / "odoo.conf"

DEMO_DB = "property_visit_demo"
TEST_DB = "property_visit_test"
# Odoo makes the first one everybody's own.
LANGUAGES = "en_US,zh_CN"
# The discard port: nothing answers there, so nothing leaves the machine.
CLOSED_ENDPOINT = "http://127.0.0.1:9"

# A short name of this checkout for what cannot lie under it (see postgres.py).
CHECKOUT_ID = hashlib.sha256(f"{DEV}:{os.getuid()}".encode()).hexdigest()[:10]
