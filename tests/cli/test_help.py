"""The help teaches by examples, and every example can be typed."""

import re
import shlex

import click
import pytest

from provenance.cli.main import COMMANDS, cli

CONTEXT = click.Context(cli, info_name="provenance")
EVERY = {name: cli.get_command(CONTEXT, name) for name in COMMANDS}
DEEP = {  # and the commands of commands, as they are typed
    " ".join((name, inner) if inner else (name,)): command
    for name, one in EVERY.items()
    for inner, command in {"": one, **(one.commands if isinstance(one, click.Group) else {})}.items()
}


def examples(command: click.Command) -> list[list[str]]:
    """The arguments of each example in a command's help, from the word `provenance` on."""
    text = (command.help or "").partition("Examples:\n")[2]
    found = []
    for line in text.partition("\n\n")[0].splitlines():
        _, _, typed = line.partition("provenance ")
        if line.startswith("  ") and typed:
            found.append(shlex.split(re.split(r"\s{3,}|\s[>|]", typed)[0]))
    return found


@pytest.mark.parametrize("name", DEEP)
def test_every_command_has_examples_of_itself(provenance, name):
    ran = provenance(*name.split(), "--help")
    assert (ran.code, ran.err) == (0, "")
    own = [arguments for arguments in examples(DEEP[name]) if " ".join(arguments).startswith(name)]
    assert len(own) >= (1 if " " in name else 2)
    for arguments in own:
        assert " ".join(arguments) in " ".join(ran.out.replace('"', "").split())


@pytest.mark.parametrize(
    "arguments", [arguments for command in (cli, *DEEP.values()) for arguments in examples(command)], ids=" ".join
)
def test_every_example_uses_options_that_are_there(arguments):
    command = DEEP.get(" ".join(arguments[:2]), EVERY[arguments[0]])
    first = 1 if command is EVERY[arguments[0]] else 2
    context = command.make_context(arguments[0], arguments[first:], parent=CONTEXT)
    assert context.args == []


def test_the_first_help_names_every_command(provenance):
    ran = provenance("--help")
    assert [line.split()[0] for line in ran.out.partition("Commands:\n")[2].splitlines()] == list(COMMANDS)
    assert provenance().out == provenance("-h").out == ran.out


@pytest.mark.parametrize("name", COMMANDS)
def test_the_readme_names_every_command(root, name):
    assert f"| `provenance {name} " in (root / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name, one in DEEP.items() if not isinstance(one, click.Group)])
def test_every_command_can_speak_to_programs(name):
    assert "--json" in {option for parameter in DEEP[name].params for option in parameter.opts}


def test_the_options_of_the_readme_are_those_of_dedupe(root):
    row = next(
        line
        for line in (root / "README.md").read_text(encoding="utf-8").splitlines()
        if line.startswith("| `provenance dedupe INPUT")
    )
    named = set(re.findall(r"--[a-z-]+", row))
    assert named <= {option for parameter in EVERY["dedupe"].params for option in parameter.opts}
    assert len(named) == 4


@pytest.mark.parametrize("name", DEEP)
def test_every_option_says_what_it_does(name):
    silent = [p.name for p in DEEP[name].params if isinstance(p, click.Option) and not p.help]
    assert silent == []
