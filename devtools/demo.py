"""`./dev run`: the demo database behind a local address."""

import contextlib
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request

from . import databases, postgres
from .environment import odoo_command, variables
from .settings import DEMO_DB
from .steps import DevError, locked, say, wait_for

SLOW_START = 120
LOGINS = """
    select concat_ws('  |  ', u.login, u.login, p.name, p.function)
    from res_users u join res_partner p on p.id = u.partner_id
    where u.active and u.login like 'demo\\_%' order by u.id
"""


def run(port):
    """Serve the demo database until Ctrl-C."""
    if not is_free(port):
        raise DevError(f"Port {port} is taken: choose another with --port.")
    with postgres.in_use(passing=True):
        with locked(f"demo-{DEMO_DB}"):
            databases.ensure(DEMO_DB, demo=True)
        # PDFs fetch their styles from the server: it has to know its own address.
        address = databases.parameter("report.url", f"http://127.0.0.1:{port}")
        databases.sql(DEMO_DB, address)
        command = odoo_command("-d", DEMO_DB, f"--http-port={port}")
        command += [f"--db-filter=^{DEMO_DB}$", "--log-level=warn"]
        command = [str(part) for part in command]
        process = subprocess.Popen(command, env=variables())
        with forwarded(process):
            if wait_until_served(process, port):
                announce(port)
            return abs(wait_for(process))


@contextlib.contextmanager
def forwarded(process):
    """A termination of ours is Odoo's too; none is left behind."""
    previous = signal.signal(signal.SIGTERM, lambda *_: process.terminate())
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, previous)
        if process.poll() is None:
            process.terminate()
            process.wait()


def wait_until_served(process, port):
    """True as soon as the login page answers; False if Odoo ended instead."""
    address = f"http://127.0.0.1:{port}/web/login"
    # Straight to the loopback: a proxy of the machine has no business here.
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _second in range(SLOW_START):
        if process.poll() is not None:
            return False
        try:
            opener.open(address, timeout=60).close()
            return True
        except urllib.error.HTTPError as error:
            raise DevError(f"{address} answers {error.code}: see above.") from None
        except OSError:
            time.sleep(1)
    raise DevError(f"{address} does not answer: see the log above.")


def announce(port):
    """The address, and who may sign in."""
    logins = databases.sql(DEMO_DB, LOGINS).splitlines()
    say(f"\n  http://127.0.0.1:{port}    (stop with Ctrl-C)\n")
    say("  login  |  password  |  name  |  role")
    for line in ["admin  |  admin  |  Administrator  |  everything", *logins]:
        say(f"  {line}")
    say("")


def is_free(port):
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        with contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return True
    return False


def free_port():
    """A port that nobody listens on right now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
