"""Build, check and upload the egg of the project that Scrapyd runs: python -m tools.deploy."""
