// What Go's own parser sees in Go files, for tests/facts/go-oracle.
//
// Reads paths from standard input and writes a line of JSON for each, as
// oracles/source.py says: every import, and every call, of which those of a
// package's function are resolved whose package is an import of the file. The
// names that local declarations hide are told by the parser's own resolution of
// identifiers, not by anything of assay's.
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
	Calls   [][3]any `json:"calls"` // line, form, name or nil
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

func read(path string) answer {
	told := answer{Path: path, Imports: []string{}, Calls: [][3]any{}, Unsure: []string{}}
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		told.Failed = err.Error()
		return told
	}
	packages := map[string]string{}
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
			packages[name] = module
		}
		line := files.Position(spec.Pos()).Line
		told.Imports = append(told.Imports, fmt.Sprintf("%d go:%s%s", line, module, symbol))
	}
	ast.Inspect(file, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		form, at := "other", call.Pos()
		var name any
		switch function := plain(call.Fun).(type) {
		case *ast.Ident:
			form = "f()"
			if function.Obj != nil {
				name = ""
			}
		case *ast.SelectorExpr:
			at = function.Sel.Pos()
			switch operand := function.X.(type) {
			case *ast.Ident:
				form = "v.m()"
				if module, ok := packages[operand.Name]; ok && operand.Obj == nil {
					form, name = "package.F()", fmt.Sprintf("go:%s#%s", module, function.Sel.Name)
				}
			case *ast.SelectorExpr:
				form = "v.field.m()"
			case *ast.CallExpr:
				form = "a().m()"
			}
		}
		told.Calls = append(told.Calls, [3]any{files.Position(at).Line, form, name})
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
