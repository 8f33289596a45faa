// What javac's own parser sees in Java files, for tests/facts/java-oracle.
//
// Reads paths from standard input and writes a line of JSON for each, as
// oracles/source.py says: imports, and the calls, constructors and annotations
// whose type the file itself tells, as maven:PACKAGE#SYMBOL. Nothing is
// attributed and there is no class path: names are resolved here, by the scopes
// of the language (JLS 6.3 and 6.4), by the neighbours in the file's folder for
// its own package, and for wildcard imports of the JDK's packages by what the
// running JDK holds. What only another library could tell is listed as unsure.
import com.sun.source.tree.*;
import com.sun.source.util.*;
import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.util.*;
import javax.lang.model.element.Modifier;
import javax.tools.*;

public final class JavaSource {
  private static final int BATCH = 200;
  private static final int MAX_NAME = 400;  // longer ones are not resolved
  private static final String LOCAL = "local:#";
  private static final String TEXT = "maven:java.lang#String()";

  public static void main(String[] arguments) throws IOException {
    List<Path> paths = new ArrayList<>();
    try (var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String line; (line = input.readLine()) != null; ) paths.add(Path.of(line));
    }
    PrintStream output = new PrintStream(new FileOutputStream(FileDescriptor.out), false, "UTF-8");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) throw new IllegalStateException("no javac in this Java");
    StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
    for (int at = 0; at < paths.size(); at += BATCH) {
      List<Path> batch = paths.subList(at, Math.min(paths.size(), at + BATCH));
      Map<Path, String> failed = new HashMap<>();
      DiagnosticListener<JavaFileObject> listener = problem -> {
        if (problem.getKind() == Diagnostic.Kind.ERROR && problem.getSource() != null)
          failed.put(Path.of(problem.getSource().toUri()), problem.getMessage(Locale.ROOT));
      };
      JavacTask task = (JavacTask) compiler.getTask(null, files, listener,
          List.of("-proc:none", "--enable-preview", "--release", "" + Runtime.version().feature()),
          null, files.getJavaFileObjectsFromPaths(batch));
      Map<Path, String> told = new HashMap<>();
      for (CompilationUnitTree unit : task.parse()) {
        Path path = Path.of(unit.getSourceFile().toUri());
        if (failed.containsKey(path)) continue;
        Reader reader = new Reader(unit, path, Trees.instance(task).getSourcePositions());
        reader.scan(unit, null);
        told.put(path, reader.json());
      }
      for (Path path : batch) {
        String facts = told.get(path.toAbsolutePath());
        String reason = failed.getOrDefault(path.toAbsolutePath(), "not parsed");
        output.println("{\"path\":" + quote(path.toString())
            + (facts == null ? ",\"failed\":" + quote(reason) + "}" : facts));
      }
    }
    output.flush();
  }

  static String quote(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      if (c == '"' || c == '\\') out.append('\\');
      if (c < ' ') out.append(String.format("\\u%04x", (int) c)); else out.append(c);
    }
    return out.append('"').toString();
  }

  static String quote(Collection<String> texts) {
    return "[" + String.join(",", texts.stream().map(JavaSource::quote).toList()) + "]";
  }

  /** A class of the file, named or not: what its members are. */
  private static final class Declared {
    final ClassTree tree;
    final Declared outer;
    final Map<String, Declared> types = new HashMap<>();
    final Map<String, List<MethodTree>> methods = new HashMap<>();
    final Map<String, VariableTree> fields = new HashMap<>();

    Declared(ClassTree tree, Declared outer) {
      this.tree = tree;
      this.outer = outer;
      for (Tree member : tree.getMembers()) {
        if (member instanceof ClassTree type)
          types.put(type.getSimpleName().toString(), new Declared(type, this));
        if (member instanceof MethodTree method)
          methods.computeIfAbsent(method.getName().toString(), key -> new ArrayList<>()).add(method);
        if (member instanceof VariableTree field) fields.put(field.getName().toString(), field);
      }
    }
  }

  private static final class Reader extends TreeScanner<Void, Void> {
    final CompilationUnitTree unit;
    final Path folder;
    final SourcePositions positions;
    final LineMap lines;
    final String source;
    final String ownPackage;
    final Map<String, String> imports = new HashMap<>();        // types, by simple name
    final Map<String, String> staticImports = new HashMap<>();  // members
    final Set<String> ambiguous = new HashSet<>();
    final List<String> wildcards = new ArrayList<>();
    final List<String> staticWildcards = new ArrayList<>();
    final Map<String, Declared> topLevel = new HashMap<>();
    // Innermost first: the names of blocks, methods and classes that are open.
    final Deque<Map<String, String>> scopes = new ArrayDeque<>();
    final Deque<Map<String, Declared>> localTypes = new ArrayDeque<>();
    final Deque<Set<String>> typeParameters = new ArrayDeque<>();
    final Deque<Declared> classes = new ArrayDeque<>();

    final List<String> importLines = new ArrayList<>();
    final List<String> calls = new ArrayList<>();
    final Set<String> unsure = new TreeSet<>();
    long methodStart = -1;  // of the innermost method that is open

    Reader(CompilationUnitTree unit, Path path, SourcePositions positions) throws IOException {
      this.unit = unit;
      this.folder = path.getParent();
      this.positions = positions;
      this.lines = unit.getLineMap();
      this.source = unit.getSourceFile().getCharContent(true).toString();
      this.ownPackage = unit.getPackageName() == null ? "" : unit.getPackageName().toString();
      for (Tree type : unit.getTypeDecls()) {
        if (type instanceof ClassTree named)
          topLevel.put(named.getSimpleName().toString(), new Declared(named, null));
      }
      for (ImportTree line : unit.getImports()) readImport(line);
      staticImports.keySet().removeAll(ambiguous);
      scopes.push(new HashMap<>());
    }

    String json() {
      return ",\"imports\":" + quote(importLines) + ",\"calls\":[" + String.join(",", calls)
          + "],\"unsure\":" + quote(unsure) + "}";
    }

    long lineAt(long position) { return lines.getLineNumber(position); }
    long start(Tree tree) { return positions.getStartPosition(unit, tree); }

    // ---- imports

    void readImport(ImportTree line) {
      String dotted = line.getQualifiedIdentifier().toString();
      int last = dotted.lastIndexOf('.');
      String module = dotted.substring(0, last);
      String symbol = dotted.substring(last + 1);
      importLines.add(lineAt(start(line)) + " maven:" + module + " " + symbol);
      if (symbol.equals("*")) {
        (line.isStatic() ? staticWildcards : wildcards).add(module);
        if (line.isStatic() && jdk(module) == null) unsure.add(qualified(module) + ".");
        // A class may be opened as well: its nested types.
        if (!line.isStatic() && !isJdkPackage(module)) {
          unsure.add("maven:" + module + "#");
          String type = qualified(module);
          if (!type.endsWith("#")) unsure.add(type + ".");
        }
      } else if (line.isStatic()) {
        // Of two classes: overloads, and the arguments decide.
        String name = qualified(module) + "." + symbol;
        String known = staticImports.put(symbol, name);
        if (known != null && !known.equals(name)) ambiguous.add(symbol);
      } else {
        imports.put(symbol, qualified(dotted));
      }
    }

    static boolean isJdkPackage(String name) {
      return ModuleLayer.boot().modules().stream().anyMatch(m -> m.getPackages().contains(name));
    }

    static Class<?> jdk(String name) {
      for (String binary = name; ; ) {
        try {
          return Class.forName(binary, false, ClassLoader.getPlatformClassLoader());
        } catch (ClassNotFoundException | LinkageError e) {
          int dot = binary.lastIndexOf('.');
          if (dot < 0) return null;
          binary = binary.substring(0, dot) + "$" + binary.substring(dot + 1);
        }
      }
    }

    /** java.util.Map.Entry is maven:java.util#Map.Entry: packages begin with a small letter. */
    static String qualified(String dotted) {
      String[] parts = dotted.split("\\.");
      int type = 0;
      while (type < parts.length - 1 && !Character.isUpperCase(parts[type].charAt(0))) ++type;
      return "maven:" + String.join(".", Arrays.copyOfRange(parts, 0, type)) + "#"
          + String.join(".", Arrays.copyOfRange(parts, type, parts.length));
    }

    // ---- types

    /** The class of the file that the simple name means here; a member, a local or a top-level one. */
    Declared declared(String name) {
      for (Map<String, Declared> block : localTypes) {
        if (block.containsKey(name)) return block.get(name);
      }
      for (Declared open : classes) {
        if (open.tree.getSimpleName().contentEquals(name)) return open;
        Declared member = memberType(open, name, 0);
        if (member != null) return member;
      }
      return topLevel.get(name);
    }

    Declared memberType(Declared of, String name, int depth) {
      Declared own = of.types.get(name);
      if (own != null || depth > 8) return own;
      for (Declared base : basesOf(of)) {
        Declared inherited = memberType(base, name, depth + 1);
        if (inherited != null) return inherited;
      }
      return null;
    }

    /** Bases that are of this file, found by name from where the class stands. */
    List<Declared> basesOf(Declared of) {
      List<Declared> bases = new ArrayList<>();
      List<Tree> trees = new ArrayList<>(of.tree.getImplementsClause());
      if (of.tree.getExtendsClause() != null) trees.add(of.tree.getExtendsClause());
      for (Tree tree : trees) {
        if (tree instanceof ParameterizedTypeTree generic) tree = generic.getType();
        if (!(tree instanceof IdentifierTree simple)) continue;
        String name = simple.getName().toString();
        Declared found = null;
        for (Declared outer = of.outer; outer != null && found == null; outer = outer.outer)
          found = outer.types.get(name);
        if (found == null) found = topLevel.get(name);
        if (found != null && found != of) bases.add(found);
      }
      return bases;
    }

    /** "maven:java.util#List", "local:#Node", or null where the file does not tell. */
    String simpleType(String name) {
      for (Set<String> parameters : typeParameters) {
        if (parameters.contains(name)) return null;
      }
      if (declared(name) != null) return LOCAL + name;
      if (imports.containsKey(name)) return imports.get(name);
      String member = staticImports.get(name);
      if (member != null && Character.isUpperCase(name.charAt(0)) && !name.equals(name.toUpperCase()))
        return member;
      if (Files.exists(folder.resolve(name + ".java"))) return null;  // of the own package
      String found = null;
      for (String module : wildcards) {
        if (jdk(module + "." + name) != null) found = qualified(module + "." + name);
      }
      if (found == null && jdk("java.lang." + name) != null) found = "maven:java.lang#" + name;
      return found;
    }

    String typeOf(Tree type) {
      if (type instanceof ParameterizedTypeTree generic) return typeOf(generic.getType());
      if (type instanceof AnnotatedTypeTree annotated) return typeOf(annotated.getUnderlyingType());
      if (type instanceof IdentifierTree simple) return simpleType(simple.getName().toString());
      if (!(type instanceof MemberSelectTree select)) return null;
      String dotted = select.toString();
      if (!dotted.matches("[\\w.$]+")) return null;
      String first = dotted.substring(0, dotted.indexOf('.'));
      if (!Character.isUpperCase(first.charAt(0)) && declared(first) == null && !imports.containsKey(first))
        return Character.isUpperCase(qualified(dotted).split("#")[1].charAt(0)) ? qualified(dotted) : null;
      return memberOf(simpleType(first), dotted.substring(dotted.indexOf('.') + 1));
    }

    String memberOf(String of, String name) {
      if (of == null) return null;
      if (of.startsWith(LOCAL)) {
        Declared known = declared(of.substring(LOCAL.length()));
        return known != null && memberType(known, name, 0) != null ? LOCAL + name : null;
      }
      return of + "." + name;
    }

    static String value(String type) { return type == null ? null : type + "()"; }

    // ---- values

    String variableValue(Tree type, ExpressionTree initial) {
      if (type == null) return initial == null ? null : valueOf(initial);  // var
      String declared = typeOf(type);
      if (declared != null && COLLECTIONS.contains(declared) && initial instanceof NewClassTree made)
        return value(typeOf(made.getIdentifier()));
      return value(declared);
    }

    String valueOf(ExpressionTree tree) {
      if (tree instanceof ParenthesizedTree inner) return valueOf(inner.getExpression());
      if (tree instanceof IdentifierTree name) return nameValue(name.getName().toString());
      if (tree instanceof NewClassTree made) return value(typeOf(made.getIdentifier()));
      if (tree instanceof TypeCastTree cast) return value(typeOf(cast.getType()));
      if (tree instanceof LiteralTree literal)
        return literal.getKind() == Tree.Kind.STRING_LITERAL ? TEXT : null;
      if (tree.getKind() == Tree.Kind.PLUS) {
        BinaryTree sum = (BinaryTree) tree;
        return isText(sum.getLeftOperand()) || isText(sum.getRightOperand()) ? TEXT : null;
      }
      if (tree instanceof ConditionalExpressionTree either) {
        String first = valueOf(either.getTrueExpression());
        String second = valueOf(either.getFalseExpression());
        if (either.getTrueExpression().getKind() == Tree.Kind.NULL_LITERAL) return second;
        return either.getFalseExpression().getKind() == Tree.Kind.NULL_LITERAL
            || Objects.equals(first, second) ? first : null;
      }
      if (tree instanceof MethodInvocationTree call) {
        String callee = callee(call);
        if (callee == null || !callee.startsWith(LOCAL)) return value(callee);
        return resultOf(callee.substring(LOCAL.length()));
      }
      if (!(tree instanceof MemberSelectTree select)) return null;
      String member = select.getIdentifier().toString();
      if (member.equals("class") || member.equals("this")) return null;
      if (select.getExpression() instanceof IdentifierTree self && self.getName().contentEquals("this"))
        return fieldValue(classes.peek(), member);
      String base = valueOf(select.getExpression());
      if (base == null) {
        // A name in full: nothing in it is bound.
        String dotted = select.toString();
        if (!dotted.matches("[a-z_][\\w.$]*\\.[A-Z][\\w$]*") || lookUp(dotted.split("\\.")[0]) != null)
          return null;
        return qualified(dotted);
      }
      if (base.startsWith(LOCAL)) {
        boolean instance = base.endsWith("()");
        Declared known = declared(base.substring(LOCAL.length()).replace("()", ""));
        if (known == null) return null;
        if (!instance && memberType(known, member, 0) != null) return LOCAL + member;
        return fieldValue(known, member);
      }
      return base + "." + member;
    }

    boolean isText(ExpressionTree tree) { return TEXT.equals(valueOf(tree)); }

    /** The innermost scope that has the name, or null. */
    Map<String, String> lookUp(String name) {
      for (Map<String, String> scope : scopes) {
        if (scope.containsKey(name)) return scope;
      }
      return null;
    }

    String nameValue(String name) {
      Map<String, String> scope = lookUp(name);
      if (scope != null) return scope.get(name);
      for (Declared open : classes) {
        Declared holder = holderOf(open, name, 0);
        if (holder != null) return fieldValue(holder, name);
      }
      if (staticImports.containsKey(name)) return staticImports.get(name);
      if (Character.isUpperCase(name.charAt(0))) return simpleType(name);
      return declared(name) != null || imports.containsKey(name) ? simpleType(name) : null;
    }

    Declared holderOf(Declared of, String field, int depth) {
      if (of.fields.containsKey(field)) return of;
      if (depth > 8) return null;
      for (Declared base : basesOf(of)) {
        Declared holder = holderOf(base, field, depth + 1);
        if (holder != null) return holder;
      }
      return null;
    }

    String fieldValue(Declared of, String name) {
      Declared holder = of == null ? null : holderOf(of, name, 0);
      if (holder == null) return null;
      VariableTree field = holder.fields.get(name);
      return field == null ? null : variableValue(field.getType(), field.getInitializer());
    }

    List<MethodTree> methodsOf(Declared of, String name, int depth) {
      List<MethodTree> own = of.methods.getOrDefault(name, List.of());
      if (!own.isEmpty() || depth > 8) return own;
      for (Declared base : basesOf(of)) {
        List<MethodTree> inherited = methodsOf(base, name, depth + 1);
        if (!inherited.isEmpty()) return inherited;
      }
      return List.of();
    }

    /** What a method of the file gives: "name" of an open class, or "Type().name". */
    String resultOf(String callee) {
      int dot = callee.lastIndexOf('.');
      String name = callee.substring(dot + 1);
      List<Declared> owners = new ArrayList<>();
      if (dot < 0) owners.addAll(classes); else owners.add(declared(callee.substring(0, dot).replace("()", "")));
      for (Declared owner : owners) {
        if (owner == null) return null;
        List<MethodTree> found = methodsOf(owner, name, 0);
        Set<String> results = new HashSet<>();
        for (MethodTree method : found) {
          Set<String> own = new HashSet<>();
          method.getTypeParameters().forEach(parameter -> own.add(parameter.getName().toString()));
          owner.tree.getTypeParameters().forEach(parameter -> own.add(parameter.getName().toString()));
          typeParameters.push(own);
          results.add(String.valueOf(value(typeOf(method.getReturnType()))));
          typeParameters.pop();
        }
        if (found.isEmpty() && owner.tree.getKind() == Tree.Kind.RECORD && owner.fields.containsKey(name))
          return fieldValue(owner, name);
        if (!found.isEmpty()) return results.size() == 1 && !results.contains("null") ? results.iterator().next() : null;
      }
      return null;
    }

    String callee(MethodInvocationTree call) {
      if (call.getMethodSelect() instanceof IdentifierTree bare) return bareCallee(bare.getName().toString());
      MemberSelectTree select = (MemberSelectTree) call.getMethodSelect();
      String name = select.getIdentifier().toString();
      if (select.getExpression() instanceof IdentifierTree self) {
        if (self.getName().contentEquals("this")) return LOCAL + name;
        if (self.getName().contentEquals("super")) return null;
      }
      ExpressionTree of = select.getExpression();
      // Type.super.run(): the method of an interface.
      if (of instanceof MemberSelectTree base && base.getIdentifier().contentEquals("super")) of = base.getExpression();
      String base = valueOf(of);
      return base == null ? null : base + "." + name;
    }

    String bareCallee(String name) {
      if (name.equals("this") || name.equals("super")) return null;
      for (Declared open : classes) {
        if (!methodsOf(open, name, 0).isEmpty()) return LOCAL + name;
        if (open.tree.getKind() == Tree.Kind.RECORD && open.fields.containsKey(name)) return LOCAL + name;
      }
      if (staticImports.containsKey(name)) return staticImports.get(name);
      for (String module : staticWildcards) {
        Class<?> known = jdk(module);
        if (known != null && Arrays.stream(known.getMethods()).anyMatch(method -> method.getName().equals(name)))
          return qualified(module) + "." + name;
      }
      return null;
    }

    // ---- what is counted

    void count(String form, long position, String name) {
      if (name != null && name.length() > MAX_NAME) name = null;
      String told = name == null ? "null" : quote(name.startsWith(LOCAL) ? "" : name);
      calls.add("[" + lineAt(position) + "," + quote(form) + "," + told + "]");
    }

    String formOf(ExpressionTree receiver) {
      while (receiver instanceof ParenthesizedTree inner) receiver = inner.getExpression();
      if (receiver instanceof MethodInvocationTree || receiver instanceof NewClassTree) return "a().b()";
      if (receiver instanceof IdentifierTree name) {
        if (name.getName().contentEquals("super")) return "super.b()";
        if (name.getName().contentEquals("this")) return "this.b()";
        return lookUp(name.getName().toString()) != null || !Character.isUpperCase(name.getName().charAt(0))
            ? "variable.b()" : "Type.b()";
      }
      if (!(receiver instanceof MemberSelectTree select)) return "other.b()";
      if (select.getExpression() instanceof IdentifierTree self && self.getName().contentEquals("this"))
        return "variable.b()";
      return select.getIdentifier().contentEquals("class") ? "other.b()" : "a.member.b()";
    }

    @Override public Void visitMethodInvocation(MethodInvocationTree call, Void none) {
      Tree method = call.getMethodSelect();
      if (method instanceof IdentifierTree bare) {
        String name = bare.getName().toString();
        if (!name.equals("this") && !name.equals("super")) count("b()", start(bare), bareCallee(name));
      } else if (method instanceof MemberSelectTree select) {
        long end = positions.getEndPosition(unit, select) - 1;
        count(formOf(select.getExpression()), end, callee(call));
      }
      return super.visitMethodInvocation(call, none);
    }

    @Override public Void visitNewClass(NewClassTree made, Void none) {
      boolean written = made.getEnclosingExpression() != null || source.startsWith("new", (int) start(made));
      if (written && made.getEnclosingExpression() == null)
        count("new Type()", start(made), typeOf(made.getIdentifier()));
      if (made.getEnclosingExpression() != null) scan(made.getEnclosingExpression(), none);
      if (written) scan(made.getIdentifier(), none);
      scan(made.getTypeArguments(), none);
      scan(made.getArguments(), none);
      if (made.getClassBody() != null) readClass(made.getClassBody(), new Declared(made.getClassBody(), classes.peek()));
      return null;
    }

    /** Type::new makes one as well. */
    @Override public Void visitMemberReference(MemberReferenceTree reference, Void none) {
      if (reference.getMode() == MemberReferenceTree.ReferenceMode.NEW)
        count("Type::new", start(reference), typeOf(reference.getQualifierExpression()));
      return super.visitMemberReference(reference, none);
    }

    @Override public Void visitAnnotation(AnnotationTree annotation, Void none) {
      count("@Type", start(annotation), typeOf(annotation.getAnnotationType()));
      return super.visitAnnotation(annotation, none);
    }

    // ---- scopes

    @Override public Void visitClass(ClassTree tree, Void none) {
      String name = tree.getSimpleName().toString();
      Declared own = classes.isEmpty() ? topLevel.get(name) : classes.peek().types.get(name);
      if (own == null || own.tree != tree) {  // declared in a block
        own = new Declared(tree, classes.peek());
        localTypes.peek().put(name, own);
      }
      return readClass(tree, own);
    }

    Void readClass(ClassTree tree, Declared own) {
      scan(tree.getModifiers(), null);
      Set<String> parameters = new HashSet<>();
      tree.getTypeParameters().forEach(parameter -> parameters.add(parameter.getName().toString()));
      typeParameters.push(parameters);
      scan(tree.getTypeParameters(), null);
      scan(tree.getExtendsClause(), null);
      scan(tree.getImplementsClause(), null);
      classes.push(own);
      Map<String, String> fields = new HashMap<>();
      scopes.push(fields);
      own.fields.forEach((name, field) -> fields.put(name, fieldValue(own, name)));
      // Lombok makes a field of the annotation.
      for (AnnotationTree annotation : tree.getModifiers().getAnnotations()) {
        if ("maven:lombok.extern.slf4j#Slf4j".equals(typeOf(annotation.getAnnotationType())))
          fields.putIfAbsent("log", "maven:org.slf4j#Logger()");
      }
      for (Tree member : tree.getMembers()) scan(member, null);
      scopes.pop();
      classes.pop();
      typeParameters.pop();
      return null;
    }

    void inScope(Runnable body) {
      scopes.push(new HashMap<>());
      localTypes.push(new HashMap<>());
      body.run();
      localTypes.pop();
      scopes.pop();
    }

    @Override public Void visitMethod(MethodTree method, Void none) {
      Set<String> parameters = new HashSet<>();
      method.getTypeParameters().forEach(parameter -> parameters.add(parameter.getName().toString()));
      typeParameters.push(parameters);
      long outer = methodStart;
      methodStart = start(method);
      inScope(() -> super.visitMethod(method, none));
      methodStart = outer;
      typeParameters.pop();
      return null;
    }

    @Override public Void visitBlock(BlockTree block, Void none) {
      inScope(() -> super.visitBlock(block, none));
      return null;
    }

    @Override public Void visitCase(CaseTree block, Void none) {
      inScope(() -> {
        scan(labelsOf(block), none);
        scan(block.getStatements(), none);
        if (block.getStatements() == null) scan(block.getBody(), none);
      });
      return null;
    }

    /** Labels with patterns are a preview of Java 17's, so that they are no part of its API yet. */
    @SuppressWarnings("unchecked")
    static List<? extends Tree> labelsOf(CaseTree block) {
      try {
        return (List<? extends Tree>) CaseTree.class.getMethod("getLabels").invoke(block);
      } catch (ReflectiveOperationException e) {
        return block.getExpressions();
      }
    }

    @Override public Void visitForLoop(ForLoopTree loop, Void none) {
      inScope(() -> super.visitForLoop(loop, none));
      return null;
    }

    @Override public Void visitEnhancedForLoop(EnhancedForLoopTree loop, Void none) {
      inScope(() -> super.visitEnhancedForLoop(loop, none));
      return null;
    }

    @Override public Void visitTry(TryTree tree, Void none) {
      inScope(() -> {
        scan(tree.getResources(), none);
        scan(tree.getBlock(), none);
      });
      scan(tree.getCatches(), none);
      scan(tree.getFinallyBlock(), none);
      return null;
    }

    @Override public Void visitCatch(CatchTree tree, Void none) {
      inScope(() -> super.visitCatch(tree, none));
      return null;
    }

    @Override public Void visitLambdaExpression(LambdaExpressionTree lambda, Void none) {
      inScope(() -> super.visitLambdaExpression(lambda, none));
      return null;
    }

    @Override public Void visitVariable(VariableTree variable, Void none) {
      // A record's compact constructor has copies of the components for parameters.
      if (methodStart >= 0 && start(variable) < methodStart) return null;
      scan(variable.getModifiers(), none);
      scan(variable.getType(), none);
      boolean field = !classes.isEmpty() && classes.peek().fields.get(variable.getName().toString()) == variable;
      String value = variableValue(variable.getType(), variable.getInitializer());
      // A variable is in scope in its own initializer.
      if (!field) scopes.peek().put(variable.getName().toString(), value);
      scan(variable.getInitializer(), none);
      return null;
    }

    /** A collection is what it was made as, from the assignment on. */
    @Override public Void visitAssignment(AssignmentTree tree, Void none) {
      super.visitAssignment(tree, none);
      if (!(tree.getVariable() instanceof IdentifierTree name) || !(tree.getExpression() instanceof NewClassTree made))
        return null;
      Map<String, String> scope = lookUp(name.getName().toString());
      String known = scope == null ? null : scope.get(name.getName().toString());
      if (known != null && COLLECTIONS.contains(known.replace("()", "")))
        scopes.peek().put(name.getName().toString(), value(typeOf(made.getIdentifier())));
      return null;
    }

    /** Interfaces that say less than what is assigned to them; docs/facts.md. */
    static final Set<String> COLLECTIONS = Set.of("maven:java.util#Collection", "maven:java.util#Deque",
        "maven:java.util#List", "maven:java.util#Map", "maven:java.util#NavigableMap",
        "maven:java.util#NavigableSet", "maven:java.util#Queue", "maven:java.util#Set",
        "maven:java.util#SortedMap", "maven:java.util#SortedSet", "maven:java.util.concurrent#BlockingQueue",
        "maven:java.util.concurrent#BlockingDeque", "maven:java.util.concurrent#ConcurrentMap",
        "maven:java.util.concurrent.locks#Lock");
  }
}
