// What Go's own parser sees in Go files, for tests/facts/go-oracle.
//
// Reads paths from standard input and writes a line of JSON for each, as
// oracles/source.py says: every import, and every call. Resolved are calls of a
// package's function and of methods of values whose type the file declares; what
// a package's function gives, only its source tells. The names that local
// declarations hide, and what declares a variable, are told by the parser's own
// resolution of identifiers, not by anything of assay's.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"regexp"
	"strconv"
	"strings"
)

type answer struct {
	Path    string   `json:"path"`
	Failed  string   `json:"failed,omitempty"`
	Imports []string `json:"imports"`
	Calls   [][]any  `json:"calls"` // line, form, name or nil, other names
	Unsure  []string `json:"unsure"`
}

var version = regexp.MustCompile(`^v[0-9]+$`)

// The name of a package without an alias: the last element that is no
// version. Where that cannot be a name only the package's source can tell,
// and its calls are not compared.
func packageName(path string) string {
	elements := strings.Split(path, "/")
	last := elements[len(elements)-1]
	if version.MatchString(last) && len(elements) > 1 {
		last = elements[len(elements)-2]
	}
	if strings.ContainsAny(last, "-.") {
		return ""
	}
	return last
}

// A function without the types that it is made for.
func plain(function ast.Expr) ast.Expr {
	switch generic := function.(type) {
	case *ast.IndexExpr:
		return generic.X
	case *ast.IndexListExpr:
		return generic.X
	case *ast.ParenExpr:
		return plain(generic.X)
	}
	return function
}

// What one file tells of its names.
type resolver struct {
	packages map[string]string              // by the name that the file knows them by
	fields   map[string]map[string]ast.Expr // of the file's structs
}

// The package's member that a selector names; "" for any other.
func (r resolver) member(selector *ast.SelectorExpr) string {
	operand, ok := selector.X.(*ast.Ident)
	if !ok || operand.Obj != nil || r.packages[operand.Name] == "" {
		return ""
	}
	return "go:" + r.packages[operand.Name] + "#" + selector.Sel.Name
}

// "go:net/http#Request" of a type, "local:#Name" of one that the file declares.
func (r resolver) typeOf(expr ast.Expr) string {
	switch node := expr.(type) {
	case *ast.StarExpr:
		return r.typeOf(node.X)
	case *ast.ParenExpr:
		return r.typeOf(node.X)
	case *ast.SelectorExpr:
		return r.member(node)
	case *ast.Ident:
		if node.Obj != nil {
			if spec, ok := node.Obj.Decl.(*ast.TypeSpec); ok && !spec.Assign.IsValid() {
				return "local:#" + node.Name
			}
		}
	}
	return ""
}

func instance(name string) string {
	if name == "" {
		return ""
	}
	return name + "()"
}

// What a variable or an expression is: "go:net/http#Request()" where its type
// is declared, "go:strings#ToLower" where it is a function; "" where only a
// package's source tells. Go's types are static: assignments change nothing.
func (r resolver) valueOf(expr ast.Expr) string {
	switch node := expr.(type) {
	case *ast.ParenExpr:
		return r.valueOf(node.X)
	case *ast.UnaryExpr:
		if node.Op == token.AND {
			return r.valueOf(node.X)
		}
	case *ast.StarExpr:
		return r.valueOf(node.X)
	case *ast.CompositeLit:
		return instance(r.typeOf(node.Type))
	case *ast.TypeAssertExpr:
		return instance(r.typeOf(node.Type))
	case *ast.CallExpr:
		if function, ok := node.Fun.(*ast.Ident); ok && function.Name == "new" && function.Obj == nil && len(node.Args) == 1 {
			return instance(r.typeOf(node.Args[0]))
		}
	case *ast.SelectorExpr:
		if name := r.member(node); name != "" {
			return name
		}
		of := r.valueOf(node.X)
		if strings.HasPrefix(of, "local:#") {
			field := r.fields[strings.TrimSuffix(of[len("local:#"):], "()")][node.Sel.Name]
			return instance(r.typeOf(field))
		}
		if strings.HasSuffix(of, "()") {
			return of + "." + node.Sel.Name
		}
	case *ast.Ident:
		if node.Obj != nil {
			return r.declared(node.Obj)
		}
	}
	return ""
}

func (r resolver) declared(object *ast.Object) string {
	switch declaration := object.Decl.(type) {
	case *ast.Field:
		return instance(r.typeOf(declaration.Type))
	case *ast.ValueSpec:
		if declaration.Type != nil {
			return instance(r.typeOf(declaration.Type))
		}
		for i, name := range declaration.Names {
			if name.Obj == object && len(declaration.Values) == len(declaration.Names) {
				return r.valueOf(declaration.Values[i])
			}
		}
	case *ast.AssignStmt:
		for i, name := range declaration.Lhs {
			if ident, ok := name.(*ast.Ident); ok && ident.Obj == object && len(declaration.Lhs) == len(declaration.Rhs) {
				return r.valueOf(declaration.Rhs[i])
			}
		}
	}
	return ""
}

// The form of a call, its name, and where the name stands. "" is the file's
// own; nil what a package's source would tell.
func (r resolver) call(call *ast.CallExpr) (form string, name any, at token.Pos) {
	switch function := plain(call.Fun).(type) {
	case *ast.Ident:
		if function.Obj == nil {
			return "f()", nil, call.Pos()
		}
		if value := r.valueOf(function); strings.HasPrefix(value, "go:") {
			return "f()", value, call.Pos()
		}
		if function.Obj.Kind == ast.Var {
			return "f()", nil, call.Pos()
		}
		return "f()", "", call.Pos()
	case *ast.SelectorExpr:
		at = function.Sel.Pos()
		if name := r.member(function); name != "" {
			return "package.F()", name, at
		}
		form = "other.m()"
		switch function.X.(type) {
		case *ast.Ident:
			form = "v.m()"
		case *ast.SelectorExpr:
			form = "v.field.m()"
		case *ast.CallExpr:
			form = "a().m()"
		}
		value := r.valueOf(function.X)
		if strings.HasPrefix(value, "go:") {
			return form, value + "." + function.Sel.Name, at
		}
		return form, nil, at
	}
	return "other", nil, call.Pos()
}

// What assay may tell of a call that has no name here: a method of a value, or
// the call of one that a package's function gave.
func (r resolver) unjudged(call *ast.CallExpr) string {
	if selector, ok := plain(call.Fun).(*ast.SelectorExpr); ok {
		return "*." + selector.Sel.Name
	}
	if ident, ok := plain(call.Fun).(*ast.Ident); ok && ident.Obj != nil {
		switch declaration := ident.Obj.Decl.(type) {
		case *ast.ValueSpec:
			return r.given(declaration.Values)
		case *ast.AssignStmt:
			return r.given(declaration.Rhs)
		}
	}
	return ""
}

func (r resolver) given(values []ast.Expr) string {
	if len(values) != 1 {
		return ""
	}
	call, ok := values[0].(*ast.CallExpr)
	if !ok {
		return ""
	}
	selector, ok := plain(call.Fun).(*ast.SelectorExpr)
	if !ok {
		return ""
	}
	return instance(r.member(selector))
}

func read(path string) answer {
	told := answer{Path: path, Imports: []string{}, Calls: [][]any{}, Unsure: []string{}}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		told.Failed = err.Error()
		return told
	}
	names := resolver{map[string]string{}, map[string]map[string]ast.Expr{}}
	for _, spec := range file.Imports {
		module, _ := strconv.Unquote(spec.Path.Value)
		name := packageName(module)
		symbol := ""
		if spec.Name != nil {
			name = spec.Name.Name
			if name == "." {
				symbol = " *"
			}
		}
		if name == "" {
			told.Unsure = append(told.Unsure, "go:"+module+"#")
		} else if name != "_" && name != "." {
			names.packages[name] = module
		}
		line := files.Position(spec.Pos()).Line
		told.Imports = append(told.Imports, fmt.Sprintf("%d go:%s%s", line, module, symbol))
	}
	ast.Inspect(file, func(node ast.Node) bool {
		spec, ok := node.(*ast.TypeSpec)
		if !ok {
			return true
		}
		if fields, ok := spec.Type.(*ast.StructType); ok {
			names.fields[spec.Name.Name] = map[string]ast.Expr{}
			for _, field := range fields.Fields.List {
				for _, name := range field.Names {
					names.fields[spec.Name.Name][name.Name] = field.Type
				}
			}
		}
		return true
	})
	ast.Inspect(file, func(node ast.Node) bool {
		if call, ok := node.(*ast.CallExpr); ok {
			form, name, at := names.call(call)
			entry := []any{files.Position(at).Line, form, name}
			if name == nil {
				entry = append(entry, []string{names.unjudged(call)})
			}
			told.Calls = append(told.Calls, entry)
		}
		return true
	})
	return told
}

func main() {
	paths := bufio.NewScanner(os.Stdin)
	output := bufio.NewWriter(os.Stdout)
	defer output.Flush()
	encoder := json.NewEncoder(output)
	for paths.Scan() {
		if err := encoder.Encode(read(paths.Text())); err != nil {
			panic(err)
		}
	}
}
