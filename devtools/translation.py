"""`./dev i18n`: refresh the template of terms and merge it into the translation."""

from . import databases, postgres
from .environment import odoo_command, variables
from .settings import ADDON, DEV, ROOT, TEST_DB, VENV
from .steps import foreground, locked, logged, timed

# Runs in the environment's Python, which has polib.
MERGE = """
import sys, polib
fresh_path, pot_path, po_path = sys.argv[1:]
def terms(catalogue):
    return [(e.msgctxt, e.msgid, e.comment, e.occurrences) for e in catalogue]
fresh = polib.pofile(fresh_path, wrapwidth=78)
try:
    same = terms(polib.pofile(pot_path)) == terms(fresh)
except OSError:
    same = False
if not same:
    fresh.save(pot_path)
try:
    po = polib.pofile(po_path, wrapwidth=78)
except OSError:
    po = polib.POFile(wrapwidth=78)
    po.metadata = {**fresh.metadata, "Language": "zh_CN"}
    po.metadata["Plural-Forms"] = "nplurals=1; plural=0;"
po.merge(fresh)
for entry in po:  # what stays as it is needs no translation
    if entry.msgid == entry.msgstr:
        entry.msgstr = ""
po.sort(key=lambda entry: entry.msgid)
po.save(po_path)
missing = len(po.untranslated_entries())
print(f"{len(fresh)} terms, {missing} without a translation")
"""


def refresh():
    """Export from the test database, which is up to date and has no demo data."""
    folder = ROOT / ADDON / "i18n"
    folder.mkdir(exist_ok=True)
    fresh = DEV / "data" / f"{ADDON}.pot"
    with postgres.in_use(passing=True), locked(f"test-{TEST_DB}"):
        databases.ensure(TEST_DB)
        with timed("terms of " + ADDON):
            command = odoo_command("i18n", "export", "-d", TEST_DB)
            command += ["-o", fresh, ADDON]
            hint = "Odoo could not export the terms: mend the error above"
            logged(command, "i18n", hint, env=variables(), cwd=ROOT)
    files = [fresh, folder / f"{ADDON}.pot", folder / "zh_CN.po"]
    return foreground([VENV / "bin/python", "-c", MERGE, *files])
