"""What only root can install: browser, fonts, the libraries of wkhtmltopdf."""

import ctypes.util
import os
import shutil

from .steps import DevError, is_root, logged, output_of, timed

BROWSERS = ("google-chrome", "chromium", "chromium-browser", "google-chrome-stable")
LIBRARIES = {
    "Xrender": "libxrender1",
    "Xext": "libxext6",
    "X11": "libx11-6",
    "fontconfig": "libfontconfig1",
    "freetype": "libfreetype6",
    "png16": "libpng16-16",
}
SUPPORTED_PYTHON = ((3, 11), (3, 13))


def python():
    """A Python that can carry Odoo, preferably the distribution's own.

    A Python below somebody's home would make an environment nobody else can run.
    """
    own = output_of(["dpkg", "-L", "python3-minimal"]) or ""
    candidates = [line for line in own.splitlines() if line.endswith("bin/python3")]
    candidates += ["python3.11", "python3.12", "python3.13", "python3"]
    version = "import sys; print(*sys.version_info[:2])"
    for candidate in filter(None, map(shutil.which, candidates)):
        found = output_of([candidate, "-c", version])
        lowest, highest = SUPPORTED_PYTHON
        if found and lowest <= tuple(map(int, found.split())) <= highest:
            return candidate
    raise DevError("This needs a Python from 3.11 to 3.13: install python3.11.")


def missing_packages(browser):
    """Names of the Debian packages that this machine still lacks."""
    missing = [
        package
        for library, package in LIBRARIES.items()
        if not ctypes.util.find_library(library)
    ]
    if output_of([python(), "-c", "import ensurepip, venv"]) is None:
        missing.append("python3-venv")
    if not has_package("fonts-wqy-microhei"):
        missing.append("fonts-wqy-microhei")
    if browser and not any(map(shutil.which, BROWSERS)):
        missing.append("chromium")
    if browser and not shutil.which("pdftotext"):
        missing.append("poppler-utils")
    return missing


def has_package(name):
    status = output_of(["dpkg-query", "-W", "-f=${Status}", name]) or ""
    return status.endswith("ok installed")


def install_packages(browser):
    """Install what is missing as root; tell an ordinary user what root must do."""
    missing = missing_packages(browser)
    if not missing:
        return
    line = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    if not is_root():
        raise DevError(f"Ask root to run this once: {' '.join(line)}")
    env = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    hint = f"The system packages did not install; try: {' '.join(line)}"
    with timed("system packages: " + " ".join(missing)[:40]):
        logged(["apt-get", "-q", "update"], "apt-update", hint, env=env)
        logged(line, "apt-install", hint, env=env)
