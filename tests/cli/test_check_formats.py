"""What `check` finds, in the forms that programs read."""

import json

import pytest

from tests.cli.texts import FERRY, NEAR_FERRY, TURNIPS


@pytest.fixture
def seeds(provenance, tmp_path):
    """A folder with one article, and a new one that is a near copy of it."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "seeds" / "ferry.txt").write_text(FERRY)
    (tmp_path / "seeds" / "new.txt").write_text(TURNIPS + "\n\n" + FERRY)
    (tmp_path / "seeds" / "near.txt").write_text(NEAR_FERRY)
    return provenance


def test_sarif_names_rule_file_line_and_the_other_article(seeds):
    ran = seeds("check", "seeds/new.txt", "--format", "sarif")
    whole = json.loads(ran.out)
    [run] = whole["runs"]
    results = [
        one
        for one in run["results"]
        if one["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "seeds/ferry.txt"
    ]
    [one] = results
    assert (ran.code, whole["version"], one["level"], one["ruleId"]) == (1, "2.1.0", "error", "part")
    place = one["locations"][0]["physicalLocation"]
    assert place == {"artifactLocation": {"uri": "seeds/new.txt"}, "region": {"startLine": 3}}
    assert one["ruleId"] in {rule["id"] for rule in run["tool"]["driver"]["rules"]}


def test_github_gets_a_line_for_each_finding(seeds):
    ran = seeds("check", "seeds/near.txt", "--format", "github")
    lines = ran.out.splitlines()
    assert ran.code == 1
    assert lines[0].startswith(
        "::error file=seeds/near.txt,line=1,title=provenance%3A duplicate::seeds/near.txt is a near"
    )
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


def test_json_is_the_same_as_before_with_the_files(seeds):
    ran = seeds("check", "seeds/near.txt", "--json")
    assert ran.out == seeds("check", "seeds/near.txt", "--format", "json").out
    one = json.loads(ran.out)[0]
    assert (one["article"], one["path"], one["existing_path"]) == ("near.txt", "seeds/near.txt", "seeds/ferry.txt")


def test_a_pair_is_accepted_from_the_command_line(seeds, tmp_path):
    assert seeds("check", "--accept", "seeds/near.txt", "ferry.txt").code == 2
    assert seeds("check", "--accept", "a.txt", "b.txt", "--why", "a relay").code == 2
    ran = seeds("check", "--accept", "seeds/near.txt", "ferry.txt", "--why", "a relay, on purpose")
    assert (ran.code, ran.err) == (0, "provenance: seeds/accepted.toml lets seeds/near.txt and ferry.txt stand\n")
    (tmp_path / "seeds" / "new.txt").unlink()
    assert seeds("check", "seeds/near.txt").code == 0
