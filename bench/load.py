"""Two hundred residents at once on the demo estates (design.md §7).

A server of several workers on loopback, started and ended here. Every resident signs
in, opens pages and reports one case by the form, all at the same time. Nothing may
fail, neither for them nor in the server's log; every report sent must be there
afterwards, and only once; p50 and p95 are told, and what was tried again.

    LOAD_SECONDS=600 LOAD_RESIDENTS=100 ./dev bench load
"""

import os
import re
import subprocess
import tempfile
import threading
import time
from collections import Counter
from contextlib import contextmanager
from pathlib import Path

import requests
from _database import Database
from portal import free_port, wait_for

from devtools import databases
from devtools.environment import odoo_command, variables

RESIDENTS = int(os.environ.get("LOAD_RESIDENTS", "200"))
SECONDS = int(os.environ.get("LOAD_SECONDS", "180"))
WORKERS = int(os.environ.get("LOAD_WORKERS", "4"))
PAUSE = float(os.environ.get("LOAD_PAUSE", "10"))  # seconds a resident reads a page
# Odoo queues 8 connections a worker and resets the rest: residents come one by one.
ARRIVE = float(os.environ.get("LOAD_ARRIVE", "50"))  # seconds until all are there
NAME = "bench_load"
PAGES = ("/my", "/my/visits", "/my/tickets", "/my/household", "/my/notices")
# What the server says where something went wrong. Clashes of two transactions are run
# again by Odoo, and nobody notices; all else is a failure.
RETRIED = "tries left, try again"
WRONG = {
    "given up after clashes": "maximum number of tries reached",
    "no connection left in the pool": "The Connection Pool Is Full",
    "workers that were ended": "timeout after [0-9.]+s",
    "exceptions (sessions that cannot be stored, too)": "^Traceback",
}
TOKEN = re.compile(r'name="(csrf_token|key)" (?:type="hidden" )?value="([^"]+)"')


class Failed(Exception):
    """A page that should have come, and did not."""


def main():
    databases.create(NAME, True)
    database = Database(NAME)
    logins = residents(database)
    times, failures, sent = [], Counter(), []
    with serving() as (base, log):
        until = time.monotonic() + SECONDS
        people = [
            threading.Thread(
                target=live, args=(base, login, until, times, failures, sent)
            )
            for login in logins
        ]
        for person in people:
            person.start()
            time.sleep(ARRIVE / len(people))
        for person in people:
            person.join(SECONDS + 300)
    heard = log.read_text(errors="replace")
    wrong = {kind: len(re.findall(say, heard, re.M)) for kind, say in WRONG.items()}
    failures.update(+Counter(wrong))
    if not tell(times, failures, sent, stored(database), heard.count(RETRIED)):
        raise SystemExit(f"Not every resident was served; the server's log: {log}")
    log.unlink()


def residents(database):
    """Portal logins for persons who live there; as many as are asked for."""
    with database.session() as env:
        members = env["property.household.member"].search([])
        people = members.filtered(lambda member: member._is_current()).partner_id
        people = people.filtered(lambda person: not person.user_ids)[:RESIDENTS]
        hashed = env["res.users"]._crypt_context().hash("resident")
        users = (
            env["res.users"]
            .with_context(no_reset_password=True, mail_create_nosubscribe=True)
            .create(
                [
                    {
                        "login": f"load_{person.id}",
                        "partner_id": person.id,
                        "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
                    }
                    for person in people
                ]
            )
        )
        env.flush_all()
        # Hashing two hundred passwords is not what is measured.
        env.cr.execute(
            "UPDATE res_users SET password = %s WHERE id = ANY(%s)",
            [hashed, users.ids],
        )
        return users.mapped("login")


@contextmanager
def serving():
    port = free_port()
    command = odoo_command("-d", NAME, f"--http-port={port}", f"--workers={WORKERS}")
    command += [f"--gevent-port={free_port()}", f"--db-filter=^{NAME}$"]
    command += ["--max-cron-threads=0", "--limit-time-real=600"]
    command += ["--log-level=warn", "--log-handler=odoo.service.model:INFO"]
    # By itself it hangs up on who takes 2 s to send: two hundred threads here may.
    patient = {**variables(), "ODOO_HTTP_SOCKET_TIMEOUT": "60"}
    log = Path(tempfile.mkstemp(suffix=".log")[1])
    with log.open("wb") as out:
        process = subprocess.Popen(
            [str(part) for part in command], env=patient, stderr=out
        )
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for(requests.Session(), base, process)
        yield base, log
    finally:
        process.terminate()
        process.wait(60)


def live(base, login, until, times, failures, sent):
    """One resident: sign in, read, report once, read on."""
    session = requests.Session()

    def ask(method, path, **options):
        start = time.perf_counter()
        answer = session.request(method, base + path, timeout=120, **options)
        times.append(time.perf_counter() - start)
        if answer.status_code != 200 or (
            path != "/web/login" and "/web/login" in answer.url
        ):
            raise Failed(f"{path.split('?')[0]} {answer.status_code}")
        return answer

    def step(method, path, **options):
        try:
            return ask(method, path, **options)
        except (Failed, requests.RequestException) as error:
            failures[f"{type(error).__name__}: {error}"[:90]] += 1
            return None

    page = step("GET", "/web/login")
    form = dict(TOKEN.findall(page.text)) if page else {}
    step(
        "POST",
        "/web/login",
        data={"login": login, "password": "resident", **form},
    )
    report(step, login, sent)
    turn = hash(login)
    while time.monotonic() < until:
        step("GET", PAGES[turn % len(PAGES)])
        turn += 1
        time.sleep(PAUSE)  # they read


def report(step, login, sent):
    """The form, filled in and sent twice, as by an impatient finger."""
    page = step("GET", "/my/report?kind=repair")
    form = dict(TOKEN.findall(page.text)) if page else {}
    household = page and re.search(r'name="household"[^>]*value="(\d+)"', page.text)
    values = {"kind": "repair", "text": f"Load of {login}", **form}
    if household:
        values["household"] = household.group(1)
    for _again in range(2):
        if step("POST", "/my/report", data=values):
            sent.append(login)


def stored(database):
    rows = database.execute(
        "SELECT substring(description from 'Load of ([a-z_0-9]+)'), count(*)"
        " FROM helpdesk_ticket WHERE description LIKE '%%Load of %%' GROUP BY 1"
    )
    return dict(rows)


def tell(times, failures, sent, found, retried):
    times = sorted(times)
    lost = set(sent) - set(found)
    twice = [login for login, count in found.items() if count > 1]
    print(f"{RESIDENTS} residents, {SECONDS} s, {WORKERS} workers")
    print(f"  requests {len(times)}, failed {sum(failures.values())}")
    for failure, count in failures.most_common(10):
        print(f"    {count} × {failure}")
    print(f"  clashes that were run again {retried}")
    print(f"  reports stored {len(found)}, lost {len(lost)}, twice {len(twice)}")
    for share in (50, 95, 99):
        seconds = times[min(len(times) - 1, len(times) * share // 100)]
        print(f"  p{share} {seconds * 1000:.0f} ms")
    return not (failures or lost or twice)


if __name__ == "__main__":
    main()
