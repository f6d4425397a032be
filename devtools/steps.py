"""Steps that run once, locks between calls, and commands that explain themselves."""

import contextlib
import fcntl
import hashlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from .settings import DEV, LOGS


class DevError(Exception):
    """One sentence for the person at the keyboard: what to do."""


def digest(*inputs):
    """A short hash of texts, and of the contents of files given as Path."""
    total = hashlib.sha256()
    for item in inputs:
        data = item.read_bytes() if isinstance(item, Path) else str(item).encode()
        total.update(hashlib.sha256(data).digest())
    return total.hexdigest()[:16]


def say(text, end="\n"):
    """Progress goes to stderr: stdout belongs to the command itself."""
    print(text, file=sys.stderr, end=end, flush=True)


@contextlib.contextmanager
def timed(title):
    """A line with the title and the seconds it took."""
    say(f"{title:<58}", end="")
    start = time.monotonic()
    try:
        yield
    except BaseException:
        say("  failed")
        raise
    say(f"{time.monotonic() - start:6.1f} s")


def step(title, stamp, inputs, build, present=None):
    """Run `build` unless the stamp says it ran with the same inputs.

    `present` is a path without which the stamp is not believed.
    """
    stamp = DEV / "stamps" / stamp
    wanted = digest(*inputs)
    intact = present is None or present.exists()
    if intact and stamp.exists() and stamp.read_text() == wanted:
        return
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.unlink(missing_ok=True)
    with timed(title):
        build()
    stamp.write_text(wanted)


@contextlib.contextmanager
def locked(name, shared=False, waiting=None):
    """Hold the lock .dev/locks/NAME; `waiting` is said if somebody else has it."""
    path = DEV / "locks" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    mode = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
    with path.open("a") as handle:
        try:
            fcntl.flock(handle, mode | fcntl.LOCK_NB)
        except BlockingIOError:
            if waiting:
                say(waiting)
            fcntl.flock(handle, mode)
        yield handle


def logged(command, log, hint, **options):
    """Run with the output in .dev/log; on failure show its end and the hint."""
    LOGS.mkdir(parents=True, exist_ok=True)
    path = LOGS / f"{log}.log"
    options.setdefault("stdin", subprocess.DEVNULL)
    with path.open("wb") as output:
        process = subprocess.run(
            [str(part) for part in command],
            stdout=output,
            stderr=subprocess.STDOUT,
            **options,
        )
    if process.returncode:
        lines = path.read_text(errors="replace").splitlines()
        tail = "\n".join(lines[-25:])
        raise DevError(f"{tail}\n\n{hint} (whole log: {path})")
    return path


def output_of(command, **options):
    """The stripped standard output of a command, or None if it failed or is missing."""
    options.setdefault("stderr", subprocess.DEVNULL)
    try:
        process = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            **options,
        )
    except OSError:
        return None
    return process.stdout.strip() if process.returncode == 0 else None


def foreground(command, **options):
    """Run a command that owns the terminal; Ctrl-C and a termination reach it."""
    process = subprocess.Popen([str(part) for part in command], **options)
    previous = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        return wait_for(process)
    finally:
        signal.signal(signal.SIGTERM, previous)


def wait_for(process):
    """Wait through Ctrl-C, which the terminal has sent to the child as well."""
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:
            continue


def is_root():
    return os.geteuid() == 0
