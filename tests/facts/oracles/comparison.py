"""What all oracles share: files out of clones, what assay tells of them, and the comparison of two
multisets.

A kind of file has a name, a test of paths, `read`, the other parser, and `told`, the same out of
assay's facts. Both give items `(place, …, scope)` of a file; a scope of None in what the other parser
reads says that it cannot tell one, `!runtime` that it is another than this. What only one side reads
counts: an item that assay lacks is missing, one that it has besides is extra.

oracles/source.py compares source code in the same way.
"""

import argparse
import collections
import contextlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent.parent
AIM = 0.99
SHOWN = 10  # differences a kind, unless all are asked for


def fail(message):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {message}")


def program(command, **more):
    """The standard output of a program; a program that is missing ends the run."""
    try:
        return subprocess.run(command, check=True, capture_output=True, text=True, **more).stdout
    except FileNotFoundError:
        fail(f"{command[0]} is missing; ./dev setup installs it")


def program_json(command, folder, paths):
    """The answer of a reader in another language: JSON for the paths on its standard input."""
    try:
        return json.loads(program(command, input="\n".join(paths), cwd=folder))
    except subprocess.CalledProcessError as error:
        fail(f"{' '.join(map(str, command))}: {error.stderr.strip()}")


def reader(*command):
    """`read` by such a reader: its answer has the items of each path; null, or a path that it leaves
    out, is one that it cannot read."""

    def read(folder, paths):
        return {path: items and [tuple(item) for item in items]
                for path, items in program_json(command, folder, paths).items()}

    return read


class Kind:
    def __init__(self, name, matches, read, told, also=None, joined=False):
        self.name, self.matches, self.read, self.told = name, matches, read, told
        self.joined = joined  # assay reads the file as one of the repository
        self.also = also or (lambda path: False)  # files that the other parser wants beside them


def dependencies(facts, ecosystem):
    """Those whose name is known."""
    return [fact for fact in facts["facts"] if fact["kind"] == "dependency" and
            fact["ecosystem"] == ecosystem and fact.get("name")]


# ---- files

def blobs_of(clone, revision, wanted):
    """Path and content of a revision's files, but for those that the clone does not have."""
    git = ["git", "-C", clone]
    rows = subprocess.run([*git, "ls-tree", "-rz", revision], check=True, capture_output=True).stdout
    entries = [row.partition(b"\t") for row in rows.split(b"\0") if row.startswith(b"100")]
    named = [(os.fsdecode(path), about.split()[2]) for about, _, path in entries]
    named = [(path, blob) for path, blob in named if "\n" not in path and wanted(path)]
    with subprocess.Popen([*git, "cat-file", "--batch"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE) as process:
        for path, blob in named:
            process.stdin.write(blob + b"\n")
            process.stdin.flush()
            head = process.stdout.readline()
            if not head.endswith(b" missing\n"):
                size = int(head.split()[2])
                yield path, process.stdout.read(size + 1)[:size]
        process.stdin.close()


def files_of(folder, wanted):
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        if path.is_file() and not path.is_symlink() and wanted(name):
            yield name, path.read_bytes()


@contextlib.contextmanager
def laid_out(source, wanted):
    """A clone or folder as its name, a folder with the wanted files of it, and their paths there."""
    source = pathlib.Path(source).resolve()
    name = re.sub(r"^(?:repo|\.git)(?=@|$)", source.parent.name, source.name)
    path, _, revision = str(source).partition("@")
    path = pathlib.Path(path)
    is_clone = (path / "HEAD").is_file() and (path / "objects").is_dir() or (path / ".git").exists()
    if not path.is_dir():
        fail(f"{path}: no such folder")
    with tempfile.TemporaryDirectory(prefix="assay-oracle-") as folder:
        folder = pathlib.Path(folder)
        paths = []
        for file, content in (blobs_of(path, revision or "HEAD", wanted) if is_clone
                              else files_of(path, wanted)):
            (folder / file).parent.mkdir(parents=True, exist_ok=True)
            (folder / file).write_bytes(content)
            paths.append(file)
        yield name, folder, paths


def make_repository(folder):
    for command in ["init", "-q"], ["add", "-Af"], ["commit", "-qm", "files"]:
        subprocess.run(["git", "-c", "user.name=a", "-c", "user.email=a@b", *command], check=True,
                       capture_output=True, cwd=folder)


def joined_facts_of(assay, folder, path):
    """assay's facts of one file as one of the repository that the folder is."""
    answer = json.loads(subprocess.run(
        [assay, "facts", "--quiet", "--format", "json", "--repo", ".", path], check=True,
        capture_output=True, cwd=folder).stdout)
    return None if answer.get("diagnostics") else answer


# ---- what assay tells

def facts_of(assay, folder, paths):
    """assay's facts of each file, or the reason for which it could not read it."""
    with tempfile.TemporaryFile() as names:
        names.write(b"".join(os.fsencode(path) + b"\n" for path in paths))
        names.seek(0)
        with subprocess.Popen([assay, "facts", "--quiet", "--format", "json", "--files", "-"],
                              stdin=names, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                              cwd=folder) as process:
            count = 0
            for line in process.stdout:
                answer = json.loads(line)
                count += 1
                if answer.get("diagnostics"):
                    yield None, "diagnostic " + answer["diagnostics"][0]["code"]
                else:
                    yield (None, answer["error"]) if "error" in answer else (answer, None)
    if count != len(paths):
        fail(f"{assay} told {count} of {len(paths)} files and ended with {process.returncode}")


# ---- the comparison

class Figures:
    def __init__(self):
        self.right = self.extra = self.missing = 0

    def add(self, other):
        for field, value in vars(other).items():
            setattr(self, field, getattr(self, field) + value)

    def ratio(self, wrong):
        return self.right / (self.right + wrong) if self.right + wrong else 1.0

    def reaches(self, precision, recall):
        return self.right > 0 and self.ratio(self.extra) >= precision and \
            self.ratio(self.missing) >= recall

    def __str__(self):
        return (f"{self.right:6} right {self.extra:4} extra {self.missing:4} missing"
                f"  precision {self.ratio(self.extra):.4f} recall {self.ratio(self.missing):.4f}")


class FileFigures(Figures):
    def __init__(self):
        super().__init__()
        self.files = self.unreadable = 0

    def __str__(self):
        return f"{self.files:4} files {super().__str__()}  ({self.unreadable} unread)"


def fits(scope, told):
    return scope is None or (told != scope[1:] if str(scope).startswith("!") else told == scope)


def compare(expected, told):
    """What agrees, and the items of either side alone."""
    left = collections.defaultdict(list)
    for item in told:
        left[item[:-1]].append(item[-1])
    right, missing = 0, []
    # The surest first, so that the others take what is left.
    surety = lambda item: (item[-1] is None) * 2 + str(item[-1]).startswith("!")
    for item in sorted(expected, key=surety):
        scopes = left[item[:-1]]
        scope = next((one for one in scopes if fits(item[-1], one)), None)
        if scope is None:
            missing.append(item)
        else:
            scopes.remove(scope)
            right += 1
    extra = [key + (scope,) for key, scopes in left.items() for scope in scopes]
    return right, extra, missing


def measure(kind, name, folder, paths, answers):
    """Figures of one repository and kind, and its differences as lines."""
    figures, differences = FileFigures(), []
    expected = kind.read(folder, paths) if paths else {}
    for path in paths:
        facts = answers[path]
        if expected.get(path) is None:
            figures.unreadable += 1
            continue
        figures.files += 1
        told = kind.told(path, facts) if facts else []
        wanted = expected[path]
        if isinstance(wanted, tuple):  # Beside the items, the lines of what cannot be compared.
            wanted, skipped = wanted
            told = [item for item in told
                    if not any(first <= item[0] <= last for first, last in skipped)]
        right, extra, missing = compare(wanted, told)
        figures.right += right
        figures.extra += len(extra)
        figures.missing += len(missing)
        for sign, items in ("-", missing), ("+", extra):
            differences += [f"    {sign} {name}/{path}: {' | '.join(map(str, item))}"
                            for item in items]
    return figures, differences


# ---- the command line

def options_of(doc, add=lambda parser: None):
    """The options of every oracle, and the program to ask."""
    parser = argparse.ArgumentParser(description=doc,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    add(parser)
    parser.add_argument("-v", action="store_true", help="list every difference")
    parser.add_argument("-l", action="store_true", help="list every file that is compared")
    parser.add_argument("--exact", action="store_true", help="any difference is a failure")
    parser.add_argument("clones", nargs="+", metavar="CLONE[@REVISION]|FOLDER",
                        help="a clone, bare or not, as of HEAD or a revision; or any folder")
    options = parser.parse_args()
    found = [os.environ.get("ASSAY")] + [f"{ROOT}/build/{preset}/assay" for preset in
                                         ("release", "dev")]
    options.assay = next((path for path in found if path and os.access(path, os.X_OK)), None)
    if not options.assay:
        fail("no assay; ./dev build makes it")
    return options


def main(doc, kinds):
    options = options_of(doc, lambda parser: parser.add_argument(
        "-k", action="append", metavar="KIND", dest="kinds", choices=[kind.name for kind in kinds],
        help="only this kind; repeatable: " + ", ".join(kind.name for kind in kinds)))
    kinds = [kind for kind in kinds if not options.kinds or kind.name in options.kinds]
    totals = {kind.name: FileFigures() for kind in kinds}
    differences = {kind.name: [] for kind in kinds}
    for clone in options.clones:
        with laid_out(clone, lambda path: any(kind.matches(path) or kind.also(path)
                                              for kind in kinds)) as (name, folder, paths):
            asked = [path for path in paths if any(kind.matches(path) for kind in kinds)]
            answers = dict(zip(asked, (facts for facts, _ in facts_of(options.assay, folder, asked))))
            for kind in kinds:
                own = [path for path in asked if kind.matches(path)]
                if options.l:
                    print("".join(f"    = {name}/{path}\n" for path in own), end="")
                told = answers
                if kind.joined and own:
                    if not (folder / ".git").exists():
                        make_repository(folder)
                    told = {path: joined_facts_of(options.assay, folder, path) for path in own}
                figures, lines = measure(kind, name, folder, own, told)
                if own:
                    print(f"{kind.name:16} {name:34} {figures}")
                totals[kind.name].add(figures)
                differences[kind.name] += lines
    failed = False
    aim = 1 if options.exact else AIM
    for name, figures in totals.items():
        reached = figures.reaches(aim, aim)
        failed = failed or not reached
        print(f"{name:16} {'in all':34} {figures}{'' if reached else '  FAILED'}")
        lines = differences[name]
        print("".join(line + "\n" for line in (lines if options.v else lines[:SHOWN])), end="")
        if figures.right == 0:
            print(f"    nothing was compared: no {name} that both read")
    sys.exit(1 if failed else 0)
