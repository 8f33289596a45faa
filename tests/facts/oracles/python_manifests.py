"""Python's manifests as Python's own parsers read them: pip's for requirements files, tomllib,
configparser and ast, with the requirements themselves by packaging as pip carries it.

TOML's and INI's parsers tell no lines; `Places` looks the texts up where the parsers say that they
are.
"""

import ast
import collections
import configparser
import re
import tomllib

from comparison import fail

try:
    from pip._internal.req.req_file import RequirementsFileParser, get_line_parser
    from pip._vendor.packaging.requirements import InvalidRequirement, Requirement
    from pip._vendor.packaging.specifiers import InvalidSpecifier, SpecifierSet
    from pip._vendor.packaging.utils import canonicalize_name
except ImportError:
    fail("Debian's python3-pip is missing; ./dev setup installs it")


def constraint_of(text):
    """The same text for the same set of versions."""
    try:
        return str(SpecifierSet(text))
    except InvalidSpecifier:
        return re.sub(r"^@|\s+", "", text)


def requirement(text, line, scope):
    """The items of a PEP 508 requirement: none where the text is no such thing."""
    try:
        parsed = Requirement(text)
    except InvalidRequirement:
        return []
    name = canonicalize_name(parsed.name)
    return [(line, name, constraint_of(parsed.url or str(parsed.specifier)),
             scope)]


class Places:
    """The lines of a TOML file by the tables that they stand in."""

    HEADER = re.compile(r"\s*\[\[?([^\[\]]+)\]\]?\s*(?:#.*)?$")
    KEY = re.compile(r"""\s*((?:[\w-]+|"[^"]*"|'[^']*')(?:\s*\.\s*(?:[\w-]+|"[^"]*"|'[^']*'))*)\s*=""")

    def __init__(self, text):
        self.lines = text.splitlines()
        self.used = set()
        self.keys = {}  # path -> line of `key =` or of the table's header
        table = ()
        for number, line in enumerate(self.lines, 1):
            if header := self.HEADER.match(line):
                table = self.path(header[1])
                self.keys.setdefault(table, number)
            elif key := self.KEY.match(line):
                path = table + self.path(key[1])
                for length in range(len(table) + 1, len(path) + 1):
                    self.keys.setdefault(path[:length], number)

    @staticmethod
    def path(text):
        return tuple(part.strip().strip("\"'")
                     for part in re.findall(r"""[^."']+|"[^"]*"|'[^']*'""", text) if part.strip())

    def of_key(self, path):
        """The line of a key, or of the inline table around it."""
        while path and path not in self.keys:
            path = path[:-1]
        return self.keys.get(path, 0)

    def of_item(self, path, text):
        """The line of a string of the list at a path; each line's occurrence serves once."""
        for number in range(self.of_key(path), len(self.lines) + 1):
            line = self.lines[number - 1].replace("\\\\", "\\").replace('\\"', '"')
            for at in (match.start() for match in re.finditer(re.escape(text), line)):
                if line[at - 1:at] in ("'", '"') and (number, at) not in self.used:
                    self.used.add((number, at))
                    return number
        return 0


def toml_of(folder, path):
    """The document and its places; None where it is no TOML."""
    try:
        text = (folder / path).read_text()
        return tomllib.loads(text), Places(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError):
        return None


def each(read_one):
    def read(folder, paths):
        return {path: read_one(folder, path) for path in paths}

    return read


def read_requirements(folder, path):
    parser = RequirementsFileParser(None, get_line_parser(None))
    items = []
    try:
        for line in parser._parse_file(str(folder / path), False):
            if not line.is_requirement:
                continue
            # An editable path names no package, a URL does by its fragment.
            egg = re.search(r"#egg=([\w.-]+)", line.requirement)
            if egg:
                items.append((line.lineno, canonicalize_name(egg[1]),
                              constraint_of(line.requirement[:egg.start()]), None))
            elif not line.is_editable:
                items += requirement(line.requirement, line.lineno, None)
    except Exception:  # pip says of the file that it is none of its own.
        return None
    return items


def group_scope(group):
    """What every tool agrees on; of other groups it is sure only that not everybody gets them."""
    return {"dev": "development", "test": "test", "tests": "test"}.get(group, "!runtime")


def read_pyproject(folder, path):
    found = toml_of(folder, path)
    if not found:
        return None
    document, places = found
    items = []

    def add_list(at, values, scope):
        for text in values:
            if isinstance(text, str):
                items.extend(requirement(text, places.of_item(at, text), scope))

    def add_groups(at, groups):
        for group, values in groups.items():
            add_list(at + (group,), values, group_scope(group))

    def add_poetry(at, table, scope):
        for name, value in table.items():
            if name == "python":
                continue
            entry = value[0] if isinstance(value, list) else value
            version = entry.get("version", "") if isinstance(entry, dict) else entry
            optional = isinstance(entry, dict) and entry.get("optional")
            items.append((places.of_key(at + (name,)), canonicalize_name(name),
                          constraint_of(version), "optional" if optional else scope))

    project = document.get("project", {})
    add_list(("project", "dependencies"), project.get("dependencies", []), "runtime")
    add_groups(("project", "optional-dependencies"), project.get("optional-dependencies", {}))
    add_groups(("dependency-groups",), document.get("dependency-groups", {}))
    add_list(("build-system", "requires"), document.get("build-system", {}).get("requires", []),
             "build")
    tool = document.get("tool", {})
    poetry = tool.get("poetry", {})
    add_poetry(("tool", "poetry", "dependencies"), poetry.get("dependencies", {}), "runtime")
    add_poetry(("tool", "poetry", "dev-dependencies"), poetry.get("dev-dependencies", {}),
               "development")
    for group, table in poetry.get("group", {}).items():
        add_poetry(("tool", "poetry", "group", group, "dependencies"),
                   table.get("dependencies", {}), group_scope(group))
    add_list(("tool", "uv", "dev-dependencies"), tool.get("uv", {}).get("dev-dependencies", []),
             "development")
    add_groups(("tool", "pdm", "dev-dependencies"), tool.get("pdm", {}).get("dev-dependencies", {}))
    for name, environment in tool.get("hatch", {}).get("envs", {}).items():
        for key in ("dependencies", "extra-dependencies"):
            add_list(("tool", "hatch", "envs", name, key), environment.get(key, []), "!runtime")
    return items


def read_pipfile(folder, path):
    found = toml_of(folder, path)
    if not found:
        return None
    document, places = found
    items = []
    scopes = {"packages": "runtime", "dev-packages": "development"}
    for section in document:
        if section in ("_meta", "source", "requires", "scripts", "pipenv"):
            continue
        # Another table is a category, which only those get who ask for it.
        scope = scopes.get(section, "!runtime")
        for name, value in document[section].items():
            version = value.get("version", "") if isinstance(value, dict) else value
            items.append((places.of_key((section, name)), canonicalize_name(name),
                          constraint_of(version), scope))
    return items


def read_setup_cfg(folder, path):
    text = (folder / path).read_text()
    parser = configparser.RawConfigParser()
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    lines = text.splitlines()
    wanted = [("options", "install_requires", "runtime"), ("options", "tests_require", "test"),
              ("options", "setup_requires", "build")]
    wanted += [("options.extras_require", extra, group_scope(extra))
               for extra in (parser.options("options.extras_require")
                             if parser.has_section("options.extras_require") else [])]
    items = []
    for section, key, scope in wanted:
        value = parser.get(section, key, fallback="")
        # setuptools takes lines, or what semicolons part on one line.
        at = next((i for i, line in enumerate(lines) if line.strip() == f"[{section}]"), 0)
        at = next((i for i in range(at, len(lines))
                   if re.match(re.escape(key) + r"\s*[=:]", lines[i], re.I)), at)
        at += value.startswith("\n")  # pymysql = ⏎ pymysql
        joined, begin = "", at
        for text in value.splitlines() if "\n" in value else value.split(";"):
            text = re.sub(r"\s#.*", "", text).strip()
            if not text or text.startswith("#"):
                continue
            at = next((i for i in range(at, len(lines)) if text in lines[i]), at)
            begin = begin if joined else at
            joined += text
            if joined.endswith("\\"):  # It goes on behind comments, too.
                joined = joined[:-1]
                continue
            items += requirement(joined, begin + 1, scope)
            joined = ""
    return items


SETUP_KEYS = {"install_requires": "runtime", "tests_require": "test", "setup_requires": "build"}


def read_setup_py(folder, path):
    """The strings that stand in the call itself, or in a list or dictionary that the module gives a
    name which nothing but the call uses; any other name's value is the program's business."""
    try:
        tree = ast.parse((folder / path).read_bytes())
    except (SyntaxError, ValueError):
        return None
    names = collections.Counter(node.id for node in ast.walk(tree) if isinstance(node, ast.Name))
    assigned = {node.targets[0].id: node.value for node in tree.body
                if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)}
    items = []

    def value_of(node):
        known = isinstance(node, ast.Name) and names[node.id] == 2
        return assigned.get(node.id) if known else node

    def add(node, scope):
        for item in getattr(node, "elts", []):
            if isinstance(item, ast.Constant) and isinstance(item.value, str):
                items.extend(requirement(item.value, item.lineno, scope))

    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        for keyword in node.keywords if name == "setup" else []:
            given = value_of(keyword.value)
            if keyword.arg in SETUP_KEYS:
                add(given, SETUP_KEYS[keyword.arg])
            if keyword.arg == "extras_require" and isinstance(given, ast.Dict):
                for key, value in zip(given.keys, given.values):
                    add(value, group_scope(getattr(key, "value", None)))
    return items
