"""What the oracles of manifests, Dockerfiles and SQL share: files out of clones, what assay tells of
them, and the comparison of two multisets.

A kind of file has a name, a test of paths, `read`, the other parser, and `told`, the same out of
assay's facts. Both give items `(place, …, scope)` of a file; a scope of None in what the other parser
reads says that it cannot tell one, `!runtime` that it is another than this. What only one side reads counts: an item that assay lacks is
missing, one that it has besides is extra.
"""

import argparse
import collections
import concurrent.futures
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
    def __init__(self, name, matches, read, told, also=None):
        self.name, self.matches, self.read, self.told = name, matches, read, told
        self.also = also or (lambda path: False)  # files that the other parser wants beside them


def dependencies(facts, ecosystem):
    return [fact for fact in facts["facts"]
            if fact["kind"] == "dependency" and fact["ecosystem"] == ecosystem]


def blobs_of(clone, revision, wanted):
    """Path and content of a revision's files, but for those that the clone does not have."""
    git = ["git", "-C", clone]
    rows = subprocess.run([*git, "ls-tree", "-rz", revision], check=True, capture_output=True).stdout
    entries = [row.partition(b"\t") for row in rows.split(b"\0") if row.startswith(b"100")]
    named = [(os.fsdecode(path), about.split()[2]) for about, _, path in entries]
    named = [(path, blob) for path, blob in named if wanted(path)]
    answer = subprocess.run([*git, "cat-file", "--batch"], check=True, capture_output=True,
                            input=b"".join(blob + b"\n" for _, blob in named)).stdout
    blobs = {}
    for path, _ in named:
        head, _, answer = answer.partition(b"\n")
        if head.endswith(b" missing"):
            continue
        size = int(head.split()[2])
        blobs[path], answer = answer[:size], answer[size + 1:]
    return blobs


def extract(source, kinds, folder):
    """The files of the kinds of a folder, or of a clone's commit, below `folder`; their paths."""
    source, _, revision = str(source).partition("@")
    source = pathlib.Path(source)
    def wanted(path):
        return any(kind.matches(path) or kind.also(path) for kind in kinds)

    if (source / "HEAD").is_file() and (source / "objects").is_dir() or (source / ".git").exists():
        blobs = blobs_of(source, revision or "HEAD", wanted)
    else:
        blobs = {str(path.relative_to(source)): path.read_bytes()
                 for path in sorted(source.rglob("*")) if path.is_file() and
                 wanted(str(path.relative_to(source)))}
    for path, content in blobs.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return list(blobs)


def ask(assay, folder, path):
    """assay's facts of one file, or None where it says that it could not read it."""
    answer = json.loads(subprocess.run([assay, "facts", "--quiet", "--format", "json", path],
                                       check=True, capture_output=True, cwd=folder).stdout)
    return None if answer.get("diagnostics") else answer


class Figures:
    def __init__(self):
        self.files = self.unreadable = self.right = self.extra = self.missing = 0

    def add(self, other):
        for field, value in vars(other).items():
            setattr(self, field, getattr(self, field) + value)

    def ratio(self, wrong):
        return self.right / (self.right + wrong) if self.right + wrong else 1.0

    def __str__(self):
        return (f"{self.files:4} files {self.right:6} right {self.extra:4} extra {self.missing:4}"
                f" missing  precision {self.ratio(self.extra):.4f}"
                f" recall {self.ratio(self.missing):.4f}  ({self.unreadable} unread)")


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


def measure(kind, name, folder, paths, assay, jobs):
    """Figures of one repository and kind, and its differences as lines."""
    figures, differences = Figures(), []
    expected = kind.read(folder, paths) if paths else {}
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        answers = pool.map(lambda path: ask(assay, folder, path), paths)
    for path, facts in zip(paths, answers):
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


def main(doc, kinds):
    parser = argparse.ArgumentParser(description=doc,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("-j", type=int, default=int(os.environ.get("ASSAY_JOBS", os.cpu_count())),
                        metavar="PROCESSES")
    parser.add_argument("-k", action="append", metavar="KIND", dest="kinds",
                        choices=[kind.name for kind in kinds],
                        help="only this kind; repeatable: " + ", ".join(k.name for k in kinds))
    parser.add_argument("-v", action="store_true", help="list every difference")
    parser.add_argument("clones", nargs="+", metavar="CLONE[@REVISION]|FOLDER")
    options = parser.parse_args()
    found = [os.environ.get("ASSAY")] + [f"{ROOT}/build/{preset}/assay" for preset in
                                         ("release", "dev")]
    assay = next((path for path in found if path and os.access(path, os.X_OK)), None)
    if not assay:
        fail("no assay; ./dev build makes it")
    kinds = [kind for kind in kinds if not options.kinds or kind.name in options.kinds]
    totals = {kind.name: Figures() for kind in kinds}
    differences = {kind.name: [] for kind in kinds}
    for clone in options.clones:
        source = pathlib.Path(clone).resolve()
        name = re.sub(r"^(?:repo|\.git)(?=@|$)", source.parent.name, source.name)
        with tempfile.TemporaryDirectory(prefix="assay-oracle-") as folder:
            folder = pathlib.Path(folder)
            paths = extract(source, kinds, folder)
            for kind in kinds:
                own = [path for path in paths if kind.matches(path)]
                figures, lines = measure(kind, name, folder, own, assay, options.j)
                if own:
                    print(f"{kind.name:16} {name:34} {figures}")
                totals[kind.name].add(figures)
                differences[kind.name] += lines
    failed = False
    for name, figures in totals.items():
        right = figures.right > 0 and min(figures.ratio(figures.extra),
                                          figures.ratio(figures.missing)) >= AIM
        failed = failed or not right
        print(f"{name:16} {'in all':34} {figures}{'' if right else '  FAILED'}")
        lines = differences[name]
        print("".join(line + "\n" for line in (lines if options.v else lines[:SHOWN])), end="")
        if figures.right == 0:
            print(f"    nothing was compared: no {name} that both read")
    sys.exit(1 if failed else 0)
