"""`scrapy health`: what it says, how it ends, and who is told."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import storing
import watching
from commanding import run_on
from crawling import crawl, scrapy
from mailing import mail_server
from serving import Served, serving
from storing import DAY, HOUR, MINUTE
from watching import START, Done, Habits, Simulation

from newscrawl.commands.health import Command
from newscrawl.health.crawls import read_crawls
from newscrawl.health.shares import CHECKS, counts_of
from newscrawl.store.engine import reading

OUTLETS = """
[blad]
name = "Blad"
country = "NL"
language = "nl"
zone = "Europe/Amsterdam"
period = "30m"
sections = [{name = "Buitenland", listing = "https://blad.example/buitenland"}]

[krant]
name = "Krant"
country = "BE"
language = "nl"
zone = "Europe/Brussels"
sections = [{name = "Buitenland", listing = "https://krant.example/buitenland"}]
"""
DIES_AT = START + 20 * HOUR
BLAD = Habits("blad", 30 * MINUTE, 120, lost=0)
KRANT = Habits("krant", 60 * MINUTE, 120, declared=False)


@pytest.fixture
def file(tmp_path) -> Path:
    """A store of two days, in which one outlet is refused from hour 20 on, and for two hours only."""
    (tmp_path / "mine.toml").write_text(OUTLETS)
    file = tmp_path / "store.db"

    def refuse(done: Done) -> Done:
        return watching.refused(done) if done.started_at < DIES_AT + 2 * HOUR else done

    blad, krant = Simulation(BLAD), Simulation(KRANT)
    crawls = {blad: list(blad.run(48, refuse, DIES_AT)), krant: list(krant.run(48))}
    watching.keep(f"sqlite:///{file}", crawls)
    return file


def run(file: Path | str, *arguments: str, settings: tuple[str, ...] = ()) -> int:
    folder = file.parent if isinstance(file, Path) else Path()
    options = (
        [f"NEWSCRAWL_OUTLETS={folder / 'mine.toml'}", *settings] if isinstance(file, Path) else [*settings]
    )
    return run_on(file, Command(), *arguments, *(part for option in options for part in ("-s", option)))


def at(hours: float) -> str:
    return f"--at={(START + hours * HOUR).isoformat()}"


# What it says


def test_an_outlet_that_no_file_declares_any_more_is_told_for_two_days(file, capsysbinary):
    (file.parent / "mine.toml").write_text(OUTLETS.split("[krant]")[0])
    assert run(file, at(20)) == 1
    assert b"krant: undeclared since " in capsysbinary.readouterr().err
    assert run(file, at(20), "--outlets", "blad") == 0
    assert run(file, at(120), "--since", (START + 0 * HOUR).isoformat()) == 1
    assert b"krant" not in capsysbinary.readouterr().err


def test_all_is_well(file, capsysbinary):
    assert run(file, at(20)) == 0
    told = capsysbinary.readouterr()
    assert told.err == b"scrapy health: 2 outlets: nothing is wrong\n"
    head, *rows = told.out.decode().splitlines()
    assert head.split()[:2] == ["Outlet", "Health"]
    assert [row.split()[:2] for row in rows] == [["blad", "ok"], ["krant", "ok"]]


def test_one_is_refused(file, capsysbinary):
    assert run(file, at(21.5)) == 1
    told = capsysbinary.readouterr()
    overdue, blocked = told.err.decode().splitlines()
    assert overdue.startswith("scrapy health: blad: overdue since 2026-01-22T00:")
    assert "one is due each 30m: the last one failed at 2026-01-22T02:" in overdue
    assert (
        ": section Buitenland: http 403: https://blad.example/buitenland; look at scrapy outlets --check blad"
        in overdue
    )
    assert overdue.endswith('(README, "What to do when an outlet breaks")')
    assert blocked.startswith("scrapy health: blad: blocked since 2026-01-22T01:")
    assert [row.split()[:2] for row in told.out.decode().splitlines()[1:]] == [
        ["blad", "wrong"],
        ["krant", "ok"],
    ]


def test_as_json(file, capsysbinary):
    assert run(file, "--json", at(21.5)) == 1
    told = json.loads(capsysbinary.readouterr().out)
    assert list(told) == ["checked_at", "healthy", "problems", "outlets"]
    assert (told["checked_at"], told["healthy"]) == ((START + 21.5 * HOUR).isoformat(), False)
    assert [(problem["outlet"], problem["kind"], problem["section"]) for problem in told["problems"]] == [
        ("blad", "overdue", None), ("blad", "blocked", None),
    ]  # fmt: skip
    assert all(
        set(problem) == {"outlet", "kind", "section", "since", "what", "next"} for problem in told["problems"]
    )
    blad, krant = told["outlets"]
    assert list(blad) == ("outlet result last_state last_started_at last_heard_at last_success_at period_seconds new usual_new shares").split()  # fmt: skip
    assert (blad["outlet"], blad["result"], blad["last_state"], blad["period_seconds"]) == (
        "blad",
        "wrong",
        "failed",
        1800,
    )
    assert blad["last_success_at"] < DIES_AT.isoformat()
    assert (krant["result"], krant["last_state"]) == ("ok", "done")
    assert abs(krant["period_seconds"] - 3600) < 360
    assert set(krant["shares"]) == {"times", "no_times", "datelines", "bodies", "blocked", "pages", "crawls"}
    assert krant["shares"]["blocked"]["bad"] == 0 < krant["shares"]["blocked"]["of"]


def test_well_again(file, capsysbinary):
    assert run(file, at(25)) == 0
    assert capsysbinary.readouterr().err == b"scrapy health: 2 outlets: nothing is wrong\n"


@pytest.mark.parametrize(
    ("arguments", "code", "named"),
    [
        (["krant"], 0, []),
        (["--outlets", "krant"], 0, []),
        (["--country", "BE"], 0, []),
        (["--country", "NL"], 1, ["blad"]),
        (["blad", "krant"], 1, ["blad"]),
        (["krant", "nd"], 1, ["nd"]),  # it was never crawled, and is named
    ],
)
def test_which_are_looked_at(file, arguments, code, named, capsysbinary):
    assert run(file, "--json", at(21.5), *arguments) == code
    told = json.loads(capsysbinary.readouterr().out)
    assert list(dict.fromkeys(problem["outlet"] for problem in told["problems"])) == named


def test_what_is_not_crawled_any_more_is_not_looked_at(file, capsysbinary):
    later = f"--at={(START + 31 * DAY).isoformat()}"
    assert run(file, later) == 0
    assert capsysbinary.readouterr() == (b"", b"scrapy health: 0 outlets: nothing is wrong\n")
    assert run(file, later, "krant") == 1


def test_where_history_begins(file, capsysbinary):
    """What was so from the beginning is no change."""
    assert run(file, "--json", at(21.5), f"--since={DIES_AT.isoformat()}") == 1
    told = json.loads(capsysbinary.readouterr().out)
    assert {problem["kind"] for problem in told["problems"]} == {"overdue"}


def test_one_that_was_tried_by_hand_is_new(file, capsysbinary):
    with storing.opened(f"sqlite:///{file}") as store:
        store.begin(storing.outlet("nd"), START)
    assert run(file, at(20)) == 0
    assert b"nd      new " in capsysbinary.readouterr().out


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--jsn"], "unknown option '--jsn'; -h shows all"),
        (["blat"], "no outlet 'blat'; did you mean blad or "),
        (["--country", "XX"], "--country: no outlet has 'XX'; there are "),
        (["--since", "soon"], "--since: expected a day, an instant or an age, such as 2026-01-24,"),
        (["--at", "soon"], "--at: expected a day, an instant or an age, such as 2026-01-24,"),
        (["--alert", "--at", "2026-01-24"], "--at: does not go with --alert, which tells of now"),
        (["--state", "x.json"], "--state: goes with --alert only"),
        (["--alert"], "NEWSCRAWL_ALERTS is empty: expected addresses such as mailto:you@example.org"),
        (
            ["--alert", "-s", "NEWSCRAWL_ALERTS=you@example.org"],
            "NEWSCRAWL_ALERTS: expected addresses such as mailto:",
        ),
    ],
)
def test_wrong_usage_is_one_line(file, arguments, line, capsys):
    assert run(file, *arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith(f"scrapy health: {line}")
    assert told.err.count("\n") == 1


@pytest.mark.parametrize(
    ("address", "code", "line"),
    [
        ("", 2, "NEWSCRAWL_STORE is empty: expected a database URL such as sqlite:///newscrawl.db"),
        ("sqlite:///no.db", 1, "store since "),
    ],
)
def test_no_store(tmp_path, monkeypatch, address, code, line, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(address) == code
    assert capsys.readouterr().err.startswith(f"scrapy health: {line}")
    assert list(tmp_path.iterdir()) == []


def test_a_server_needs_a_file_of_its_own(capsys):
    assert (
        run(
            "postgresql://me:secret@host/news",
            "--alert",
            settings=("NEWSCRAWL_ALERTS=mailto:you@example.org",),
        )
        == 2
    )
    assert capsys.readouterr().err.startswith(
        "scrapy health: --state: expected a file that remembers who was told what"
    )


# Alerts


def keep_now(file: Path, hours: float) -> None:
    """Put a store in the place of another one, in which a day of crawls ended so many hours ago."""
    for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
        file.with_name(name).unlink(missing_ok=True)
    simulation = Simulation(BLAD)
    done = list(simulation.run(24))
    ago = datetime.now(UTC) - hours * HOUR - max(each.heard_at for each in done)
    for each in done:
        each.started_at, each.heard_at = each.started_at + ago, each.heard_at + ago
        each.ended_at = each.heard_at
    watching.keep(f"sqlite:///{file}", {simulation: done})


def test_each_change_is_told_once_and_by_both_ways(file, capsys, monkeypatch):
    posted = []

    def take(handler):
        posted.append(json.loads(handler.rfile.read(int(handler.headers["Content-Length"]))))
        handler.send_response(200)
        handler.end_headers()

    with mail_server() as mails, serving({"/hook": take}) as (base, _):
        monkeypatch.setenv("NEWSCRAWL_SMTP", f"smtp://127.0.0.1:{mails.port}")
        settings = (f"NEWSCRAWL_ALERTS=mailto:ops@example.org,{base}/hook",)
        for hours, code in ((0, 0), (9, 1), (9, 1), (0, 0), (0, 0)):
            keep_now(file, hours)
            assert run(file, "--alert", settings=settings) == code
    subjects = ["newscrawl: blad wrong", "newscrawl: blad well again"]
    assert [mail["Subject"] for mail in mails.mails] == subjects
    assert [message["text"].splitlines()[0] for message in posted] == subjects
    assert [(len(message["wrong"]), message["well"]) for message in posted] == [(1, []), (0, ["blad"])]
    assert "none has begun since" in mails.mails[0].get_content()
    assert "127.0.0.1" not in file.with_name("store.db-alerts.json").read_text()
    assert "alert" not in capsys.readouterr().err


def test_an_alert_that_cannot_be_sent_is_a_line_and_is_sent_later(file, tmp_path, capsys):
    keep_now(file, 9)
    state = tmp_path / "told.json"
    pages: dict[str, Served] = {"/s3cr3t": Served("no", status=500)}
    with serving(pages) as (base, asked):
        for _ in range(2):
            assert (
                run(file, "--alert", "--state", str(state), settings=(f"NEWSCRAWL_ALERTS={base}/s3cr3t",))
                == 1
            )
        told = capsys.readouterr().err
        assert told.count("scrapy health: alert not sent: http://127.0.0.1/...: http 500\n") == 2
        assert "s3cr3t" not in told
        assert not state.exists()
        pages["/s3cr3t"] = Served("ok")
        for _ in range(2):
            assert (
                run(file, "--alert", "--state", str(state), settings=(f"NEWSCRAWL_ALERTS={base}/s3cr3t",))
                == 1
            )
    assert asked == ["/s3cr3t"] * 3
    assert state.exists()


def test_a_store_that_cannot_be_read_is_told(file, tmp_path, capsys):
    file.write_text("De storm trekt over de kust.\n" * 300)
    for name in ("store.db-wal", "store.db-shm"):
        file.with_name(name).unlink(missing_ok=True)
    with serving({"/hook": Served("ok")}) as (base, asked):
        for _ in range(2):
            assert run(file, "--alert", settings=(f"NEWSCRAWL_ALERTS={base}/hook",)) == 1
    assert "the file is no store, or is damaged; look at scrapy store check" in capsys.readouterr().err
    assert asked == ["/hook"]


# As a command


def test_as_a_command(file):
    done = scrapy(
        "health", "--json", at(21.5), "-s", f"NEWSCRAWL_STORE=sqlite:///{file}", "-s", f"NEWSCRAWL_OUTLETS={file.parent / 'mine.toml'}"
    )  # fmt: skip
    assert done.returncode == 1
    assert json.loads(done.stdout)["healthy"] is False
    assert [line.split(" since ")[0] for line in done.stderr.splitlines()] == [
        "scrapy health: blad: overdue", "scrapy health: blad: blocked",
    ]  # fmt: skip


def test_what_is_watched_is_what_crawls_count(newsroom, tmp_path):
    address = f"sqlite:///{tmp_path / 'store.db'}"
    outlets = newsroom.write_outlets(tmp_path)
    done = crawl("nrround", outlets, tmp_path / "rows.jsonl", "-s", f"NEWSCRAWL_STORE={address}")
    with storing.engine_of(address) as engine, reading(engine) as connection:
        now = datetime.now(UTC) + HOUR
        (found,) = read_crawls(connection, "nrround", now - DAY, now)
    counted = {check.kind: next(counts_of(check, [found])) for check in CHECKS}
    new = sum(row["outcome"] == "new" for row in done.rows)
    assert (counted["crawls"].cases, counted["pages"].cases) == (1, 2)
    assert counted["bodies"].cases == len(done.rows)
    assert counted["times"].cases == counted["no_times"].cases == counted["datelines"].cases >= len(done.rows)
    assert counted["blocked"].cases >= len(done.rows)
    assert sum(found.new.values()) == new > 0
