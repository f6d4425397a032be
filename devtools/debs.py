"""Odoo 19 from Debian's own package, downloaded and unpacked without root.

Only the suite sid has it, and installing sid's package would replace the machine's
C library. So nine packages are downloaded through private apt lists and unpacked
side by side: the links between them are relative and come out whole.
"""

import os
import re
import shutil
import subprocess
from pathlib import Path

from .settings import DEV, ODOO_TREE, PACKAGES
from .steps import DevError, logged, output_of, step

# Odoo links to fonts and scripts of these packages; without them every page is an
# error 500. sid's Font Awesome no longer has the files, hence the older suite.
DEBS = {
    "odoo-19": "sid",
    "fonts-montserrat": "sid",
    "fonts-font-awesome": "bookworm",
    "fonts-roboto-unhinted": "bookworm",
    "fonts-ocr-b": "bookworm",
    "fonts-inconsolata": "bookworm",
    "libjs-jquery": "bookworm",
    "libjs-jquery-form": "bookworm",
    "libjs-underscore": "bookworm",
}
# Debian drops this file as not free; the backend's bundle lists it all the same.
HOLE = "odoo/addons/mail/static/lib/selfie_segmentation/selfie_segmentation.js"
INSTEAD = "set ODOO_DEB to an odoo-19 .deb or ODOO_HOME to an Odoo 19.0 source folder"
APT = DEV / "apt"


def odoo_home():
    """The folder that holds Odoo: our unpacked tree or the person's own."""
    return Path(os.environ.get("ODOO_HOME") or ODOO_TREE).resolve()


def python_path():
    """The folder to import `odoo` from."""
    home = odoo_home()
    return home / PACKAGES if (home / PACKAGES).is_dir() else home


def launcher():
    """Odoo's own start script (`python -m odoo` breaks its worker processes)."""
    home = odoo_home()
    for path in (home / "usr/bin/odoo", home / "odoo-bin", home / "setup/odoo"):
        if path.exists():
            return path
    raise DevError(f"No start script of Odoo in {home}: point ODOO_HOME to its source.")


def provide_odoo():
    """Download and unpack unless ODOO_HOME names a folder; check the release."""
    if not os.environ.get("ODOO_HOME"):
        chosen = os.environ.get("ODOO_DEB", "")
        # Version 1 of how the tree is made: raise it when unpacking changes.
        inputs = [1, DEBS, chosen and Path(chosen).resolve()]
        if chosen and not Path(chosen).is_file():
            raise DevError(f"ODOO_DEB: there is no file {chosen}.")
        present = ODOO_TREE / "usr/bin/odoo"
        step("Odoo 19 and its fonts and scripts", "odoo", inputs, build, present)
    check_release()


def build():
    """Fill .dev/odoo from the nine packages, then forget the downloads."""
    shutil.rmtree(APT, ignore_errors=True)
    shutil.rmtree(ODOO_TREE, ignore_errors=True)
    try:
        for deb in collect():
            unpack(deb)
    finally:
        shutil.rmtree(APT, ignore_errors=True)
    hole = ODOO_TREE / PACKAGES / HOLE
    if not hole.exists():
        hole.parent.mkdir(parents=True, exist_ok=True)
        hole.write_text("// Not part of Debian's package.\n")


def collect():
    """The .deb files: beside ODOO_DEB where they lie there, else downloaded."""
    found, wanted = [], dict(DEBS)
    if os.environ.get("ODOO_DEB"):
        chosen = Path(os.environ["ODOO_DEB"]).resolve()
        found.append(chosen)
        wanted.pop("odoo-19")
        for name in list(wanted):
            beside = sorted(chosen.parent.glob(f"{name}_*.deb"))
            if beside:
                found.append(beside[-1])
                wanted.pop(name)
    return found + (download(wanted) if wanted else [])


def download(wanted):
    """Download packages through lists of our own: no root, no change to the machine."""
    for folder in ("lists/partial", "own/partial", "cache/archives/partial", "etc/d"):
        (APT / folder).mkdir(parents=True, exist_ok=True)
    debs = APT / "debs"
    debs.mkdir(exist_ok=True)
    (APT / "status").touch()
    sources = APT / "etc/sources.list"
    keyring, mirror = archive_keyring(), archive_address()
    lines = [
        f"deb [signed-by={keyring}] {mirror} {suite} main\n"
        for suite in sorted(set(wanted.values()))
    ]
    sources.write_text("".join(lines))
    apt = ["apt-get", "-q", *common_options("lists")]
    apt += ["-o", f"Dir::Etc::sourcelist={sources}", "-o", "Acquire::Retries=3"]
    for key in ("sourceparts", "preferences"):
        apt += ["-o", f"Dir::Etc::{key}=/dev/null"]
    apt += ["-o", f"Dir::Etc::preferencesparts={APT / 'etc/d'}"]
    apt += ["-o", f"Dir::State::status={APT / 'status'}"]
    logged([*apt, "update"], "apt-lists", "The package lists did not load; " + INSTEAD)
    names = [f"{name}/{suite}" for name, suite in wanted.items()]
    hint = "Debian no longer serves these packages; " + INSTEAD
    logged([*apt, "download", *names], "apt-download", hint, cwd=debs)
    return sorted(debs.glob("*.deb"))


def common_options(lists):
    """apt options that keep it inside .dev/apt."""
    pairs = [
        f"Dir::State::lists={APT / lists}",
        f"Dir::Cache={APT / 'cache'}",
        "APT::Sandbox::User=",
        "Acquire::Languages=none",
    ]
    return [part for pair in pairs for part in ("-o", pair)]


def archive_address():
    """The Debian mirror that this machine itself uses (security mirrors left out)."""
    options = common_options("own")
    # The lists must be there first: without them apt names no mirror.
    hint = "apt could not read this machine's own sources; " + INSTEAD
    logged(["apt-get", "-q", *options, "update"], "apt-own", hint)
    query = ["indextargets", "--format", "$(REPO_URI)"]
    query += ["Created-By: Packages", "Label: Debian"]
    found = output_of(["apt-get", *options, *query])
    if not found:
        raise DevError("The apt sources name no Debian mirror; " + INSTEAD)
    return found.splitlines()[0]


def archive_keyring():
    """Debian's archive keys, which verify every suite's signature."""
    listed = output_of(["dpkg", "-L", "debian-archive-keyring"]) or ""
    for line in listed.splitlines():
        if line.endswith(("debian-archive-keyring.gpg", "debian-archive-keyring.pgp")):
            return line
    raise DevError("Install the package debian-archive-keyring, or " + INSTEAD)


def unpack(deb):
    """Unpack, without a second copy of the add-ons and without foreign languages."""
    ODOO_TREE.mkdir(parents=True, exist_ok=True)
    tar = ["tar", "-x", "-C", str(ODOO_TREE), "--no-same-owner"]
    tar += ["--wildcards", "--no-wildcards-match-slash"]
    for pattern in (f"./{PACKAGES}/addons", "*/i18n*/[!z]*.po", "*/i18n*/z[!h]*.po"):
        tar.append(f"--exclude={pattern}")
    contents = ["dpkg-deb", "--fsys-tarfile", str(deb)]
    with subprocess.Popen(contents, stdout=subprocess.PIPE) as source:
        unpacked = subprocess.run(tar, stdin=source.stdout)
    if unpacked.returncode or source.returncode:
        raise DevError(f"{deb} did not unpack: is the disk full, the file whole?")


def check_release():
    """Refuse anything but Odoo 19.0."""
    release = python_path() / "odoo/release.py"
    if not release.is_file():
        raise DevError(f"There is no Odoo in {odoo_home()}; {INSTEAD}.")
    if not re.search(r"^version_info = \(19, 0,", release.read_text(), re.MULTILINE):
        raise DevError(f"The Odoo in {odoo_home()} is not 19.0; {INSTEAD}.")
