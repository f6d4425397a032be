"""What a resident's pages cost beside `/my` of a bare Odoo (design.md §7).

Three servers on loopback: one with the portal alone, one with helpdesk_mgmt and some
tickets, and one with the add-on and a household that has visits, cases with promises,
and a notice. Their pages are asked for in turns by one signed-in resident each; a page
of ours may take 1.5 × the bare `/my`. What helpdesk_mgmt's pages take without us stands
beside.
"""

import os
import socket
import subprocess
import time
from contextlib import contextmanager
from datetime import timedelta

import requests
from _database import Database, fresh
from _measure import median, spread

from devtools import databases
from devtools.environment import odoo_command, variables

ROUNDS = int(os.environ.get("PORTAL_ROUNDS", "60"))
BUDGET = 1.5
LOGIN = "bench_resident"


def main():
    ours = fresh("bench_portal")
    pages = fill(ours)
    bare = bare_odoo("bench_portal_bare", "portal")
    helpdesk, ticket = bare_helpdesk("bench_portal_helpdesk")
    with (
        serving(bare) as bare_page,
        serving(helpdesk) as helpdesk_page,
        serving("bench_portal") as page,
    ):
        asked = {"bare /my": (bare_page, "/my")}
        for url in ("/my/tickets", f"/my/ticket/{ticket}"):
            asked[f"helpdesk_mgmt {url}"] = (helpdesk_page, url)
        asked |= {url: (page, url) for url in pages}
        for get, url in asked.values():  # compiled templates, caches
            get(url), get(url)
        times = {name: [] for name in asked}
        for turn in range(ROUNDS):
            for name in sorted(asked, reverse=turn % 2):
                get, url = asked[name]
                times[name].append(get(url))
    tell(times)


def tell(times):
    bare = times["bare /my"]
    print(f"{ROUNDS} rounds, one request after another")
    for name, seconds in times.items():
        ratio = [one / median(bare) for one in seconds]
        print(f"  {name:<28} {median(seconds) * 1000:7.1f} ms   {median(ratio):.2f} ×")
    ours = [median(seconds) for name, seconds in times.items() if name[0] == "/"]
    worst = max(ours) / median(bare)
    print(f"  bare /my was             {spread([s * 1000 for s in bare])} ms")
    print(f"  slowest page ÷ bare /my  {worst:.2f}   (budget {BUDGET})")


def bare_odoo(name, modules):
    """A database with nothing but some modules, and one portal user."""
    databases.drop(name)
    databases.client("createdb", "-T", "template0", name)
    databases.remember(name, {"unfinished": True})
    databases.install(name, "-i", modules, "--without-demo")
    with Database(name).session() as env:
        make_user(env)
    return name


def bare_helpdesk(name):
    """A database with helpdesk_mgmt alone; its name and the id of a ticket."""
    bare_odoo(name, "helpdesk_mgmt,helpdesk_mgmt_rating")
    with Database(name).session() as env:
        user = env["res.users"].search([("login", "=", LOGIN)])
        values = {"description": "It drips", "partner_id": user.partner_id.id}
        tickets = env["helpdesk.ticket"].create(
            [{"name": f"Water {number}", **values} for number in range(5)]
        )
        return name, tickets[0].id


def make_user(env):
    """Somebody who signs in on the portal; returns the contact."""
    partner = env["res.partner"].create({"name": "Wang", "email": "wang@example.com"})
    env["res.users"].with_context(no_reset_password=True).create(
        {
            "login": LOGIN,
            "password": LOGIN,
            "partner_id": partner.id,
            "group_ids": [(6, 0, env.ref("base.group_portal").ids)],
        }
    )
    return partner


def fill(database):
    """A household with what its pages show; return their addresses."""
    with database.session() as env:
        household = register(env, make_user(env))
        visits = [visit(env, household, day) for day in (-60, -30, 1, 20)]
        tickets = env["helpdesk.ticket"].create(
            [
                {
                    "name": f"Water {number}",
                    "description": "It drips",
                    "partner_id": household.partner_id.id,
                    "household_id": household.id,
                    "property_kind": "repair",
                }
                for number in range(5)
            ]
        )
        notice = env["property.publication"].create(
            {
                "name": "Survey",
                "body": "<p>91 %</p>",
                "estate_ids": [(6, 0, household.estate_id.ids)],
                "on_portal": True,
            }
        )
        own = (
            f"visits/{visits[-1].id}",
            f"ticket/{tickets[0].id}",
            f"notices/{notice.id}",
        )
    lists = ("visits", "tickets", "report", "notices", "household")
    return ["/my", *(f"/my/{page}" for page in (*lists, *own))]


def register(env, partner):
    """The household of a person, at an estate of the butler procedure."""
    kind = env.ref("property_visit.estate_type_residential")
    estate = env["property.estate"].create({"name": "Bench", "estate_type_id": kind.id})
    building = env["property.building"].create(
        {"name": "A", "estate_id": estate.id, "butler_id": env.uid}
    )
    return env["property.household"].create(
        {"building_id": building.id, "unit": "101", "partner_id": partner.id}
    )


def visit(env, household, days):
    """A visit so many days from today, made when that is over."""
    today = household.estate_id._today()
    values = {
        "household_id": household.id,
        "user_id": env.uid,
        "method_id": env.ref("property_visit.method_office").id,
        "date_planned": today + timedelta(days=days),
    }
    if days < 0:
        done = f"{today + timedelta(days=days)} 02:00:00"
        values |= {"state": "done", "date_done": done}
    return env["property.visit"].create(values)


@contextmanager
def serving(name):
    """A server of a database; gives a function that times one page."""
    port = free_port()
    command = odoo_command("-d", name, f"--http-port={port}", "--workers=0")
    command += [f"--db-filter=^{name}$", "--log-level=error"]
    process = subprocess.Popen([str(part) for part in command], env=variables())
    try:
        yield signed_in(f"http://127.0.0.1:{port}", process)
    finally:
        process.terminate()
        process.wait(30)


def signed_in(base, process):
    session = requests.Session()
    wait_for(session, base, process)
    form = session.get(f"{base}/web/login").text
    token = form.split('name="csrf_token" value="')[1].split('"')[0]
    answer = session.post(
        f"{base}/web/login",
        data={"login": LOGIN, "password": LOGIN, "csrf_token": token},
    )
    answer.raise_for_status()

    def timed(url):
        start = time.perf_counter()
        answer = session.get(base + url)
        seconds = time.perf_counter() - start
        if answer.status_code != 200 or "/web/login" in answer.url:
            raise SystemExit(f"{url} answered {answer.status_code} at {answer.url}")
        return seconds

    return timed


def wait_for(session, base, process):
    for _ in range(240):
        if process.poll() is not None:
            raise SystemExit("The server ended before it answered.")
        try:
            session.get(f"{base}/web/login", timeout=60)
        except requests.ConnectionError:
            time.sleep(0.25)
        else:
            return
    raise SystemExit("The server does not answer.")


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


if __name__ == "__main__":
    main()
