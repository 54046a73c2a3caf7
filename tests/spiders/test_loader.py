from pathlib import Path

import pytest
from scrapy import Request
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoaderProtocol

from newscrawl.outlets import load_bundled
from newscrawl.spiders.loader import OutletLoader

OUTLET = """
[{key}]
name = "{name}"
country = "NL"
language = "nl"
zone = "Europe/Amsterdam"
sections = [{{name = "Buitenland", listing = "https://www.{key}.co.uk/buitenland"}}]
"""


def file(folder, key: str, name: str) -> str:
    path = folder / f"{key}.toml"
    path.write_text(OUTLET.format(key=key, name=name), encoding="utf-8")
    return str(path)


@pytest.fixture(scope="module")
def files(tmp_path_factory) -> list[str]:
    tmp_path = tmp_path_factory.mktemp("outlets")
    return [file(tmp_path, "blad", "Het Blad"), file(tmp_path, "krant", "De Ochtendkrant")]


def load(outlets: object = ()) -> OutletLoader:
    return OutletLoader.from_settings(Settings({"NEWSCRAWL_OUTLETS": outlets}))


@pytest.fixture(scope="module")
def loader(files) -> OutletLoader:
    return load(files)


@pytest.mark.parametrize("form", [list, tuple, ",".join])
def test_outlets_of_the_settings(files, form):
    """A list in settings.py, a text with commas on the command line."""
    assert set(load(form(files)).list()) == {"blad", "krant"} | set(load_bundled())


def test_a_folder_of_outlets(files):
    assert {"blad", "krant"} <= set(load(str(Path(files[0]).parent)).list())


def test_without_further_outlets():
    loader = load()
    assert loader.list() == sorted(load_bundled())
    assert OutletLoader.from_settings(Settings()).list() == loader.list()


def test_spiders(loader):
    for name in loader.list():
        spider = loader.load(name)
        assert spider.name == name
    assert loader.load("blad").allowed_domains == ["blad.co.uk"]


@pytest.mark.parametrize(
    ("wrong", "hint"),
    [
        ("blat", "did you mean blad?"),
        ("Blad", "did you mean blad?"),
        ("het blad", "did you mean blad?"),
        ("De Ochtendkrant", "did you mean krant?"),
        ("ochtendkrant", "did you mean krant?"),
        ("zzzzzzzzzz", "`scrapy list` shows all."),
        ("", "`scrapy list` shows all."),
    ],
)
def test_an_unknown_name(loader, wrong, hint):
    with pytest.raises(KeyError) as caught:
        loader.load(wrong)
    assert caught.value.args[0] == loader.unknown(wrong)
    assert loader.unknown(wrong).startswith(f"no outlet {wrong!r}; ")
    # bundled outlets may be near as well
    assert hint.removesuffix("?") in loader.unknown(wrong)


def test_a_wrong_file_ends_the_command_with_one_line(tmp_path):
    path = file(tmp_path, "blad", "Het Blad")
    (tmp_path / "blad.toml").write_text('[blad]\nname = "Het Blad"\n', encoding="utf-8")
    with pytest.raises(SystemExit) as caught:
        load([path])
    message = str(caught.value.code)
    assert message.startswith(f"newscrawl: {path}: [blad]: ")
    assert "\n" not in message


def test_a_missing_file_ends_the_command(tmp_path):
    with pytest.raises(SystemExit, match="expected a TOML file or a folder"):
        load([str(tmp_path / "nowhere.toml")])


def test_find_by_request(loader):
    assert loader.find_by_request(Request("https://www.krant.co.uk/buitenland/1")) == ["krant"]
    assert loader.find_by_request(Request("https://niemand.co.uk/")) == []


def test_it_has_what_scrapy_asks_of_a_loader():
    asked = {name for name in vars(SpiderLoaderProtocol) if not name.startswith("_")}
    assert asked >= {"from_settings", "load", "list", "find_by_request"}
    assert all(callable(getattr(OutletLoader, name)) for name in asked)
