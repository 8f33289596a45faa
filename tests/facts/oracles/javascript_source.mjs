// What the TypeScript compiler's parser and a resolver of names see in JavaScript and TypeScript, for
// tests/facts/javascript-oracle. Reads paths from standard input and writes a line of JSON for each, as
// oracles/source.py says.
//
// The resolver binds every declaration to its scope and takes for a variable's values all that the file
// assigns to it, wherever. A call is resolvable within its file where its callee is one name. It shares
// docs/facts.md with assay, which says what a name looks like, and nothing else.
import fs from "node:fs";
import { createRequire } from "node:module";

const ts = createRequire(new URL("../../tools/", import.meta.url))("typescript");
const Kind = ts.SyntaxKind;

const UNKNOWN = "?"; // a value that the file does not tell
const NONE = "null"; // or undefined
const PARAMETER = "=parameter"; // of no declared type
const UNTOLD = new Set([UNKNOWN, NONE, PARAMETER]);
const NOTHING = new Set([UNKNOWN]);

// What needs no import: Node's globals, and the browser's that servers' code shares.
const GLOBALS = new Set([
  ...Object.getOwnPropertyNames(globalThis).filter((name) => !/^(undefined|NaN|Infinity|global)$/.test(name)),
  "window", "document", "localStorage", "sessionStorage", "EventSource", "Worker", "XMLHttpRequest",
]);
// Types that say of their first parameter.
const TRANSPARENT = new Set(["Promise", "Partial", "Readonly", "Required", "NonNullable", "Awaited"]);

const union = (...sets) => new Set(sets.flatMap((set) => [...set]));
const one = (value) => new Set([value]);
// null says nothing beside a value, nor does a parameter that was not given.
function settled(values) {
  const named = [...values].filter((value) => value !== NONE && value !== PARAMETER);
  return named.length ? new Set(named) : values;
}
const map = (values, f) => new Set([...values].flatMap((value) => [...[f(value)].flat()]));
const isThis = (value) => value.startsWith("this@");
const valueOf = (name) => (UNTOLD.has(name) || isThis(name) ? UNKNOWN : name + (name.endsWith("#") ? "default()" : "()"));

function moduleName(spec) {
  if (/^(\.|\/|@\/|~|#)/.test(spec)) return "own:" + spec;
  return "npm:" + spec.replace(/^node:/, "");
}

class Scope {
  constructor(above, isFunction) {
    this.above = above;
    this.isFunction = isFunction;
    this.values = new Map(); // name: Binding
    this.types = new Map();
  }
  find(name, kinds) {
    for (let scope = this; scope; scope = scope.above) {
      for (const kind of kinds) {
        const found = scope[kind].get(name);
        if (found) return found;
      }
    }
    return undefined;
  }
}

// All that a name may stand for: thunks that give sets of values.
class Binding {
  constructor() {
    this.sources = [];
    this.evaluating = false;
  }
  get values() {
    if (this.known) return this.known;
    if (this.evaluating) return new Set(); // x = f(x): itself says nothing new
    this.evaluating = true;
    const values = this.sources.length ? union(...this.sources.map((source) => source())) : one(NONE);
    this.evaluating = false;
    return (this.known = settled(values.size ? values : NOTHING));
  }
}

class Resolver {
  constructor(file) {
    this.file = file;
    this.scopes = new Map(); // node: Scope
    this.classes = new Map(); // class node: Map of fields, each a Binding
    this.functions = new Map(); // "local:#f": the function's node, null where several have the name
    this.assignments = [];
    this.declare(file, new Scope(null, true));
    for (const [target, value, scope] of this.assignments) this.assign(target, value, scope);
  }

  // ---- declarations

  bindingIn(scope, name, kind = "values") {
    if (!scope[kind].has(name)) scope[kind].set(name, new Binding());
    return scope[kind].get(name);
  }

  declare(node, scope) {
    if (ts.isSourceFile(node)) this.scopes.set(node, scope);
    else if (this.opensScope(node)) {
      if ((ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isEnumDeclaration(node)) && node.name)
        this.declareLocal(scope, node);
      scope = new Scope(scope, ts.isFunctionLike(node) || ts.isModuleBlock(node));
      this.scopes.set(node, scope);
      if ((ts.isFunctionExpression(node) || ts.isClassExpression(node)) && node.name)
        this.bindingIn(scope, node.name.text).sources.push(() => one("local:#" + node.name.text));
      if (ts.isClassLike(node)) this.declareFields(node, scope);
    }
    this.declareNode(node, scope);
    ts.forEachChild(node, (child) => this.declare(child, scope));
  }

  opensScope(node) {
    return ts.isFunctionLike(node) || ts.isBlock(node) || ts.isClassLike(node) || ts.isForStatement(node) ||
      ts.isForInStatement(node) || ts.isForOfStatement(node) || ts.isCaseBlock(node) || ts.isCatchClause(node) ||
      ts.isModuleBlock(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node) ||
      ts.isMappedTypeNode(node) || ts.isConditionalTypeNode(node) || ts.isEnumDeclaration(node);
  }

  declareLocal(scope, node) {
    const name = node.name.text;
    const told = "local:#" + name;
    this.bindingIn(scope, name).sources.push(() => one(told));
    if (ts.isFunctionLike(node) && node.body) this.noteFunction(told, node);
  }

  noteFunction(told, node) {
    this.functions.set(told, this.functions.has(told) ? null : node);
  }

  declareNode(node, scope) {
    if (ts.isVariableDeclaration(node)) {
      const list = node.parent;
      let home = scope;
      const isVar = ts.isVariableDeclarationList(list) && !(list.flags & ts.NodeFlags.BlockScoped);
      while (isVar && !home.isFunction) home = home.above;
      const caught = ts.isCatchClause(list);
      const looped = list.parent && (ts.isForOfStatement(list.parent) || ts.isForInStatement(list.parent));
      this.declarePattern(node.name, home, () => {
        if (caught || looped) return NOTHING;
        return this.declared(node.initializer, node.type, scope);
      }, node.initializer);
    } else if (ts.isParameter(node) && node.parent.body) {
      const typed = node.dotDotDotToken ? NOTHING : null;
      this.declarePattern(node.name, scope, () => {
        const type = this.ofType(node.type, scope);
        return typed ?? (settled(type).has(UNKNOWN) ? one(PARAMETER) : type);
      });
    } else if (ts.isImportDeclaration(node) && node.importClause) {
      const module = moduleName(node.moduleSpecifier.text) + "#";
      const bind = (name, value) => this.bindingIn(scope, name.text).sources.push(() => one(value));
      const { name, namedBindings } = node.importClause;
      if (name) bind(name, module);
      if (namedBindings && ts.isNamespaceImport(namedBindings)) bind(namedBindings.name, module);
      if (namedBindings && ts.isNamedImports(namedBindings))
        for (const item of namedBindings.elements) {
          const symbol = (item.propertyName ?? item.name).text;
          bind(item.name, symbol === "default" ? module : module + symbol);
        }
    } else if (ts.isImportEqualsDeclaration(node)) {
      const required = ts.isExternalModuleReference(node.moduleReference)
        ? one(moduleName(node.moduleReference.expression.text) + "#") : NOTHING;
      this.bindingIn(scope, node.name.text).sources.push(() => required);
    } else if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) {
      // Its own name stands outside of the scope of its parameters.
      this.bindingIn(scope.above, node.name.text, "types").sources.push(() => one("local:#" + node.name.text));
    } else if (ts.isModuleDeclaration(node) && ts.isIdentifier(node.name)) {
      this.bindingIn(scope, node.name.text).sources.push(() => NOTHING);
    } else if (ts.isTypeParameterDeclaration(node)) {
      this.bindingIn(scope, node.name.text, "types").sources.push(() => NOTHING);
    } else if (ts.isBinaryExpression(node) && node.operatorToken.kind >= Kind.FirstAssignment &&
               node.operatorToken.kind <= Kind.LastAssignment) {
      this.assignments.push([node.left, node, scope]);
    }
  }

  // What a declaration holds: its value, else what its type says.
  declared(initializer, type, scope) {
    const values = initializer ? settled(this.value(initializer)) : one(NONE);
    return type && [...values].every((value) => UNTOLD.has(value)) ? union(this.ofType(type, scope)) : values;
  }

  declarePattern(name, scope, source, initializer) {
    if (ts.isIdentifier(name)) {
      const isFunction = initializer && (ts.isArrowFunction(initializer) || ts.isFunctionExpression(initializer) ||
                                         ts.isClassExpression(initializer));
      const told = "local:#" + name.text;
      if (isFunction && ts.isFunctionLike(initializer)) this.noteFunction(told, initializer);
      this.bindingIn(scope, name.text).sources.push(isFunction ? () => one(told) : source);
      return;
    }
    for (const element of name.elements) {
      if (!ts.isBindingElement(element)) continue;
      const key = element.propertyName ?? element.name;
      const named = ts.isObjectBindingPattern(name) && !element.dotDotDotToken && (ts.isIdentifier(key) || ts.isStringLiteral(key));
      this.declarePattern(element.name, scope, () => (named ? this.members(source(), key.text) : NOTHING));
    }
  }

  assign(target, node, scope) {
    const values = () => (node.operatorToken.kind === Kind.EqualsToken ? this.value(node.right)
      : [Kind.BarBarEqualsToken, Kind.QuestionQuestionEqualsToken].includes(node.operatorToken.kind)
        ? this.value(node.right) : new Set());
    if (ts.isIdentifier(target)) {
      const found = scope.find(target.text, ["values"]);
      if (found) found.sources.push(values);
    } else if (ts.isPropertyAccessExpression(target) && target.expression.kind === Kind.ThisKeyword) {
      const owner = this.thisOf(target);
      if (!owner) return;
      const field = this.fieldOf(owner, target.name.text);
      if (!field.typed) field.sources.push(values);
    } else if (ts.isObjectLiteralExpression(target) || ts.isArrayLiteralExpression(target)) {
      const visit = (part) => {
        if (ts.isIdentifier(part)) scope.find(part.text, ["values"])?.sources.push(() => NOTHING);
        else ts.forEachChild(part, visit);
      };
      ts.forEachChild(target, visit);
    }
  }

  // ---- classes

  fieldOf(owner, name) {
    if (!this.classes.has(owner)) this.classes.set(owner, new Map());
    const fields = this.classes.get(owner);
    if (!fields.has(name)) fields.set(name, new Binding());
    return fields.get(name);
  }

  declareFields(node, scope) {
    const add = (name, type, initializer) => {
      const field = this.fieldOf(node, name);
      field.sources.push(() => {
        const told = type ? this.ofType(type, scope) : NOTHING;
        if (!told.has(UNKNOWN)) return told;
        return initializer ? this.value(initializer) : type ? told : one(NONE);
      });
      field.typed ||= Boolean(type); // A declared field keeps its type, whatever is assigned.
    };
    for (const member of node.members) {
      if (ts.isPropertyDeclaration(member) && member.name && "text" in member.name)
        add(member.name.text, member.type, member.initializer);
      if (ts.isConstructorDeclaration(member))
        for (const parameter of member.parameters)
          if (ts.isParameterPropertyDeclaration(parameter, member) && ts.isIdentifier(parameter.name))
            add(parameter.name.text, parameter.type, undefined);
      if (ts.isGetAccessor(member) && "text" in member.name) this.fieldOf(node, member.name.text).sources.push(() => this.returned(member));
      if (ts.isMethodDeclaration(member) && member.body && "text" in member.name)
        this.fieldOf(node, member.name.text + "()").sources.push(() => this.returned(member));
    }
  }

  // The class whose instance `this` is, null in a function of its own.
  thisOf(node) {
    for (let up = node.parent; up; up = up.parent) {
      if (ts.isClassLike(up)) return up;
      if (ts.isFunctionDeclaration(up) || ts.isFunctionExpression(up)) return null;
      if (ts.isObjectLiteralExpression(up.parent ?? up) && ts.isMethodDeclaration(up)) return null;
    }
    return null;
  }

  held(owner, name, seen = new Set()) {
    if (!owner || seen.has(owner)) return null;
    seen.add(owner);
    const field = this.classes.get(owner)?.get(name);
    if (field) {
      const values = field.values;
      return values.size === 1 && ![...values].some((value) => UNTOLD.has(value) || isThis(value)) ? values : null;
    }
    const base = owner.heritageClauses?.find((clause) => clause.token === Kind.ExtendsKeyword)?.types[0]?.expression;
    return base && ts.isIdentifier(base) ? this.held(this.classNamed("local:#" + base.text), name, seen) : null;
  }

  classNamed(value) {
    if (!value.startsWith("local:#")) return null;
    for (const node of this.classes.keys()) if (node.name?.text === value.slice(7)) return node;
    return null;
  }

  // ---- values

  members(base, name) {
    return map(settled(base), (value) => {
      if (UNTOLD.has(value)) return UNKNOWN;
      if (isThis(value)) return [...(this.held(this.owners?.get(value), name) ?? one("self:#" + name))];
      if (value.endsWith("#")) return name === "default" ? value : value + name;
      if (value.startsWith("local:#") && value.endsWith("()")) {
        const held = this.held(this.classNamed(value.slice(0, -2)), name);
        if (held) return [...held];
      }
      return value + "." + name;
    });
  }

  results(callee) {
    return map(settled(callee), (value) => {
      if (UNTOLD.has(value) || isThis(value)) return UNKNOWN;
      const given = this.functions.get(value);
      const returned = given && this.returned(given);
      if (returned && returned.size === 1 && ![...returned].some((v) => UNTOLD.has(v) || isThis(v))) return [...returned];
      return valueOf(value);
    });
  }

  // The one value that all returns of a function give, or that its type says.
  returned(node) {
    this.returning ??= new Map();
    if (this.returning.has(node)) return this.returning.get(node);
    this.returning.set(node, NOTHING); // while it is looked at: it may call itself
    let values = node.type ? this.ofType(node.type, this.scopeOf(node)) : NOTHING;
    if (values.has(UNKNOWN) && node.body && !node.asteriskToken) {
      const found = [];
      if (!ts.isBlock(node.body)) found.push(this.value(node.body));
      const visit = (part) => {
        if (ts.isReturnStatement(part)) found.push(part.expression ? this.value(part.expression) : one(NONE));
        if (!ts.isFunctionLike(part) && !ts.isClassLike(part)) ts.forEachChild(part, visit);
      };
      if (ts.isBlock(node.body)) ts.forEachChild(node.body, visit);
      values = found.length ? settled(map(union(...found), (v) => (v === PARAMETER ? UNKNOWN : v))) : NOTHING;
    }
    this.returning.set(node, values);
    return values;
  }

  scopeOf(node) {
    for (let up = node; up; up = up.parent) if (this.scopes.has(up)) return this.scopes.get(up);
    throw new Error("a node outside of the file");
  }

  isRequire(node) {
    return ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "require" &&
      node.arguments.length && ts.isStringLiteralLike(node.arguments[0]) && !this.scopeOf(node).find("require", ["values"]);
  }

  value(node) {
    switch (node.kind) {
      case Kind.Identifier: {
        if (node.text === "undefined") return one(NONE);
        const found = this.scopeOf(node).find(node.text, ["values"]);
        if (found) return found.values;
        return GLOBALS.has(node.text) ? one("global:#" + node.text) : NOTHING;
      }
      case Kind.NullKeyword:
        return one(NONE);
      case Kind.ThisKeyword: {
        const owner = this.thisOf(node);
        this.owners ??= new Map();
        const token = "this@" + (owner ? owner.pos : "");
        this.owners.set(token, owner);
        return one(token);
      }
      case Kind.PropertyAccessExpression:
        return this.members(this.value(node.expression), node.name.text);
      case Kind.ElementAccessExpression:
        return ts.isStringLiteralLike(node.argumentExpression)
          ? this.members(this.value(node.expression), node.argumentExpression.text) : NOTHING;
      case Kind.CallExpression: {
        if (this.isRequire(node)) return one(moduleName(node.arguments[0].text) + "#");
        if (node.expression.kind === Kind.ImportKeyword)
          return node.arguments.length && ts.isStringLiteralLike(node.arguments[0])
            ? one(moduleName(node.arguments[0].text) + "#") : NOTHING;
        const callee = settled(this.value(node.expression));
        const access = node.expression;
        if (ts.isPropertyAccessExpression(access) && access.expression.kind === Kind.ThisKeyword) {
          const held = this.held(this.thisOf(access), access.name.text + "()");
          if (held && callee.has("self:#" + access.name.text)) return held;
        }
        return this.results(callee);
      }
      case Kind.TaggedTemplateExpression:
        return this.results(this.value(node.tag));
      case Kind.NewExpression:
        return map(settled(this.value(node.expression)), valueOf);
      case Kind.AwaitExpression:
      case Kind.ParenthesizedExpression:
      case Kind.NonNullExpression:
        return this.value(node.expression);
      case Kind.AsExpression:
      case Kind.SatisfiesExpression:
      case Kind.TypeAssertionExpression: {
        const values = this.value(node.expression);
        const told = this.ofType(node.type, this.scopeOf(node));
        return [...settled(values)].every((value) => UNTOLD.has(value)) && !told.has(UNKNOWN) ? told : values;
      }
      case Kind.ConditionalExpression:
        return settled(union(this.value(node.whenTrue), this.value(node.whenFalse)));
      case Kind.BinaryExpression:
        switch (node.operatorToken.kind) {
          case Kind.BarBarToken:
          case Kind.QuestionQuestionToken:
            return settled(union(this.value(node.left), this.value(node.right)));
          case Kind.AmpersandAmpersandToken:
          case Kind.EqualsToken:
          case Kind.CommaToken:
            return this.value(node.right);
          default:
            return NOTHING;
        }
      default:
        return NOTHING;
    }
  }

  // ---- types

  ofType(node, scope) {
    if (!node) return NOTHING;
    if (ts.isParenthesizedTypeNode(node)) return this.ofType(node.type, scope);
    if (ts.isUnionTypeNode(node)) {
      const isNothing = (type) => type.kind === Kind.UndefinedKeyword ||
        (ts.isLiteralTypeNode(type) && type.literal.kind === Kind.NullKeyword);
      const said = node.types.filter((type) => !isNothing(type));
      return said.length === 1 ? this.ofType(said[0], scope) : NOTHING;
    }
    if (!ts.isTypeReferenceNode(node)) return NOTHING;
    const name = node.typeName;
    if (ts.isIdentifier(name) && TRANSPARENT.has(name.text) && node.typeArguments)
      return this.ofType(node.typeArguments[0], scope);
    return map(this.typeNamed(name, scope), valueOf);
  }

  typeNamed(name, scope) {
    if (ts.isQualifiedName(name)) return this.members(this.typeNamed(name.left, scope), name.right.text);
    const found = scope.find(name.text, ["types", "values"]);
    if (found) return found.values;
    return GLOBALS.has(name.text) ? one("global:#" + name.text) : NOTHING;
  }
}

// ---- what is compared

function formOf(callee, node, values) {
  if (ts.isNewExpression(node)) return "new x()";
  if (ts.isIdentifier(callee)) return "name()";
  if (!ts.isPropertyAccessExpression(callee)) return "other";
  let root = callee;
  let depth = 0;
  while (ts.isPropertyAccessExpression(root) || ts.isNonNullExpression(root)) {
    if (ts.isPropertyAccessExpression(root)) depth++;
    root = root.expression;
  }
  while (ts.isParenthesizedExpression(root) || ts.isAwaitExpression(root)) root = root.expression;
  if (ts.isCallExpression(root) || ts.isNewExpression(root)) return "call().x()";
  if (root.kind === Kind.ThisKeyword) return depth === 1 ? "this.x()" : "this.field.x()";
  if (!ts.isIdentifier(root)) return "other";
  return [...values].some((v) => /^(npm|own|global):/.test(v) && !v.includes("(")) ? "import.x()" : "variable.x()";
}

function read(file) {
  const resolver = new Resolver(file);
  const imports = [];
  const calls = [];
  const lineOf = (node) => file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1;
  const addImport = (node, module, symbol) => imports.push(`${lineOf(node)} ${module} ${symbol}`.trimEnd());

  const addRequire = (node) => {
    const module = moduleName(node.arguments[0].text);
    const parent = node.parent;
    if (ts.isVariableDeclaration(parent) && ts.isObjectBindingPattern(parent.name)) {
      for (const element of parent.name.elements)
        if (!element.dotDotDotToken) addImport(element, module, (element.propertyName ?? element.name).text);
    } else {
      addImport(node, module, ts.isPropertyAccessExpression(parent) ? parent.name.text : "");
    }
  };
  const addCall = (node, callee, line) => {
    const values = settled(resolver.value(callee));
    const named = [...values].filter((v) => !UNTOLD.has(v) && !isThis(v)).map((v) => (v.endsWith("#") ? v + "default" : v));
    const name = values.size === 1 && named.length === 1 && Buffer.byteLength(named[0]) < 400 ? named[0] : null;
    calls.push([line, formOf(callee, node, values), name, name === null ? named : []]);
  };
  const visit = (node) => {
    if (ts.isImportDeclaration(node)) {
      const module = moduleName(node.moduleSpecifier.text);
      const { name, namedBindings } = node.importClause ?? {};
      if (name) addImport(name, module, "default");
      if (namedBindings && ts.isNamespaceImport(namedBindings)) addImport(namedBindings, module, "");
      const items = namedBindings && ts.isNamedImports(namedBindings) ? namedBindings.elements : [];
      for (const item of items) addImport(item, module, (item.propertyName ?? item.name).text);
      if (!name && !items.length && !(namedBindings && ts.isNamespaceImport(namedBindings))) addImport(node, module, "");
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier) {
      addImport(node, moduleName(node.moduleSpecifier.text), "");
    } else if (ts.isImportEqualsDeclaration(node) && ts.isExternalModuleReference(node.moduleReference)) {
      addImport(node, moduleName(node.moduleReference.expression.text), "");
    } else if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) {
      addImport(node, moduleName(node.argument.literal.text), "");
    } else if (ts.isDecorator(node)) {
      const called = ts.isCallExpression(node.expression);
      addCall(node, called ? node.expression.expression : node.expression, lineOf(node));
    } else if (ts.isCallExpression(node) && !ts.isDecorator(node.parent)) {
      if (resolver.isRequire(node)) addRequire(node);
      else if (node.expression.kind === Kind.ImportKeyword) {
        if (node.arguments.length && ts.isStringLiteral(node.arguments[0])) addImport(node, moduleName(node.arguments[0].text), "");
      } else {
        addCall(node, node.expression, lineOf(ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node));
      }
    } else if (ts.isNewExpression(node)) {
      addCall(node, node.expression, lineOf(node));
    } else if (ts.isTaggedTemplateExpression(node)) {
      addCall(node, node.tag, lineOf(ts.isPropertyAccessExpression(node.tag) ? node.tag.name : node));
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { imports, calls };
}

function answerOf(name) {
  // JavaScript is read with JSX, as Node's tools and assay do.
  const kind = /\.tsx$/.test(name) ? ts.ScriptKind.TSX : /\.ts$/.test(name) ? ts.ScriptKind.TS : ts.ScriptKind.JSX;
  const file = ts.createSourceFile(name, fs.readFileSync(name, "utf8"), ts.ScriptTarget.Latest, true, kind);
  const [problem] = file.parseDiagnostics;
  return problem ? { path: name, failed: ts.flattenDiagnosticMessageText(problem.messageText, " ") } : { path: name, ...read(file) };
}

for (const name of fs.readFileSync(0, "utf8").split("\n").filter(Boolean)) fs.writeSync(1, JSON.stringify(answerOf(name)) + "\n");
