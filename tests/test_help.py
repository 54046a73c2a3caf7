"""Every command explains itself."""

import argparse
from importlib import import_module
from pkgutil import iter_modules

import pytest
from scrapy.settings import Settings

import newscrawl.commands

NAMES = sorted(module.name for module in iter_modules(newscrawl.commands.__path__))


@pytest.mark.parametrize("name", NAMES)
def test_help_can_be_shown(name):
    command = import_module(f"newscrawl.commands.{name}").Command()
    command.settings = Settings()
    parser = argparse.ArgumentParser(prog=f"scrapy {name}", usage=f"scrapy {name} {command.syntax()}")
    command.add_options(parser)
    shown = parser.format_help()
    assert shown.startswith(f"usage: scrapy {name} ")
    assert "%%" not in shown
    assert len(command.short_desc()) < 100
    assert command.long_desc()
