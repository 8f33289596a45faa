<?php
// What nikic/php-parser and its NameResolver see in PHP files, for
// tests/facts/php-oracle.
//
// Reads paths from standard input and writes a line of JSON for each, as
// oracles/source.py says: use declarations and includes, and calls of functions
// and static methods, `new` and attributes by their resolved name. A name that
// the file imports or writes in full is a package's (composer:), any other class
// is one of the file's namespace (own:); without a namespace it is PHP's own
// where the running PHP has it. Classes and functions that the file declares are
// left out.
use PhpParser\Error;
use PhpParser\Node;
use PhpParser\Node\Expr;
use PhpParser\Node\Name;
use PhpParser\Node\Scalar;
use PhpParser\Node\Stmt;
use PhpParser\NodeTraverser;
use PhpParser\NodeVisitor\NameResolver;
use PhpParser\NodeVisitorAbstract;
use PhpParser\ParserFactory;

require_once 'PhpParser/autoload.php';

/** What the file declares, before anything is called. */
final class Declarations extends NodeVisitorAbstract
{
    /** @var array<string, true> */
    public array $classes = [];
    /** @var array<string, true> */
    public array $functions = [];

    public function enterNode(Node $node)
    {
        if ($node instanceof Stmt\ClassLike && $node->namespacedName !== null) {
            $this->classes[strtolower($node->namespacedName->toString())] = true;
        }
        if ($node instanceof Stmt\Function_) {
            $this->functions[strtolower($node->namespacedName->toString())] = true;
        }
        return null;
    }
}

final class Reader extends NodeVisitorAbstract
{
    public array $imports = [];
    public array $calls = [];
    public array $unsure = [];
    private string $namespace = '';
    private array $classNames = [];
    private array $functionNames = [];

    public function __construct(private Declarations $own)
    {
    }

    private static function dotted(string $path): string
    {
        return str_replace('\\', '.', ltrim($path, '\\'));
    }

    private function readUse(Stmt\UseUse $use, int $type, ?Name $prefix): void
    {
        $path = ($prefix ? $prefix->toString() . '\\' : '') . $use->name->toString();
        $type = $use->type | $type;
        $dot = strrpos($path, '\\');
        $module = $dot === false ? 'php' : self::dotted(substr($path, 0, $dot));
        $symbol = $dot === false ? $path : substr($path, $dot + 1);
        $this->imports[] = $use->getStartLine() . " composer:$module $symbol";
        $alias = strtolower($use->getAlias()->toString());
        if ($type === Stmt\Use_::TYPE_FUNCTION) {
            $this->functionNames[$alias] = $path;
        } elseif ($type === Stmt\Use_::TYPE_NORMAL) {
            $this->classNames[$alias] = $path;
        }
    }

    /** "composer:A.B#C" of a path in full. */
    private function ofPath(string $path, bool $function): ?string
    {
        $dot = strrpos($path, '\\');
        if ($dot !== false) {
            return 'composer:' . self::dotted(substr($path, 0, $dot)) . '#' . substr($path, $dot + 1);
        }
        if ($function || class_exists($path, false) || interface_exists($path, false)) {
            return "global:#$path";
        }
        $this->unsure[] = "global:#$path";
        return null;
    }

    private function ofNamespace(string $name): string
    {
        $dot = strrpos($name, '\\');
        $module = $this->namespace . ($dot === false ? '' : '\\' . substr($name, 0, $dot));
        return 'own:' . self::dotted($module) . '#' . ($dot === false ? $name : substr($name, $dot + 1));
    }

    /** The name of a class; "" of one of the file, null where it is not told. */
    private function className(Name $name): ?string
    {
        if ($name->isSpecialClassName()) {
            return '';
        }
        $resolved = $name->getAttribute('resolvedName')->toString();
        if (isset($this->own->classes[strtolower($resolved)])) {
            return '';
        }
        if ($name->isFullyQualified() || isset($this->classNames[strtolower($name->getFirst())])) {
            return $this->ofPath($resolved, false);
        }
        return $this->namespace === '' ? $this->ofPath($resolved, false) : $this->ofNamespace($name->toString());
    }

    private function functionName(Name $name): ?string
    {
        $resolved = $name->getAttribute('resolvedName') ?? $name->getAttribute('namespacedName') ?? $name;
        if (isset($this->own->functions[strtolower($resolved->toString())])) {
            return '';
        }
        if ($name->isUnqualified() && !isset($this->functionNames[$name->toLowerString()])) {
            return 'global:#' . $name->toString();
        }
        $imported = !$name->isUnqualified() && isset($this->classNames[strtolower($name->getFirst())]);
        if ($name->isUnqualified() || $name->isFullyQualified() || $imported || $this->namespace === '') {
            return $this->ofPath($resolved->toString(), true);
        }
        return $this->ofNamespace($name->toString());
    }

    private function count(string $form, int $line, ?string $name, string $member = ''): void
    {
        $this->calls[] = [$line, $form, $name === '' || $name === null ? $name : $name . $member];
    }

    /** require 'a.php', require __DIR__ . '/a.php'. */
    private function readInclude(Expr\Include_ $include): void
    {
        $path = $include->expr;
        if ($path instanceof Expr\BinaryOp\Concat && $path->left instanceof Scalar\MagicConst\Dir) {
            $path = $path->right;
        }
        if ($path instanceof Scalar\String_ && $path->value !== '') {
            $slash = str_starts_with($path->value, '/') ? '' : '/';
            $this->imports[] = $include->getStartLine() . " own:.$slash{$path->value}";
        }
    }

    public function enterNode(Node $node)
    {
        if ($node instanceof Stmt\Namespace_) {
            $this->namespace = $node->name === null ? '' : $node->name->toString();
            $this->classNames = $this->functionNames = [];
        } elseif ($node instanceof Stmt\Use_ || $node instanceof Stmt\GroupUse) {
            foreach ($node->uses as $use) {
                $this->readUse($use, $node->type, $node->prefix ?? null);
            }
        } elseif ($node instanceof Expr\Include_) {
            $this->readInclude($node);
        } elseif ($node instanceof Stmt\Echo_) {
            $this->count('echo', $node->getStartLine(), 'global:#echo');
        } elseif ($node instanceof Expr\Isset_ || $node instanceof Expr\Empty_ || $node instanceof Expr\Eval_) {
            // Words of the language that are written as calls.
            $word = ['Expr_Isset' => 'isset', 'Expr_Empty' => 'empty', 'Expr_Eval' => 'eval'][$node->getType()];
            $this->count('f()', $node->getStartLine(), "global:#$word");
        } elseif ($node instanceof Expr\Exit_) {
            // Told where it is an expression, as a call is.
            $this->calls[] = [$node->getStartLine(), 'exit', null, ['global:#exit']];
        } elseif ($node instanceof Expr\FuncCall) {
            $name = $node->name instanceof Name ? $this->functionName($node->name) : null;
            $this->count($node->name instanceof Name ? 'f()' : '$f()', $node->name->getStartLine(), $name);
        } elseif ($node instanceof Expr\StaticCall) {
            $known = $node->class instanceof Name && $node->name instanceof Node\Identifier;
            $name = $known ? $this->className($node->class) : null;
            $this->count($known ? 'C::f()' : 'other static', $node->name->getStartLine(), $name, $known ? '.' . $node->name : '');
        } elseif ($node instanceof Expr\New_ && !$node->class instanceof Stmt\Class_) {
            $name = $node->class instanceof Name ? $this->className($node->class) : null;
            $this->count($node->class instanceof Name ? 'new C' : 'new $c', $node->getStartLine(), $name);
        } elseif ($node instanceof Node\Attribute) {
            $this->count('#[C]', $node->getStartLine(), $this->className($node->name));
        } elseif ($node instanceof Expr\MethodCall || $node instanceof Expr\NullsafeMethodCall) {
            $this->count('$v->f()', $node->getStartLine(), null);
        }
        return null;
    }
}

$parser = (new ParserFactory())->create(ParserFactory::ONLY_PHP7);
while (($path = fgets(STDIN)) !== false) {
    $path = rtrim($path, "\n");
    try {
        $names = new NodeTraverser();
        $own = new Declarations();
        $names->addVisitor(new NameResolver(null, ['replaceNodes' => false]));
        $names->addVisitor($own);
        $tree = $names->traverse($parser->parse(file_get_contents($path)));
        $calls = new NodeTraverser();
        $reader = new Reader($own);
        $calls->addVisitor($reader);
        $calls->traverse($tree);
        $told = ['path' => $path, 'imports' => $reader->imports, 'calls' => $reader->calls,
            'unsure' => $reader->unsure];
    } catch (Error $error) {
        $told = ['path' => $path, 'failed' => $error->getMessage()];
    }
    echo json_encode($told, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE | JSON_THROW_ON_ERROR), "\n";
}
