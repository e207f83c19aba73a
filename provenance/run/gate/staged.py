"""What git's staging area holds, read without touching it or the work tree."""

import os
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from provenance.base.errors import MachineError

_FILES = ("100644", "100755")  # modes of regular files; not links (120000) and not other repositories (160000)
_OURS = "2"  # stage of our side of a path in a merge that is not resolved; 0 is the ordinary one
_PATHS = ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE", "GIT_OBJECT_DIRECTORY")  # git hands these to hooks


@dataclass(frozen=True)
class Area:
    """The staging area: the top of the work tree, and the object of each staged file by its path below the top.

    `others` are the paths of links and of other repositories, which hold no article.
    """

    top: Path
    objects: Mapping[str, str]
    others: frozenset[str] = frozenset()

    def path_of(self, file: str | Path) -> str | None:
        """The path below the top of a file named from the current folder; None for one that lies elsewhere.

        >>> Area(Path("/news"), {}).path_of("/news/seeds/a.txt")
        'seeds/a.txt'
        """
        path = Path(file)
        resolved = Path(os.path.realpath(path.parent)) / path.name if path.name else Path(os.path.realpath(path))
        top = Path(os.path.realpath(self.top))
        return resolved.relative_to(top).as_posix() if resolved.is_relative_to(top) else None

    def below(self, folder: str) -> list[str]:
        """The paths of all staged files in a folder (its path below the top), sorted.

        >>> Area(Path("/news"), {"seeds/b.txt": "1", "seeds.txt": "2", "seeds/a.txt": "3"}).below("seeds")
        ['seeds/a.txt', 'seeds/b.txt']
        """
        return sorted(path for path in self.objects if folder == "." or path.startswith(folder + "/"))


def area(folder: Path) -> Area:
    """The staging area of the repository that a folder belongs to; the folder itself may be staged only.

    Raises MachineError where there is no git or no repository.
    """
    start = next(parent for parent in (folder.absolute(), *folder.absolute().parents) if parent.is_dir())
    # where git names its own folder, it takes the current one for the top
    top = Path(
        os.fsdecode(_git(["rev-parse", "--show-toplevel"], None if "GIT_DIR" in os.environ else start)).rstrip("\n")
    )
    stages: dict[str, dict[str, str]] = {}
    others = set()
    for line in _git(["ls-files", "--stage", "-z", "--full-name"], top).split(b"\0"):
        facts, _, path = line.partition(b"\t")
        if path:
            mode, name, stage = facts.decode("ascii").split()
            if mode in _FILES:
                stages.setdefault(os.fsdecode(path), {})[stage] = name
            else:
                others.add(os.fsdecode(path))
    objects = {
        path: by_stage.get("0") or by_stage.get(_OURS) or by_stage[max(by_stage)] for path, by_stage in stages.items()
    }
    return Area(top, objects, frozenset(others.difference(objects)))


def private_folder(staged: Area) -> Path:
    """The folder that git keeps its own data in, for what belongs to this clone alone."""
    return Path(os.fsdecode(_git(["rev-parse", "--absolute-git-dir"], staged.top)).rstrip("\n"))


def contents(staged: Area, paths: Iterable[str]) -> dict[str, bytes]:
    """The staged bytes of some paths; a path that git holds no bytes for (added by intent only) is left out."""
    staged_paths = sorted({path for path in paths if path in staged.objects})
    asked = "".join(f"{staged.objects[path]}\n" for path in staged_paths).encode("ascii")
    answer = memoryview(_git(["cat-file", "--batch"], staged.top, asked)) if staged_paths else memoryview(b"")
    blobs: dict[str, bytes] = {}
    at = 0
    for path in staged_paths:
        head = bytes(answer[at : at + 200]).partition(b"\n")[0]
        at += len(head) + 1
        _, kind, *size = head.decode("ascii").split()
        if kind != "missing":
            end = at + int(size[0])
            blobs[path] = bytes(answer[at:end])
            at = end + 1
    return blobs


def _git(command: list[str], folder: Path | None, asked: bytes = b"") -> bytes:
    """What a git command prints; never a shell, never a lock, never the network."""
    paths = {name: os.path.abspath(os.environ[name]) for name in _PATHS if name in os.environ}  # noqa: PTH100
    quiet = {"GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603
            ["git", *command],  # noqa: S607  # the git that runs the hook
            input=asked,
            capture_output=True,
            check=False,
            cwd=folder,
            env={**os.environ, **paths, **quiet},
        )
    except OSError:
        raise MachineError("E-GIT", "git cannot be run", advice="install git, or leave out --staged") from None
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["git failed"]
        raise MachineError(
            "E-GIT", lines[0], path=folder, advice="run it inside a git work tree, or leave out --staged"
        )
    return done.stdout
