"""The systemd units and the cron lines in deploy/: what they run exists, and no secret stands in them."""

import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest
from crawling import ROOT
from scrapy.cmdline import ScrapyArgumentParser
from scrapy.settings import Settings

from newscrawl.commands import run, schedule

DEPLOY = ROOT / "deploy"
UNITS = sorted(path.name for path in DEPLOY.glob("newscrawl-*.*"))
SERVICES = [name for name in UNITS if name.endswith(".service")]
COMMANDS = {"run": run.Command, "schedule": schedule.Command}


def executed(name: str) -> list[list[str]]:
    """Return what a service or the cron lines run: scrapy's arguments."""
    text = (DEPLOY / name).read_text(encoding="utf-8")
    lines = re.findall(r"bin/scrapy ([^>\n]*)", text)
    return [shlex.split(line) for line in lines]


def test_what_there_is():
    assert UNITS == ["newscrawl-run.service", "newscrawl-run.timer", "newscrawl-schedule.service", "newscrawl-schedule.timer"]  # fmt: skip
    assert [len(executed(name)) for name in (*SERVICES, "newscrawl.cron")] == [1, 1, 2]


@pytest.mark.parametrize("name", [*SERVICES, "newscrawl.cron"])
def test_each_option_is_one_of_the_command(name):
    for what, *arguments in executed(name):
        command = COMMANDS[what]()
        command.settings = Settings()
        parser = ScrapyArgumentParser(conflict_handler="resolve", allow_abbrev=False)
        command.add_options(parser)
        opts, rest = parser.parse_known_args(arguments)
        assert rest == []
        assert what == "run" or opts.scrapyd == "http://127.0.0.1:6800"


@pytest.mark.parametrize("name", [*UNITS, "newscrawl.cron"])
def test_no_secret_stands_in_them(name):
    assert not re.search(r"PASSWORD=[^.\s]|://[^/\s]*:[^/\s]*@", (DEPLOY / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", SERVICES)
def test_the_shell_has_no_part_in_it(name):
    (command,) = re.findall(r"^ExecStart=(.*)$", (DEPLOY / name).read_text(encoding="utf-8"), re.MULTILINE)
    assert command.startswith("/opt/newscrawl/.venv/bin/scrapy ")
    assert not re.search(r"[;&|<>$`]", command)


@pytest.mark.skipif(not shutil.which("systemd-analyze"), reason="systemd is not installed")
@pytest.mark.parametrize("name", SERVICES)
def test_systemd_takes_them(tmp_path, name):
    """With a command that is there in the place of the one that is installed later."""
    for part in (name, name.replace(".service", ".timer")):
        text = (DEPLOY / part).read_text(encoding="utf-8")
        text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE)
        (Path(tmp_path) / part).write_text(text, encoding="utf-8")
    names = [str(tmp_path / name), str(tmp_path / name.replace(".service", ".timer"))]
    done = subprocess.run(["systemd-analyze", "verify", *names], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
