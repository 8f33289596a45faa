"""What CPython's own parser and a resolver of names see in Python files, for
tests/facts/python-oracle.

The resolver runs each file abstractly: statements in their order, branches joined, loops twice,
functions after the code that holds them. An expression has a set of values that it may have; a call is
resolvable within its file where that set is one name. What a call gives, what a class's fields and a
function's results are, is learnt in a first run and used in the next. It shares docs/facts.md with
assay, which says what a name looks like, and nothing else.
"""

import ast
import builtins
import collections
import json
import pathlib
import re
import sys
import warnings

UNKNOWN = "?"  # a value that the file does not tell
NONE = "None"
PARAMETER = "=parameter"  # of no declared type
SELF = "self@"  # and the class: the object that a method runs on
UNTOLD = {UNKNOWN, NONE, PARAMETER}
NOTHING = frozenset([UNKNOWN])

BUILTINS = {name for name in dir(builtins) if not name.startswith("_")} | {"__import__"}
TRANSPARENT = {
    "Optional", "Annotated", "Final", "ClassVar", "Required", "NotRequired", "ReadOnly", "Mapped"
}
RUNS = 4  # each knows what the one before has learnt


def settled(values):
    """None says nothing beside a value, nor does a parameter that was not given."""
    named = values - {NONE, PARAMETER}
    return named if named else values


def join(first, second):
    joined = dict(first)
    for name, values in second.items():
        joined[name] = joined.get(name, frozenset()) | values
    return joined


class Scope:
    def __init__(self, kind, above, own=(), of_class=None):
        self.kind = kind  # file, class, function, block
        self.above = above
        self.own = own  # the names that a function binds anywhere
        self.of_class = of_class
        self.names = {}
        self.ever = {}  # every value that a name has had
        self.declared = {}
        self.elsewhere = {}  # names that global or nonlocal give to another scope
        self.running = True
        self.breaks = []
        self.returned = frozenset()

    def bind(self, name, values):
        values = frozenset(UNKNOWN if value.endswith("[]") else value for value in values)
        if values == {NONE}:  # "not yet", or "no more"
            values |= self.names.get(name, frozenset())
        if values == NOTHING and name in self.declared:
            values = self.declared[name]
        self.names[name] = values
        self.ever[name] = self.ever.get(name, frozenset()) | values


def names_bound(function):
    """What a function binds anywhere in its body, and what it declares global or nonlocal."""
    bound, elsewhere = set(), {}
    todo = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
            bound.add(node.name)
            continue
        if isinstance(node, ast.Lambda):
            continue
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)):
            bound.update(n.target.id for n in ast.walk(node) if isinstance(n, ast.NamedExpr))
            continue
        if isinstance(node, ast.Name) and isinstance(node.ctx, (ast.Store, ast.Del)):
            bound.add(node.id)
        elif isinstance(node, (ast.Import, ast.ImportFrom)):
            bound.update((a.asname or a.name.split(".")[0]) for a in node.names)
        elif isinstance(node, ast.ExceptHandler) and node.name:
            bound.add(node.name)
        elif isinstance(node, (ast.Global, ast.Nonlocal)):
            elsewhere.update((name, type(node)) for name in node.names)
        elif isinstance(node, (ast.MatchAs, ast.MatchStar)) and node.name:
            bound.add(node.name)
        todo.extend(ast.iter_child_nodes(node))
    return bound - elsewhere.keys(), elsewhere


class Resolver:
    def __init__(self, tree):
        self.tree = tree
        self.fields = {}  # by class: by name: values
        self.bases = {}
        self.returns = {}  # by function of the file
        self.globals = {}  # what functions assign to the file's names
        for _ in range(RUNS):
            self.learnt = collections.defaultdict(dict), {}, {}
            self.calls = {}
            self.later = collections.deque()
            self.run()
            self.fields, self.returns, self.globals = self.learnt

    def run(self):
        self.file = self.scope = Scope("file", None)
        self.block(self.tree.body)
        self.file.names = join(self.file.names, self.globals)
        self.file.running = False
        while self.later:
            self.function_body(*self.later.popleft())

    # ---- names

    def lookup(self, name):
        scope, first = self.scope, True
        while scope is not None:
            if scope.kind == "class" and not first:
                scope = scope.above
                continue
            if name in scope.elsewhere:
                return self.of_scope(self.target_scope(scope, name), name)
            if scope.kind in ("function", "block") and name in scope.own or name in scope.names:
                return self.of_scope(scope, name)
            first = first and scope.kind == "block"
            scope = scope.above
        return frozenset(["global:#" + name]) if name in BUILTINS else NOTHING

    def of_scope(self, scope, name):
        # Of a function around, any value may be meant: this one runs whenever it is called.
        names = scope.names if scope.running or scope.kind == "file" else scope.ever
        return settled(names.get(name, NOTHING))

    def target_scope(self, scope, name):
        kind = scope.elsewhere.get(name)
        if kind is ast.Global:
            return self.file
        above = scope.above
        while kind is ast.Nonlocal and above is not None:
            if above.kind == "function" and name in above.own:
                return above
            above = above.above
        return scope

    def bind(self, name, values):
        scope = self.scope
        while scope.kind == "block":
            scope = scope.above
        target = self.target_scope(scope, name)
        if target is scope:
            return scope.bind(name, values)
        if target is self.file and not self.file.running:
            learnt = self.learnt[2]
            learnt[name] = learnt.get(name, frozenset()) | values
        target.ever[name] = target.ever.get(name, frozenset()) | values

    def field(self, of_class, name, seen=()):
        """What a class of the file or a base of it holds; None where it is not known."""
        fields = self.fields.get(of_class, {})
        values = fields.get("declared " + name) or settled(fields.get(name, frozenset()))
        if values:
            known = len(values) == 1 and not values & UNTOLD
            return values if known else None
        for base in self.bases.get(of_class, ()):
            if base.startswith("local:#") and base not in seen:
                found = self.field(base[7:], name, (*seen, base))
                if found:
                    return found
        return None

    def note_field(self, of_class, name, values, declared=False):
        fields = self.learnt[0][of_class]
        if declared and not values & UNTOLD:  # it keeps its type, whatever is assigned
            fields["declared " + name] = values
        values = frozenset(UNKNOWN if v == PARAMETER else v for v in settled(values))
        fields[name] = fields.get(name, frozenset()) | values

    def members(self, base, name):
        found = set()
        for value in base:
            if value in UNTOLD:
                found.add(UNKNOWN)
            elif value.startswith(SELF):
                found |= self.field(value[len(SELF):], name) or {"self:#" + name}
            else:
                held = None
                if value.startswith("local:#") and value.endswith("()"):
                    held = self.field(value[7:-2], name)
                found |= held or {value + ("" if value.endswith("#") else ".") + name}
        return frozenset(found)

    def result(self, node, callee):
        given = set()
        for value in callee:
            held = None
            if value in UNTOLD or value.startswith(SELF):
                given.add(UNKNOWN)
                continue
            if value.startswith("self:#"):
                of_class = self.class_around()
                held = of_class and self.field(of_class, value[6:] + "()")
            elif value.startswith("local:#") and "()." in value:
                of_class, _, method = value[7:].partition("().")
                held = self.field(of_class, method + "()")
            elif value.startswith("local:#"):
                returned = settled(self.returns.get(value[7:], frozenset()))
                held = returned if len(returned) == 1 and not returned & UNTOLD else None
            elif value == "pypi:typing#cast" and node.args:
                held = self.of_type(node.args[0])
            elif value in ("pypi:importlib#import_module", "global:#__import__") and node.args:
                named = node.args[0]
                literal = isinstance(named, ast.Constant) and isinstance(named.value, str)
                held = {module_name(named.value) + "#"} if literal else NOTHING
            given |= held or {value + ("default()" if value.endswith("#") else "()")}
        return frozenset(given)

    def class_around(self):
        scope = self.scope
        while scope is not None:
            if scope.of_class:
                return scope.of_class
            scope = scope.above
        return None

    # ---- types

    def of_type(self, node):
        """The values that a declared type gives."""
        if node is None:
            return NOTHING
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str) and node.value.isidentifier():
                return self.instances(self.lookup(node.value))
            return NOTHING
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self.instances(self.value(node, record=False))
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
            sides = [s for s in (node.left, node.right) if not is_none(s)]
            return self.of_type(sides[0]) if len(sides) == 1 else NOTHING
        if isinstance(node, ast.Subscript):
            generic = self.value(node.value, record=False)
            first = node.slice.elts[0] if isinstance(node.slice, ast.Tuple) and node.slice.elts else node.slice
            if generic <= {"global:#type", "pypi:typing#Type"}:
                return self.value(first, record=False)
            last = re.split("[#.]", next(iter(generic)))[-1]
            if last in TRANSPARENT or (generic == NOTHING and last_name(node.value) in TRANSPARENT):
                return self.of_type(first)
            return self.instances(generic)
        return NOTHING

    def instances(self, values):
        return frozenset(
            UNKNOWN if v in UNTOLD or v.startswith(SELF) else v + ("default()" if v.endswith("#") else "()")
            for v in values)

    # ---- expressions

    def value(self, node, record=True):
        """The values that an expression may have. Every call inside is noted on the way."""
        if node is None:
            return frozenset([NONE])
        if isinstance(node, ast.Name):
            return self.lookup(node.id)
        if isinstance(node, ast.Constant):
            return frozenset([NONE]) if node.value is None else NOTHING
        if isinstance(node, ast.Attribute):
            return self.members(self.value(node.value, record), node.attr)
        if isinstance(node, ast.Call):
            callee = self.value(node.func, record)
            for argument in node.args:
                self.value(argument, record)
            for keyword in node.keywords:
                self.value(keyword.value, record)
            if record:
                self.calls[node] = callee
            return self.result(node, callee)
        if isinstance(node, ast.Subscript):
            base = self.value(node.value, record)
            self.value(node.slice, record)
            return frozenset(element(value) for value in base)
        if isinstance(node, ast.NamedExpr):
            values = self.value(node.value, record)
            self.bind(node.target.id, values)
            return values
        if isinstance(node, ast.Await):
            return self.value(node.value, record)
        if isinstance(node, ast.BoolOp):
            values = [self.value(operand, record) for operand in node.values]
            return settled(frozenset().union(*values)) if isinstance(node.op, ast.Or) else NOTHING
        if isinstance(node, ast.IfExp):
            self.value(node.test, record)
            return settled(self.value(node.body, record) | self.value(node.orelse, record))
        if isinstance(node, ast.Lambda):
            self.value_of_defaults(node.args)
            return self.inside(arguments_of(node.args), lambda: self.value(node.body, record))
        if isinstance(node, (ast.ListComp, ast.SetComp, ast.GeneratorExp, ast.DictComp)):
            return self.comprehension(node, record)
        for child in ast.iter_child_nodes(node):
            if isinstance(child, (ast.expr, ast.keyword, ast.FormattedValue)):
                self.value(child, record)
        return NOTHING

    def inside(self, names, evaluate):
        self.scope = Scope("block", self.scope, set(names))
        for name in names:
            self.scope.names[name] = NOTHING
        evaluate()
        self.scope = self.scope.above
        return NOTHING

    def comprehension(self, node, record):
        self.value(node.generators[0].iter, record)
        names = {n.id for g in node.generators for n in ast.walk(g.target) if isinstance(n, ast.Name)}

        def evaluate():
            for index, generator in enumerate(node.generators):
                if index:
                    self.value(generator.iter, record)
                for condition in generator.ifs:
                    self.value(condition, record)
            for part in ("key", "value", "elt"):
                if hasattr(node, part):
                    self.value(getattr(node, part), record)
        return self.inside(names, evaluate)

    def value_of_defaults(self, arguments):
        for default in [*arguments.defaults, *arguments.kw_defaults]:
            self.value(default)

    # ---- statements

    def block(self, statements):
        """Runs the statements; whether what stands behind them is reached."""
        reached = True
        for statement in statements:
            reached = self.statement(statement) and reached
        return reached

    def statement(self, node):
        handler = getattr(self, "run_" + type(node).__name__, None)
        if handler is not None:
            return handler(node) is not False
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.expr):
                self.value(child)
        return True

    def run_Return(self, node):
        self.scope.returned |= self.value(node.value)
        return False

    def run_Raise(self, node):
        self.value(node.exc), self.value(node.cause)
        return False

    def run_Break(self, _):
        self.scope.breaks.append(dict(self.scope.names))
        return False

    def run_Continue(self, _):
        self.scope.breaks.append(dict(self.scope.names))
        return False

    def run_Import(self, node):
        for alias in node.names:
            top = alias.name.split(".")[0]
            self.bind(alias.asname or top, frozenset([module_name(alias.name if alias.asname else top) + "#"]))

    def run_ImportFrom(self, node):
        module = module_name("." * node.level + (node.module or ""))
        for alias in node.names:
            if alias.name != "*":
                self.bind(alias.asname or alias.name, frozenset([module + "#" + alias.name]))

    def run_Assign(self, node):
        values = self.value(node.value)
        for target in node.targets:
            self.assign(target, values, node.value)

    def run_AnnAssign(self, node):
        self.value(node.annotation)
        declared = self.of_type(node.annotation)
        name = node.target.id if isinstance(node.target, ast.Name) else None
        if name and declared != NOTHING:
            self.scope.declared[name] = declared
        if node.value is None:
            if name and self.scope.kind == "class":
                self.note_field(self.scope.of_class, name, declared, declared=True)
            return
        values = self.value(node.value)
        if name and self.scope.kind == "class":
            self.note_field(self.scope.of_class, name, declared, declared=True)
        elif isinstance(node.target, ast.Attribute):
            for owner in self.value(node.target.value, record=False):
                if owner.startswith(SELF):
                    self.note_field(owner[len(SELF):], node.target.attr, declared, declared=True)
        typed = isinstance(node.target, ast.Attribute) or self.scope.kind == "class"
        if declared != NOTHING and (typed or settled(values) & UNTOLD):
            values = declared
        self.assign(node.target, values, node.value)

    def assign(self, target, values, source=None):
        if isinstance(target, ast.Name):
            self.bind(target.id, values)
            if self.scope.kind == "class":
                self.note_field(self.scope.of_class, target.id, values)
        elif isinstance(target, ast.Attribute):
            for owner in self.value(target.value):
                if owner.startswith(SELF):
                    self.note_field(owner[len(SELF):], target.attr, values)
        elif isinstance(target, ast.Starred):
            self.assign(target.value, NOTHING)
        elif isinstance(target, (ast.Tuple, ast.List)):
            sources = source.elts if isinstance(source, (ast.Tuple, ast.List)) else []
            paired = len(sources) == len(target.elts) and not any(
                isinstance(item, ast.Starred) for item in [*sources, *target.elts])
            told = [self.value(s, record=False) for s in sources] if paired else []
            for index, item in enumerate(target.elts):
                self.assign(item, told[index] if paired else NOTHING)
        else:
            self.value(target)

    def run_AugAssign(self, node):
        self.value(node.value)
        if not isinstance(node.target, ast.Name):
            self.value(node.target)

    def branches(self, *runs):
        """Runs each from the same beginning; what goes on is joined."""
        before = dict(self.scope.names)
        ends = []
        for run in runs:
            self.scope.names = dict(before)
            if run() is not False:
                ends.append(self.scope.names)
        for end in ends:
            self.scope.names = join(self.scope.names, end) if end is not ends[0] else end
        return bool(ends)

    def run_If(self, node):
        self.value(node.test)
        return self.branches(lambda: self.block(node.body), lambda: self.block(node.orelse))

    def loop(self, node, begin):
        before = dict(self.scope.names)
        outer, self.scope.breaks = self.scope.breaks, []
        for _ in range(2):
            begin()
            self.block(node.body)
            self.scope.names = join(self.scope.names, before)
        for left in self.scope.breaks:
            self.scope.names = join(self.scope.names, left)
        self.scope.breaks = outer
        self.block(node.orelse)

    def run_For(self, node):
        self.value(node.iter)
        self.loop(node, lambda: self.assign(node.target, NOTHING))

    run_AsyncFor = run_For

    def run_While(self, node):
        self.loop(node, lambda: self.value(node.test))

    def run_Try(self, node):
        before = dict(self.scope.names)
        reached = self.block(node.body)
        broken = join(before, self.scope.names)
        reached = self.block(node.orelse) and reached
        ends = [self.scope.names] if reached else []
        for handler in node.handlers:
            self.scope.names = dict(broken)
            caught = self.value(handler.type) if handler.type else NOTHING
            if handler.name:
                if isinstance(handler.type, ast.Tuple):
                    caught = frozenset().union(*(self.value(t, record=False) for t in handler.type.elts))
                self.bind(handler.name, self.instances(caught))
            if self.block(handler.body):
                ends.append(self.scope.names)
        self.scope.names = broken if not ends else ends[0]
        for end in ends[1:]:
            self.scope.names = join(self.scope.names, end)
        return self.block(node.finalbody) and bool(ends)

    run_TryStar = run_Try

    def run_With(self, node):
        for item in node.items:
            values = self.value(item.context_expr)
            if item.optional_vars is not None:
                self.assign(item.optional_vars, values)
        return self.block(node.body)

    run_AsyncWith = run_With

    def run_Match(self, node):
        self.value(node.subject)

        def run_case(case):
            for part in ast.walk(case.pattern):
                if isinstance(part, (ast.MatchAs, ast.MatchStar)) and part.name:
                    self.bind(part.name, NOTHING)
                if isinstance(part, ast.MatchValue):
                    self.value(part.value)
            self.value(case.guard)
            return self.block(case.body)
        return self.branches(*[lambda case=case: run_case(case) for case in node.cases], lambda: True)

    # ---- definitions

    def decorators(self, node):
        """A decorator is one use, whether it is called or not."""
        for decorator in node.decorator_list:
            if isinstance(decorator, ast.Call):
                self.value(decorator)
            else:
                self.calls[decorator] = self.value(decorator)

    def run_ClassDef(self, node):
        self.decorators(node)
        self.bases[node.name] = [v for base in node.bases for v in self.value(base)]
        for keyword in node.keywords:
            self.value(keyword.value)
        self.bind(node.name, frozenset(["local:#" + node.name]))
        self.scope = Scope("class", self.scope, of_class=node.name)
        self.block(node.body)
        self.scope = self.scope.above

    def run_FunctionDef(self, node):
        self.decorators(node)
        self.value_of_defaults(node.args)
        for argument in all_arguments(node.args):
            if argument.annotation is not None:
                self.value(argument.annotation)
        if node.returns is not None:
            self.value(node.returns)
        if self.scope.kind != "class":
            self.bind(node.name, frozenset(["local:#" + node.name]))
        method = self.scope.of_class if self.scope.kind == "class" else None
        if self.file.running:
            self.later.append((node, self.scope, method))
        else:
            # Inside a function: when the outer one is done.
            self.later.appendleft((node, self.scope, method))

    run_AsyncFunctionDef = run_FunctionDef

    def function_body(self, node, above, method):
        own, elsewhere = names_bound(node)
        names = [argument.arg for argument in all_arguments(node.args)]
        self.scope = Scope("function", above, own | set(names))
        self.scope.elsewhere = elsewhere
        decorators = {last_name(d.func if isinstance(d, ast.Call) else d) for d in node.decorator_list}
        inside, self.scope = self.scope, above  # a type is named outside of the function
        types = {argument.arg: self.of_type(argument.annotation) for argument in all_arguments(node.args)}
        declared = self.of_type(node.returns)
        self.scope = inside
        for argument in all_arguments(node.args):
            values = types[argument.arg]
            starred = argument in (node.args.vararg, node.args.kwarg)
            if starred or values == NOTHING:
                values = frozenset([PARAMETER]) if not starred else NOTHING
            self.scope.bind(argument.arg, values)
        first = all_arguments(node.args)[0] if names else None
        on_object = first and (first.annotation is None or first.arg in ("self", "cls"))
        if method and on_object and "staticmethod" not in decorators:
            self.scope.bind(names[0], frozenset([SELF + method]))
        self.block(node.body)
        self.scope.running = False
        self.note_result(node, method, decorators, declared)

    def note_result(self, node, method, decorators, declared):
        returned = frozenset(UNKNOWN if v == PARAMETER else v for v in settled(self.scope.returned))
        if any(v.startswith(("pypi:typing#", "pypi:collections.abc#")) for v in declared):
            declared = NOTHING
        if yields(node):
            returned = NOTHING
        values = declared if not declared & UNTOLD else returned
        if method:
            is_property = any(d.endswith("property") for d in decorators)
            self.note_field(method, node.name if is_property else node.name + "()", values)
        else:
            learnt = self.learnt[1]
            learnt[node.name] = learnt.get(node.name, frozenset()) | values


def yields(function):
    todo = list(function.body)
    while todo:
        node = todo.pop()
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.ClassDef)):
            todo.extend(ast.iter_child_nodes(node))
    return False


def element(value):
    """Redis[bytes] is Redis; an element of another known value is its []."""
    if value in UNTOLD or value.startswith(SELF) or value.endswith("()"):
        return UNKNOWN
    last = re.split("[#.]", value)[-1]
    return value if last[:1].isupper() and last.lower() != last else value + "[]"


def is_none(node):
    return isinstance(node, ast.Constant) and node.value is None


def last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def all_arguments(arguments):
    return [*arguments.posonlyargs, *arguments.args, *filter(None, [arguments.vararg]),
            *arguments.kwonlyargs, *filter(None, [arguments.kwarg])]


def arguments_of(arguments):
    return [argument.arg for argument in all_arguments(arguments)]


def module_name(dotted):
    return ("own:" if dotted.startswith(".") else "pypi:") + dotted


def imports_of(tree):
    found = collections.Counter()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                found[alias.lineno, module_name(alias.name), ""] += 1
        elif isinstance(node, ast.ImportFrom):
            module = module_name("." * node.level + (node.module or ""))
            for alias in node.names:
                found[alias.lineno, module, alias.name] += 1
    return found


# ---- what is compared

def form_of(call, values_of):
    callee = call.func if isinstance(call, ast.Call) else call
    if isinstance(callee, ast.Name):
        return "name()"
    if not isinstance(callee, ast.Attribute):
        return "other"
    depth, root = 0, callee
    while isinstance(root, ast.Attribute):
        root, depth = root.value, depth + 1
    if isinstance(root, ast.Call):
        return "call().x()"
    if not isinstance(root, ast.Name):
        return "other"
    values = values_of(callee)
    if root.id in ("self", "cls"):
        return "self.x()" if depth == 1 else "self.field.x()"
    if any(v.startswith(("pypi:", "own:")) and "(" not in v for v in values):
        return "import.x()"
    return "variable.x()"


def line_of(call):
    if not isinstance(call, ast.Call):
        return call.lineno
    return call.func.end_lineno if isinstance(call.func, ast.Attribute) else call.lineno


def calls_of(tree):
    """(line, form, name or None, names that are possible) of each call and decorator."""
    resolver = Resolver(tree)
    decorators = {d for node in ast.walk(tree) for d in getattr(node, "decorator_list", [])}
    for call, values in resolver.calls.items():
        callee = call.func if isinstance(call, ast.Call) else call
        values = settled(values)
        named = [v + "default" if v.endswith("#") else v for v in values if v not in UNTOLD and not v.startswith(SELF)]
        resolved = named[0] if len(values) == 1 and named and len(named[0]) < 400 else None
        line = callee.lineno if call in decorators else line_of(call)
        yield line, form_of(call, lambda _: values), resolved, set(named)


def lines_of_long_texts(tree):
    """Before 3.12 Python does not know the lines of calls inside an f-string over several lines."""
    return {line for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)
            and node.end_lineno > node.lineno for line in range(node.lineno, node.end_lineno + 1)}


def read(path):
    """The answer for one file, as oracles/source.py says."""
    try:
        tree = ast.parse(pathlib.Path(path).read_bytes(), path)
    except (SyntaxError, ValueError) as error:
        return {"path": path, "failed": str(error)}
    return {"path": path,
            "imports": [f"{line} {module} {symbol}".rstrip()
                        for (line, module, symbol) in imports_of(tree).elements()],
            "calls": [[line, form, name, sorted(names) if name is None else []]
                      for line, form, name, names in calls_of(tree)],
            "skip": sorted(lines_of_long_texts(tree))}


def main():
    sys.setrecursionlimit(20000)
    warnings.simplefilter("ignore")  # of the files that are read
    for line in sys.stdin:
        print(json.dumps(read(line.rstrip("\n"))))


main()
