"""aliases.csv: what speaks for each name of an agency."""

import gzip
import json
import re
from collections import Counter
from pathlib import Path

import pytest

from newscrawl.datelines.agencies import agencies
from newscrawl.datelines.tables import folded
from tools.agencies.evidence import official, supports
from tools.agencies.table import DERIVED, KINDS, by_agency, read_agencies, read_aliases

DATELINES = Path(__file__).parents[2].parent / "shared" / "datelines" / "datelines.jsonl.gz"
CORPORA = """
agnews-test brief bsnlp2021 conll2002-es ieer wmt-newstest2021 wild-code wild-superdesk newspaper4k-txt survey
fundus-pages readability-pages article-extraction-benchmark-credits fundus-credits goose3-credits htmldate-credits
htmlparser-benchmark-credits metadata-lib-credits newspaper4k-credits opengraphscraper-credits trafilatura-credits
"""
"""Described in tools/agencies/README.md."""


def test_each_alias_has_a_known_agency_and_evidence():
    ids = {row.id for row in agencies()}
    for row in read_aliases():
        assert row.agency in ids, row
        assert row.ambiguous in ("yes", "no"), row
        assert row.evidence in KINDS, row


def test_the_tables_say_the_same():
    rows = [(row.agency, row.alias, row.ambiguous) for row in read_aliases()]
    assert len(set(rows)) == len(rows) >= 2_300
    read = {(row.id, alias, "no") for row in agencies() for alias in row.aliases}
    read |= {(row.id, alias, "yes") for row in agencies() for alias in row.ambiguous}
    assert set(rows) == read


def test_evidence_names_its_source():
    corpora = set(CORPORA.split())
    addresses = re.compile(r"https?://[\w.-]+(:[0-9]+)?/\S*")
    for row in read_aliases():
        if row.evidence in ("site", "publication"):
            assert addresses.fullmatch(row.source), row
        elif row.evidence == "dateline":
            assert row.source.split(" ") == sorted(set(row.source.split()) & corpora), row
        else:
            assert (row.source == "") == (row.evidence in ("name", "knowledge")), row


def test_derived_evidence_holds():
    table, rows = read_agencies(), read_aliases()
    signed = {folded(row.alias) for row in rows}
    wrong = [row for row in rows if row.evidence in DERIVED and not supports(row, table[row.agency], signed)]
    assert wrong == []


def test_derived_evidence_rests_on_a_name_of_the_same_agency_and_not_on_itself():
    table = read_agencies()
    for key, rows in by_agency(read_aliases()):
        rests = {row.alias: row.source for row in rows if row.evidence in DERIVED}
        known = {row.alias for row in rows} | {official(table[key]["name"])}
        for row in rows:
            if row.evidence in DERIVED and row.evidence not in ("name", "translation"):
                assert row.source in known, row
            seen, alias = set(), row.alias
            while rests.get(alias) in known and alias != official(table[key]["name"]):
                assert alias not in seen, row
                seen.add(alias)
                alias = rests[alias]


def test_most_aliases_have_better_evidence_than_knowledge():
    counts = Counter(row.evidence for row in read_aliases())
    assert counts["knowledge"] / counts.total() < 0.33
    assert counts["dateline"] >= 110
    assert counts["site"] + counts["publication"] >= 220


@pytest.mark.skipif(not DATELINES.exists(), reason="the measuring data is not beside the project")
def test_datelines_that_are_beside_the_project_print_what_they_are_said_to():
    with gzip.open(DATELINES, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    printed = {(row["source"], name.casefold()) for row in rows for name in row["agencies"]}
    sources = {source for source, _ in printed}
    for row in read_aliases():
        for source in set(row.source.split()) & sources if row.evidence == "dateline" else ():
            assert (source, row.alias.casefold()) in printed, row
