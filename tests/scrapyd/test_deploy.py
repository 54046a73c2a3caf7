"""Deploying: what arrives works, and what does not work never stays the default."""

import os
import re
from pathlib import Path

import pytest
from crawling import ROOT, scrapy
from deploying import PASSWORD, PROJECT, copy_project, deploy_to, spoil, write_target
from serving import Served, serving

pytest.importorskip("scrapyd_client", reason="scrapyd-client is not installed")

from tools.deploy.__main__ import main, upload
from tools.deploy.egg import build, check
from tools.deploy.errors import DeployError
from tools.deploy.server import Server
from tools.deploy.target import read_target

BREAK = {
    "an outlet that is wrong": (
        "newscrawl/outlets/nl.toml", 'zone = "Europe/Amsterdam"', 'zone = "Europe/Amstredam"',
        "nl.toml: [nd]: zone: expected a zone",
    ),
    "a module that raises": (
        "newscrawl/export/run.py", '"""', 'import no_such_library\n"""',
        "the tree does not work: ModuleNotFoundError: No module named 'no_such_library'",
    ),
    "a table that is left out": (
        "pyproject.toml", '"newscrawl.times" = ["tables.bin"]', "",
        "not in the egg: newscrawl/times/tables.bin (package-data in pyproject.toml)",
    ),
    "no entry point": (
        "pyproject.toml", "[project.entry-points.scrapy]", "[project.entry-points.other]",
        "the egg does not work: expected one entry point scrapy.settings in the egg, found 0",
    ),
}  # fmt: skip
"""A file, what stands in it, what takes its place, and what is said of it."""


@pytest.fixture
def here(tmp_path, monkeypatch, request):
    """Let this process deploy, to a target "test" of the person at `tmp_path`."""
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.setenv("SCRAPYD_PASSWORD", PASSWORD)
    running = request.getfixturevalue("deployed") if "deployed" in request.fixturenames else None
    write_target(running.url if running else "http://127.0.0.1:6800", tmp_path)


def test_the_spiders_are_those_of_the_tree(deployed, deployment, newsroom):
    bundled = scrapy("list").stdout.split()
    own = [site.outlet.key for site in newsroom.sites]
    assert deployed.client.spiders(PROJECT) == sorted(bundled + own)
    assert deployed.client.versions(PROJECT) == ["1000"]
    count = f"{len(bundled)} spiders and {len(own)} of the server's own outlets"
    assert deployment.stdout.splitlines() == [
        f"deploy: the egg works ({len(bundled)} spiders)",
        f"deploy: newscrawl 1000 is the default on {deployed.url}: {count}",
    ]


def test_scrapyd_deploy_deploys_the_same(deployed, other):
    assert deployed.client.spiders(other) == deployed.client.spiders(PROJECT)


def test_pages_are_read_by_the_code_of_the_egg(deployed, other, tmp_path):
    """Not by that of a newscrawl that is installed beside Scrapyd."""
    job = deployed.schedule("nrclock", ("articles", "no"), store=tmp_path / "store.db", project=other)
    deployed.wait(job, project=other)
    assert "'NoneType' object is not callable" in deployed.log_of("nrclock", job, project=other)


@pytest.mark.parametrize("kind", BREAK)
def test_a_broken_egg_is_found_before_it_is_uploaded(tmp_path, kind):
    file, old, new, line = BREAK[kind]
    root = copy_project(tmp_path / "project")
    spoil(root, file, old, new)
    with pytest.raises(DeployError) as error:
        check(build(root, tmp_path), root)
    assert line in str(error.value)
    assert "\n" not in str(error.value)


def test_a_broken_egg_is_not_uploaded(deployed, tmp_path):
    root = copy_project(tmp_path / "project")
    spoil(root, "newscrawl/items.py", '"""', 'raise RuntimeError("not today")\n"""')
    done = deploy_to(deployed.url, root=root, home=tmp_path)
    line = "deploy: the tree does not work: RuntimeError: not today\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", line)
    assert deployed.client.versions(PROJECT) == ["1000"]


def test_an_egg_that_the_server_cannot_list_is_removed(deployed, tmp_path):
    root = copy_project(tmp_path / "project")
    spoil(
        root, "newscrawl/settings.py", "import os\n",
        'import os\nif "SCRAPYD_EGG_VERSION" in os.environ:\n    import a_library_that_the_server_lacks\n',
    )  # fmt: skip
    before = deployed.client.spiders(PROJECT)
    done = deploy_to(deployed.url, "--version", "2000", root=root, home=tmp_path)
    reason = "ModuleNotFoundError: No module named 'a_library_that_the_server_lacks'"
    line = f"deploy: version 2000 is removed, 1000 is the default: {reason}\n"
    assert (done.returncode, done.stderr) == (1, line)
    assert deployed.client.versions(PROJECT) == ["1000"]
    assert deployed.client.spiders(PROJECT) == before
    job = deployed.schedule("nrclock", ("limit", "1"), store=tmp_path / "store.db")
    deployed.wait(job)
    assert "INFO: Spider closed (finished)" in deployed.log_of("nrclock", job)


def test_a_version_that_would_not_be_the_default_is_removed(here, deployed, capsys):
    server = Server(read_target("test", os.environ))
    egg = deployed.folder / f"eggs/{PROJECT}/1000.egg"
    line = "version 5 is removed, 1000 is the default: 1000 sorts behind it and would stay the default"
    with pytest.raises(DeployError, match=f"^{line}$"):
        upload(server, egg, "5", [])
    assert deployed.client.versions(PROJECT) == ["1000"]


def test_an_egg_that_lacks_spiders_of_the_tree_is_removed(here, deployed):
    server = Server(read_target("test", os.environ))
    egg = deployed.folder / f"eggs/{PROJECT}/1000.egg"
    line = "version 3000 is removed, 1000 is the default: the server does not list blad, krant (2 in all)"
    with pytest.raises(DeployError, match=f"^{re.escape(line)}$"):
        upload(server, egg, "3000", ["krant", "blad", "nd"])
    assert deployed.client.versions(PROJECT) == ["1000"]


# What is wrong with the server or with the target


def run(url: str, *arguments: str) -> int:
    """Deploy from this process, before anything is built."""
    write_target(url, Path(os.environ["XDG_CONFIG_HOME"]))
    return main(["test", *arguments])


def test_no_server(here, capsys):
    with serving({}) as (url, _):
        pass
    assert run(url) == 1
    assert capsys.readouterr().err == f"deploy: {url}: no server answers (connection refused)\n"


def test_something_else_answers(here, capsys):
    with serving({}) as (url, asked):
        assert run(f"{url}/") == 1
    line = f"deploy: {url}/listversions.json: expected an answer of Scrapyd, got status 404\n"
    assert capsys.readouterr().err == line
    assert asked == [
        "/listversions.json?project=newscrawl"
    ]  # the slash at the end of the url is no part of it


def test_the_password_follows_no_redirect(here, capsys):
    moved = Served("", status=302, location="{base}/elsewhere")
    with serving({"/listversions.json?project=newscrawl": moved}) as (url, asked):
        assert run(url) == 1
    assert capsys.readouterr().err.endswith("got status 302\n")
    assert len(asked) == 1


def test_wrong_password(here, deployed, monkeypatch, capsys):
    monkeypatch.setenv("SCRAPYD_PASSWORD", "secret")
    assert run(deployed.url) == 1
    line = f"deploy: {deployed.url}: newscrawl and its password are not accepted (401)\n"
    assert capsys.readouterr() == ("", line)


@pytest.mark.parametrize("value", [None, ""])
def test_no_password(here, monkeypatch, capsys, value):
    monkeypatch.delenv("SCRAPYD_PASSWORD") if value is None else monkeypatch.setenv("SCRAPYD_PASSWORD", value)
    assert run("http://127.0.0.1:6800") == 2
    line = (
        "deploy: target test: the variable SCRAPYD_PASSWORD is not set: it holds the password of the server\n"
    )
    assert capsys.readouterr().err == line


@pytest.mark.parametrize(
    ("url", "line"),
    [
        ("127.0.0.1:6800", "url: expected an address such as http://127.0.0.1:6800, got '127.0.0.1:6800'"),
        ("ftp://127.0.0.1", "url: expected an address such as http://127.0.0.1:6800, got 'ftp://127.0.0.1'"),
        ("http://me:secret@127.0.0.1", "url: expected an address without a user or a password"),
        ("http://127.0.0.1\nproject =", "project: expected a name, it is missing"),
        (
            "http://127.0.0.1\npassword = secret",
            "password: expected the name of a variable of the environment, as in ${SCRAPYD_PASSWORD}",
        ),
    ],
)
def test_a_target_that_is_wrong_is_one_line(here, url, line, capsys):
    assert run(url) == 2
    assert capsys.readouterr() == ("", f"deploy: target test: {line}\n")


def test_an_unknown_target_is_told_with_those_that_are_there(here, capsys):
    assert main(["prod"]) == 2
    line = "deploy: target prod: expected one of scrapy.cfg: default, test\n"
    assert capsys.readouterr().err == line


def test_a_version_that_is_there_is_not_replaced(here, deployed, capsys):
    assert run(deployed.url, "--version", "1000") == 2
    assert capsys.readouterr().err == f"deploy: version 1000 is on {deployed.url} already\n"


def test_a_version_that_scrapyd_would_rename(here, capsys):
    with pytest.raises(SystemExit, match="2"):
        run("http://127.0.0.1:6800", "--version", "1.0")
    assert "argument --version: expected letters, digits, - and _, got '1.0'\n" in capsys.readouterr().err
