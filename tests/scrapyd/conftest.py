"""One Scrapyd for all tests here, with the egg of the project on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from deploying import Scrapyd, copy_project, deploy_to, running_scrapyd, spoil


@pytest.fixture(scope="session", autouse=True)
def _installed():
    """Skip where the server or its client is missing."""
    pytest.importorskip("scrapyd", reason="Scrapyd is not installed")
    pytest.importorskip("scrapyd_client", reason="scrapyd-client is not installed")


@pytest.fixture(scope="session")
def room_for_scrapyd(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("scrapyd")


@pytest.fixture(scope="session")
def store(room_for_scrapyd) -> Path:
    """The store of every crawl that names no other: in the environment of Scrapyd."""
    return room_for_scrapyd / "newscrawl.db"


@pytest.fixture(scope="session")
def scrapyd(newsroom, room_for_scrapyd, store) -> Iterator[Scrapyd]:
    """A Scrapyd with a password, two crawls at one time, and the outlets of the newsroom; no project yet."""
    outlets = newsroom.write_outlets(room_for_scrapyd)
    environment = {"NEWSCRAWL_OUTLETS": str(outlets), "NEWSCRAWL_STORE": f"sqlite:///{store}"}
    with running_scrapyd(room_for_scrapyd / "server", **environment) as running:
        yield running


@pytest.fixture(scope="session")
def deployment(scrapyd, room_for_scrapyd):
    """How the project was deployed, as version 1000."""
    return deploy_to(scrapyd.url, "--version", "1000", home=room_for_scrapyd)


@pytest.fixture(scope="session")
def deployed(deployment, scrapyd) -> Scrapyd:
    """The Scrapyd with the project."""
    assert (deployment.returncode, deployment.stderr) == (0, "")
    return scrapyd


@pytest.fixture(scope="session")
def other(deployed, room_for_scrapyd) -> str:
    """Another project on the Scrapyd, by `scrapyd-deploy`: the same, but that it cannot read a listing."""
    root = copy_project(room_for_scrapyd / "other")
    spoil(root, "newscrawl/extract/__init__.py", "\n__all__", "\nextract_listing = None\n\n__all__")
    done = deploy_to(
        deployed.url, "-p", "other", root=root, home=room_for_scrapyd, command="scrapyd_client.deploy"
    )
    assert (done.returncode, '"status": "ok"' in done.stdout) == (0, True), done
    return "other"
