"""What the oracles of languages share: the comparison of imports, calls and constants, file by file.

The other parser reads paths from standard input and writes a line of JSON for each, in their order:

  {"path": …, "failed": REASON}                 it cannot parse the file
  {"path": …, "imports": ["LINE MODULE SYMBOL"…], "calls": [[LINE, FORM, NAME, OTHERS]…],
   "constants": ["LINE NAME"…], "skip": [LINE…], "unsure": [PREFIX…]}

A call's NAME is what it is by the file alone; null: the file does not tell; "": the file's own, and
not compared. OTHERS are names that it may have too: of a call whose name is null, one that assay tells
is neither right nor wrong, and "*.member" is any that ends so; of a call that has a name, it is as
right. Calls on lines to skip and names
that begin with an unsure prefix are left out on both sides.
"""

import collections
import json
import os
import shutil
import subprocess
import sys
import tempfile

import comparison
from comparison import Figures

IMPORTS = (0.99, 0.99)  # precision and recall that are to be reached
NAMES = (0.97, 0.90)
UNREAD = 0.01  # of the files


class Language:
    """`wanted` tests a path, `needs` names the packages of the parser; the other functions say which
    of assay's facts are compared."""

    def __init__(self, name, wanted, parser, needs, is_call, is_constant=None,
                 is_import=lambda fact: True, environment=()):
        self.name, self.wanted, self.parser, self.needs = name, wanted, parser, needs
        self.is_call, self.is_constant, self.is_import = is_call, is_constant, is_import
        self.environment = dict(environment)

    def read(self, folder, paths):
        """The parser's answers, kept in a file meanwhile: they may be large."""
        if not shutil.which(self.parser[0]):
            comparison.fail(f"no {self.parser[0]}; install {self.needs}")
        with tempfile.TemporaryFile() as names, tempfile.TemporaryFile() as answers:
            names.write(b"".join(os.fsencode(path) + b"\n" for path in paths))
            names.seek(0)
            subprocess.run(self.parser, check=True, cwd=folder, stdin=names, stdout=answers,
                           env=os.environ | self.environment)
            answers.seek(0)
            for line in answers:
                yield json.loads(line)


def is_a(kind, *forms):
    return lambda fact: fact["kind"] == kind and fact.get("form") in forms


is_call_form = is_a("use", "call", "instantiation", "decorator")
is_constant_form = is_a("use", "base", "attribute")


class Totals:
    def __init__(self):
        self.imports, self.calls, self.constants = Figures(), Figures(), Figures()
        self.refused = self.unread = self.left_out = self.either = 0
        self.forms = collections.defaultdict(collections.Counter)


def note(figures, expected, told, show):
    for item in sorted(expected.keys() | told.keys()):
        figures.right += min(expected[item], told[item])
        figures.missing += max(0, expected[item] - told[item])
        figures.extra += max(0, told[item] - expected[item])
        for sign, count in ("-", expected[item] - told[item]), ("+", told[item] - expected[item]):
            for _ in range(count):
                show(sign, item)


def compare_calls(answer, told, sure, totals, show):
    expected, forms = collections.Counter(), {}
    possible = collections.Counter()
    for line, form, name, *others in answer["calls"]:
        counts = totals.forms[form]
        counts["all"] += 1
        counts["own"] += name == ""
        others = {(line, other) for other in (others[0] if others else ())}
        if name and sure(line, name):
            # One of its other names, where assay tells that and not the first.
            item = next((other for other in others
                         if told[line, name] <= expected[line, name] and told[other] > expected[other]),
                        (line, name))
            counts["resolvable"] += 1
            expected[item] += 1
            forms[item] = form
        else:
            possible.update(others)
    for item in list(told):
        for other in (item, (item[0], "*." + item[1].rpartition(".")[2])):
            either = min(possible[other], max(0, told[item] - expected[item]))
            possible[other] -= either
            told[item] -= either
            totals.either += either
    for item, count in expected.items():
        totals.forms[forms[item]]["right"] += min(count, told[item])
    note(totals.calls, expected, told, show)


def compare(language, answer, facts, totals, show):
    skip, unsure = set(answer.get("skip", ())), tuple(answer.get("unsure", ()))

    def sure(line, name):
        left_out = line in skip or name.startswith(unsure)
        totals.left_out += left_out
        return not left_out

    def told(matches):
        return collections.Counter((fact["start_line"], fact["name"]) for fact in facts
                                   if matches(fact) and sure(fact["start_line"], fact["name"]))

    note(totals.imports, collections.Counter(answer["imports"]),
         collections.Counter(f"{fact['start_line']} {fact.get('module', '')} {fact.get('symbol', '')}"
                             .rstrip() for fact in facts
                             if fact["kind"] == "import" and language.is_import(fact)),
         lambda sign, item: show(sign, "import", *item.split(" ", 1)))
    compare_calls(answer, told(lambda fact: is_call_form(fact) and language.is_call(fact)), sure,
                  totals, lambda sign, item: show(sign, "call", *item))
    if language.is_constant:
        expected = collections.Counter((line, name) for line, name in answer["constants"]
                                       if sure(line, name))
        note(totals.constants, expected,
             told(lambda fact: is_constant_form(fact) and language.is_constant(fact)),
             lambda sign, item: show(sign, "constant", *item))


def report(language, name, files, totals):
    print(f"{name}: {files} files, {totals.refused} that {language.name}'s parser cannot read,"
          f" {totals.unread} that assay did not read")
    print(f"  imports   {totals.imports}\n  calls     {totals.calls}")
    if language.is_constant:
        print(f"  constants {totals.constants}")
    for count, what in ((totals.left_out, "names of either side left out, as one file does not tell them"),
                        (totals.either, "told that are one of several")):
        if count:
            print(f"  {count} {what}")
    whole = sum(totals.forms.values(), collections.Counter())
    for form, counts in sorted(totals.forms.items(), key=lambda one: -one[1]["all"]) + [("all", whole)]:
        print(f"    {form:24} {counts['all']:7} calls, {counts['resolvable']:7} resolvable"
              f" ({counts['resolvable'] / max(1, counts['all']):.3f}), {counts['right']:7} right"
              + (f", {counts['own'] / counts['all']:.3f} the file's own" if counts["own"] else ""))


def main(doc, language):
    options = comparison.options_of(doc)
    failed = compared = False
    for clone in options.clones:
        totals = Totals()
        with comparison.laid_out(clone, language.wanted) as (name, folder, paths):
            answers = language.read(folder, paths)
            for path, answer, (facts, reason) in zip(
                    paths, answers, comparison.facts_of(options.assay, folder, paths)):
                if options.l:
                    print(f"    = {name}/{path}")
                if "failed" in answer:
                    totals.refused += 1
                    if options.v:
                        print(f"    ! {name}/{path}: {answer['failed']}")
                elif facts is None:
                    totals.unread += 1
                    print(f"    ! {name}/{path}: assay: {reason}")
                else:
                    compare(language, answer, facts["facts"], totals,
                            lambda sign, what, line, item: options.v and
                            print(f"    {sign} {what} {name}/{path}:{line} {item}"))
            report(language, name, len(paths), totals)
        kinds = [(totals.imports, IMPORTS), (totals.calls, NAMES)]
        kinds += [(totals.constants, NAMES)] if language.is_constant else []
        compared |= all(figures.right > 0 for figures, _ in kinds)
        if options.exact:
            failed |= totals.refused + totals.unread > 0
            failed |= any(figures.extra + figures.missing > 0 for figures, _ in kinds)
        else:
            failed |= totals.unread > len(paths) * UNREAD
            failed |= not all(figures.reaches(*aims) for figures, aims in kinds)
    if not compared:
        print(f"nothing was compared: no {language.name} that both read")
    sys.exit(1 if failed or not compared else 0)
