"""Manifests of npm, Cargo, Composer, Go, Maven and Ruby, each as its ecosystem's own parser reads them."""

import json
import os
import pathlib
import re
import subprocess

from comparison import HERE, fail, program, reader
from python_manifests import each, toml_of

read_gems = reader("ruby", HERE / "gems.rb")

JARS = ":".join(f"/usr/share/java/{name}.jar" for name in
                ("maven3-model", "maven3-model-builder", "maven3-builder-support", "maven3-artifact",
                 "plexus-utils2", "plexus-interpolation"))


def read_poms(folder, paths, source="PomReader.java"):
    if not pathlib.Path("/usr/share/java/maven3-model.jar").exists():
        fail("Debian's libmaven3-core-java is missing; ./dev setup installs it")
    return reader("java", "-cp", JARS, HERE / source)(folder, paths)


def read_joined_poms(folder, paths):
    return read_poms(folder, paths, "PomJoiner.java")


def sections(folder, path, scopes):
    """(line, name, constraint, scope) of the maps of a JSON manifest that hold dependencies."""
    text = (folder / path).read_text()
    try:
        document = json.loads(text)
    except ValueError:
        return
    lines = text.splitlines()
    for section, scope in scopes.items():
        at = next((i for i, line in enumerate(lines) if re.match(rf'\s*"{section}"\s*:', line)), 0)
        for name, constraint in (document.get(section) or {}).items():
            line = next((i for i in range(at, len(lines)) if f'"{name}"' in lines[i]), -1)
            yield line + 1, name, constraint, scope


def read_composer(folder, path):
    scopes = {"require": "runtime", "require-dev": "development"}
    # Without a vendor it is the platform: PHP and its extensions.
    return [item for item in sections(folder, path, scopes) if "/" in item[1]]


def read_package_json(folder, path):
    scopes = {"dependencies": "runtime", "devDependencies": "development",
              "peerDependencies": None, "optionalDependencies": "optional"}
    items = []
    for line, name, constraint, scope in sections(folder, path, scopes):
        alias = re.fullmatch(r"npm:(@?[^@]+)(?:@(.*))?", constraint)
        items.append((line, alias[1], alias[2] or "", scope) if alias
                     else (line, name, constraint, scope))
    return items


def read_go_mod(folder, path):
    text = (folder / path).read_text()
    # An older Go than the module asks for reads all but that.
    copy = (folder / path).with_name("oracle.mod")
    copy.write_text(re.sub(r"(?m)^(?:toolchain .*|(go \d+\.\d+)[.\w]*)$", r"\1", text))
    try:
        answer = json.loads(subprocess.run(
            ["go", "mod", "edit", "-json", copy], check=True, capture_output=True,
            env=os.environ | {"GOTOOLCHAIN": "local", "GOFLAGS": "", "GOPROXY": "off"}).stdout)
    except FileNotFoundError:
        fail("go is missing; ./dev setup installs it")
    except subprocess.CalledProcessError:
        return None
    lines = text.splitlines()
    items = []
    for module in answer.get("Require") or []:
        words = [module["Path"], module["Version"]]
        line = next((i for i, line in enumerate(lines, 1)
                     if re.sub(r"^\s*require\s|[\"`]", "", line).split()[:2] == words), 0)
        items.append((line, *words, "indirect" if module.get("Indirect") else "direct"))
    return items


# Cargo's writing of a version that has no sign of its own.
def cargo_constraint(text):
    parts = [part.strip().replace(" ", "") for part in text.split(",")]
    return ", ".join("^" + part if part[:1].isdigit() and "*" not in part else part
                     for part in parts if part) or "*"


KINDS = {None: "dependencies", "dev": "dev-dependencies", "build": "build-dependencies"}
SCOPES = {None: "runtime", "dev": "development", "build": "build"}


def read_joined_cargo(folder, paths):
    return read_cargo(folder, paths, joined=True)


def read_cargo(folder, paths, joined=False):
    """Cargo resolves a workspace's inheritance, which the member's text does not tell; the constraint
    of what is inherited stands in the workspace's own table, which Cargo does not print."""
    for path in paths:  # Cargo wants something to build.
        for stub in ("src/lib.rs", "src/main.rs"):
            (folder / path).parent.joinpath(stub).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).parent.joinpath(stub).touch()
    answers = {}
    for path in paths:
        toml = toml_of(folder, path)
        if not toml:
            continue
        document, places = toml
        try:
            packages = json.loads(program(
                ["cargo", "metadata", "--no-deps", "--offline", "--format-version", "1",
                 "--manifest-path", folder / path]))["packages"]
        except subprocess.CalledProcessError:
            continue  # It names targets, or a workspace, that are not there.
        package = next((one for one in packages if one["manifest_path"] == str(folder / path)), None)
        items = []
        for one in package["dependencies"] if package else []:
            key = one["rename"] or one["name"]
            table = (KINDS[one["kind"]],)
            owner = document
            if one["target"]:
                owner = document["target"][one["target"]]
                table = ("target", one["target"], *table)
            entry = owner.get(table[-1]) or owner[table[-1].replace("-", "_")]
            inherited = isinstance(entry[key], dict) and entry[key].get("workspace")
            items.append((places.of_key(table + (key,)), one["name"],
                          "*" if inherited and not joined else cargo_constraint(one["req"]),
                          "optional" if one["optional"] else SCOPES[one["kind"]]))
        workspace = document.get("workspace", {}).get("dependencies", {})
        for key, value in workspace.items():
            entry = value if isinstance(value, dict) else {"version": value}
            items.append((places.of_key(("workspace", "dependencies", key)),
                          entry.get("package", key), cargo_constraint(entry.get("version", "")),
                          "managed"))
        answers[path] = items
    return answers
