"""`scrapy store`: what it says, how it ends, and that nothing is lost."""

import json
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
import storing
from commanding import run_on
from crawling import scrapy
from storing import HOUR, NOON, page, seen

from newscrawl.care.check import find_faults
from newscrawl.commands.store import Command
from newscrawl.store import engine


@pytest.fixture
def file(tmp_path) -> Path:
    """A store with three stories."""
    file = tmp_path / "store.db"
    storing.fill(f"sqlite:///{file}")
    return file


def run(file: Path | str, *arguments: str) -> int:
    return run_on(file, Command(), *arguments)


# Wrong usage


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ([], "what to do: expected check, backup, compact or stats, got ''"),
        (["chek"], "what to do: expected check, backup, compact or stats, got 'chek'; did you mean check?"),
        (["check", "x"], "expected nothing more, got 'x'"),
        (["check", "--dry-run"], "--dry-run: goes with compact only"),
        (["stats", "--older", "30d"], "--older: goes with compact only"),
        (["compact", "--format", "json"], "--format: goes with stats only"),
        (["compact", "--oldest", "30d"], "unknown option '--oldest'; -h shows all"),
        (["compact", "--older", "month"], "--older: expected a number of days, weeks or years, such as 30d, 8w or 1y, got 'month'"),
        (["compact", "--older", "-1d"], "--older: expected a number of days, weeks or years, such as 30d, 8w or 1y, got '-1d'"),
        (["compact", "--older", "0d"], "--older: expected one day to a hundred years, got '0d'"),
        (["compact", "--older", "101y"], "--older: expected one day to a hundred years, got '101y'"),
        (["stats", "--format", "csv"], "--format: expected table or json, got 'csv'"),
        (["backup"], "backup: expected the file that the copy goes into"),
        (["backup", "a", "b"], "backup: expected the file that the copy goes into"),
    ],
)  # fmt: skip
def test_wrong_usage_is_one_line(file, arguments, line, capsys):
    if "-1d" in arguments:
        arguments = ["compact", "--older=-1d"]
    assert run(file, *arguments) == 2
    assert capsys.readouterr().err == f"scrapy store: {line}\n"


@pytest.mark.parametrize("what", [["check"], ["stats"], ["compact"], ["backup", "copy.db"]])
@pytest.mark.parametrize(
    ("address", "code", "line"),
    [
        ("", 2, "NEWSCRAWL_STORE is empty: expected a database URL such as sqlite:///newscrawl.db"),
        ("sqlite:///no.db", 1, "store sqlite:///no.db: there is none"),
    ],
)
def test_no_store(tmp_path, monkeypatch, what, address, code, line, capsys):
    monkeypatch.chdir(tmp_path)
    assert run(address, *what) == code
    assert capsys.readouterr().err == f"scrapy store: {line}\n"
    assert list(tmp_path.iterdir()) == []


# Check


def test_a_sound_store(file, capsys):
    assert run(file, "check") == 0
    assert capsys.readouterr() == ("", "scrapy store: sound\n")


def test_faults_are_lines(file, capsys):
    storing.run_sql(
        f"sqlite:///{file}", "DELETE FROM keys WHERE story = 2", "UPDATE stories SET version = 5 WHERE id = 3"
    )
    assert run(file, "check") == 1
    assert capsys.readouterr().err.splitlines() == [
        "scrapy store: no key by which it is found: 0000000000000002",
        "scrapy store: current version is not its last one: 0000000000000003",
        "scrapy store: 2 faults",
    ]


def test_rows_that_refer_to_nothing(file, capsys):
    storing.run_sql(f"sqlite:///{file}", "DELETE FROM stories WHERE id = 2")
    assert run(file, "check") == 1
    lines = capsys.readouterr().err.splitlines()
    assert "scrapy store: sightings: row 2 refers to stories, where there is none such" in lines


def test_many_rows_that_refer_to_nothing(file, capsys):
    storing.run_sql(f"sqlite:///{file}", "DELETE FROM stories")
    assert run(file, "check") == 1
    assert capsys.readouterr().err.splitlines()[-2:] == [
        "scrapy store: 11 more rows refer to others that are not there",
        "scrapy store: 11 faults",
    ]


def damage(file: Path) -> None:
    """Overwrite the last third of a store."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    whole = file.read_bytes()
    end = len(whole) // 3 * 2
    file.write_bytes(whole[:end] + b"\xa5" * (len(whole) - end))


def test_a_damaged_file_is_told_and_left_alone(file, capsys):
    storing.fill(f"sqlite:///{file}", 200)
    damage(file)
    before = file.read_bytes()
    assert run(file, "check") == 1
    lines = capsys.readouterr().err.splitlines()
    assert all(line.startswith("scrapy store: damaged: ") for line in lines[:-1])
    assert lines[-1] == f"scrapy store: {len(lines) - 1} faults"
    assert len(lines) > 2
    assert file.read_bytes() == before


def test_a_file_that_is_no_store(tmp_path, capsys):
    file = tmp_path / "store.db"
    file.write_text("De storm trekt over de kust.\n" * 300)
    assert run(file, "check") == 1
    assert (
        capsys.readouterr().err
        == f"scrapy store: store sqlite:///{file}: the file is no store, or is damaged\n"
    )


# Backup


def test_a_backup_is_a_store_of_its_own(file, tmp_path, capsys):
    target = tmp_path / "copy.db"
    assert run(file, "backup", str(target)) == 0
    assert capsys.readouterr().err == f"scrapy store: {target}: {target.stat().st_size:,} bytes\n"
    assert {path.name for path in tmp_path.iterdir() if path.name.startswith("copy")} == {"copy.db"}
    assert storing.contents(f"sqlite:///{target}") == storing.contents(f"sqlite:///{file}")
    assert find_faults(f"sqlite:///{target}") == []


def test_a_backup_replaces_the_one_before(file, tmp_path):
    target = tmp_path / "copy.db"
    assert run(file, "backup", str(target)) == 0
    storing.run_sql(f"sqlite:///{file}", "UPDATE stories SET section = 'Elders'")
    assert run(file, "backup", str(target)) == 0
    assert storing.contents(f"sqlite:///{target}") == storing.contents(f"sqlite:///{file}")


def test_what_a_backup_does_not_replace(file, tmp_path, capsys):
    other = tmp_path / "rows.csv"
    other.write_text("outlet\nnd\n")
    before = storing.contents(f"sqlite:///{file}")
    link = tmp_path / "link.db"
    link.symlink_to(file)
    for target, why in (
        (file, "that is the store itself"),
        (link, "that is the store itself"),
        (other, "is there already, and is no backup"),
        (tmp_path, "that is no file"),
        (tmp_path / "no" / "copy.db", f"the folder {tmp_path / 'no'} does not exist"),
    ):
        assert run(file, "backup", str(target)) == 2
        assert capsys.readouterr().err == f"scrapy store: {target}: {why}\n"
    assert other.read_text() == "outlet\nnd\n"
    assert storing.contents(f"sqlite:///{file}") == before


def test_a_backup_that_fails_leaves_the_one_before(file, tmp_path, capsys):
    target = tmp_path / "copy.db"
    assert run(file, "backup", str(target)) == 0
    before = target.read_bytes()
    storing.fill(f"sqlite:///{file}", 300)
    damage(file)
    file.write_bytes(b"\xa5" * 100)
    capsys.readouterr()
    assert run(file, "backup", str(target)) == 1
    assert (
        capsys.readouterr().err
        == f"scrapy store: store sqlite:///{file}: the file is no store, or is damaged\n"
    )
    assert target.read_bytes() == before
    assert [path for path in tmp_path.iterdir() if path.name.startswith(".newscrawl-")] == []


def test_the_server_of_postgres_has_its_own(tmp_path, capsys):
    assert run("postgresql://me:secret@host/news", "backup", "copy.dump") == 2
    assert capsys.readouterr().err == (
        "scrapy store: PostgreSQL has its own: pg_dump --format=custom --file=copy.dump 'postgresql://me:***@host/news'\n"
    )


def test_a_backup_while_a_crawl_goes_on_is_whole(tmp_path):
    file, target = tmp_path / "store.db", tmp_path / "copy.db"
    with storing.start_crawl(f"sqlite:///{file}", 0) as crawl:
        sizes = []
        for _ in range(4):
            told = storing.read_number(crawl)
            assert run(file, "backup", str(target)) == 0
            rows = storing.contents(f"sqlite:///{target}")
            assert find_faults(f"sqlite:///{target}") == []
            assert len(rows["stories"]) == len(rows["sightings"]) >= (told + 1) * 10
            assert len(rows["stories"]) % 10 == 0
            sizes.append(len(rows["stories"]))
            assert crawl.poll() is None  # and the crawl was not held up for good
    assert sizes == sorted(sizes)


# Compact


def test_compact_says_what_it_takes_out(file, capsys):
    assert run(file, "compact", "--dry-run") == 0
    assert run(file, "compact", "--older", "1d") == 0
    assert run(file, "compact", "--older", "100y") == 0
    assert capsys.readouterr().err.splitlines() == [
        "scrapy store: 3 of 9 sightings would be taken out",
        "scrapy store: 3 of 9 sightings taken out",
        "scrapy store: 0 of 6 sightings taken out",
    ]


def test_a_locked_store_is_left_as_it_was(file, monkeypatch, capsys):
    monkeypatch.setattr(engine, "BUSY", 0.2)
    before = storing.contents(f"sqlite:///{file}")
    with closing(sqlite3.connect(file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        assert run(file, "compact") == 1
        assert run(file, "check") == run(file, "stats") == 0  # who only reads does not wait
    assert (
        "another process keeps it locked; try again when that has ended"
        in capsys.readouterr().err.splitlines()[0]
    )
    assert storing.contents(f"sqlite:///{file}") == before


def test_a_full_disk_leaves_the_store_as_it_was(tmp_path, capsys):
    with storing.small_disk(tmp_path / "disk", "16m") as disk:
        file = disk / "store.db"
        storing.fill(f"sqlite:///{file}", 300, [NOON + n * HOUR for n in range(8)])
        before = storing.contents(f"sqlite:///{file}")
        (disk / "else").write_bytes(b"x" * (shutil.disk_usage(disk).free - 300_000))
        assert run(file, "compact") == 1
        assert run(file, "backup", str(disk / "copy.db")) == 1
        for line in capsys.readouterr().err.splitlines():
            assert line.startswith(f"scrapy store: store sqlite:///{file}: the disk ")
        assert {path.name for path in disk.iterdir()} <= {"else", "store.db", "store.db-wal", "store.db-shm"}
        (disk / "else").unlink()
        after = storing.contents(f"sqlite:///{file}")
        assert {**after, "sightings": None} == {**before, "sightings": None}
        assert find_faults(f"sqlite:///{file}") == []
        assert run(file, "compact") == 0


# Stats


def test_stats_as_json(file, capsysbinary):
    assert run(file, "stats") == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert told["store"] == f"sqlite:///{file}"
    assert (told["stories"], told["versions"], told["sightings"], told["runs"]) == (3, 6, 9, 1)
    assert [row["outlet"] for row in told["outlets"]] == ["blad"]
    assert file.stat().st_size <= told["bytes"]


def test_stats_as_a_table(file, capsysbinary):
    with storing.opened(f"sqlite:///{file}") as store:
        run_number = store.begin(storing.outlet("krant"), NOON)
        store.see("krant", run_number, page(NOON - HOUR, key="krant"), [seen(9, key="krant")])
    assert run(file, "stats", "--format", "table") == 0
    told = capsysbinary.readouterr()
    assert [line.split() for line in told.out.decode().splitlines()] == [
        ["Outlet", "Stories", "Versions", "Sightings", "Republications", "Withdrawn", "Runs", "First", "seen", "Last", "seen"],
        ["blad", "3", "6", "9", "0", "0", "1", "2026-01-24T12:00+00:00", "2026-01-24T14:00+00:00"],
        ["krant", "1", "0", "1", "0", "0", "1", "2026-01-24T11:00+00:00", "2026-01-24T11:00+00:00"],
        ["all", "4", "6", "10", "0", "0", "2", "2026-01-24T11:00+00:00", "2026-01-24T14:00+00:00"],
    ]  # fmt: skip


# As a command


def test_as_a_command(file):
    done = scrapy("store", "check", "-s", f"NEWSCRAWL_STORE=sqlite:///{file}")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "scrapy store: sound\n")
