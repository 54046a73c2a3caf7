"""For `scrapyd-deploy`, which would write a setup.py without our data files; all is said in pyproject.toml."""

from setuptools import setup

setup()
