// The oracle behind tests/facts/go-oracle: what Go's own parser sees in a
// checkout, beside what `assay facts` tells of the same files.
//
// Compared are multisets of (path, line, module, symbol): every import, and
// every call of a package's function whose package is an import of the file.
// The names that local declarations hide are told by the parser's own
// resolution of identifiers, not by anything of assay's.
package main

import (
	"encoding/json"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

type facts struct {
	Facts []struct {
		Kind      string `json:"kind"`
		StartLine int    `json:"start_line"`
		Module    string `json:"module"`
		Symbol    string `json:"symbol"`
		Name      string `json:"name"`
		Form      string `json:"form"`
	} `json:"facts"`
	Diagnostics []struct {
		Code string `json:"code"`
	} `json:"diagnostics"`
}

type bag map[string]int

type figures struct{ right, extra, missing int }

func (f *figures) compare(expected, told bag, list func(sign, item string)) {
	for item, count := range expected {
		common := min(count, told[item])
		f.right += common
		f.missing += count - common
		for i := common; i < count; i++ {
			list("-", item)
		}
	}
	for item, count := range told {
		if count > expected[item] {
			f.extra += count - expected[item]
			list("+", item)
		}
	}
}

func min(a, b int) int {
	if a < b {
		return a
	}
	return b
}

func (f figures) String() string {
	ratio := func(of int) string {
		if f.right+of == 0 {
			return "-"
		}
		return fmt.Sprintf("%.4f", float64(f.right)/float64(f.right+of))
	}
	return fmt.Sprintf("%6d right %4d extra %4d missing  precision %s recall %s", f.right, f.extra,
		f.missing, ratio(f.extra), ratio(f.missing))
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

// What Go's parser sees: imports, calls, and the modules whose calls cannot
// be told from the file.
func read(path string) (imports, calls bag, unsure map[string]bool, err error) {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	if err != nil {
		return nil, nil, nil, err
	}
	imports, calls, unsure = bag{}, bag{}, map[string]bool{}
	packages := map[string]string{}
	for _, spec := range file.Imports {
		module, _ := strconv.Unquote(spec.Path.Value)
		name := packageName(module)
		symbol := ""
		if spec.Name != nil {
			name = spec.Name.Name
			if name == "." {
				symbol = "*"
			}
		}
		if name == "" {
			unsure["go:"+module] = true
		} else if name != "_" && name != "." {
			packages[name] = module
		}
		line := files.Position(spec.Pos()).Line
		imports[fmt.Sprintf("%d go:%s %s", line, module, symbol)]++
	}
	ast.Inspect(file, func(node ast.Node) bool {
		call, ok := node.(*ast.CallExpr)
		if !ok {
			return true
		}
		function := call.Fun
		switch generic := function.(type) {
		case *ast.IndexExpr:
			function = generic.X
		case *ast.IndexListExpr:
			function = generic.X
		}
		selector, ok := function.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		operand, ok := selector.X.(*ast.Ident)
		if !ok || operand.Obj != nil {
			return true
		}
		if module, ok := packages[operand.Name]; ok {
			line := files.Position(selector.Sel.Pos()).Line
			calls[fmt.Sprintf("%d go:%s %s", line, module, selector.Sel.Name)]++
		}
		return true
	})
	return imports, calls, unsure, nil
}

// What assay tells of the same file.
func ask(assay, path string, unsure map[string]bool) (imports, calls bag, err error) {
	output, err := exec.Command(assay, "facts", "--quiet", "--format", "json", path).Output()
	if err != nil {
		return nil, nil, err
	}
	var told facts
	if err := json.Unmarshal(output, &told); err != nil {
		return nil, nil, err
	}
	if len(told.Diagnostics) > 0 {
		return nil, nil, fmt.Errorf("diagnostic %s", told.Diagnostics[0].Code)
	}
	imports, calls = bag{}, bag{}
	for _, fact := range told.Facts {
		if fact.Kind == "import" {
			imports[fmt.Sprintf("%d %s %s", fact.StartLine, fact.Module, fact.Symbol)]++
		}
		if fact.Kind != "use" || fact.Form != "call" || !strings.HasPrefix(fact.Name, "go:") {
			continue
		}
		module, symbol, _ := strings.Cut(fact.Name, "#")
		if strings.ContainsAny(symbol, ".()[]") || unsure[module] {
			continue // of a value, or of a package whose name is not sure
		}
		calls[fmt.Sprintf("%d %s %s", fact.StartLine, module, symbol)]++
	}
	return imports, calls, nil
}

func main() {
	assay, verbose := os.Getenv("ASSAY"), os.Getenv("VERBOSE") != ""
	failed := false
	for _, root := range os.Args[1:] {
		var paths []string
		filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
			if err == nil && entry.Type().IsRegular() && strings.HasSuffix(path, ".go") {
				paths = append(paths, path)
			}
			return nil
		})
		sort.Strings(paths)
		if file := os.Getenv("FILES"); file != "" {
			os.WriteFile(file, []byte(strings.Join(paths, "\n")+"\n"), 0o666)
		}
		var imports, calls figures
		unreadable, failures := 0, 0
		for _, path := range paths {
			wantImports, wantCalls, unsure, err := read(path)
			if err != nil {
				unreadable++ // no Go: the parser's own test data
				continue
			}
			gotImports, gotCalls, err := ask(assay, path, unsure)
			if err != nil {
				failures++
				fmt.Fprintf(os.Stderr, "%s: %v\n", path, err)
				continue
			}
			list := func(sign, item string) {
				if verbose {
					fmt.Printf("%s %s:%s\n", sign, path, item)
				}
			}
			imports.compare(wantImports, gotImports, list)
			calls.compare(wantCalls, gotCalls, list)
		}
		fmt.Printf("%s: %d files, %d that Go cannot parse, %d that assay did not read\n", root,
			len(paths), unreadable, failures)
		fmt.Printf("  imports %v\n  calls   %v\n", imports, calls)
		wrong := imports.extra+imports.missing > imports.right/100
		failed = failed || wrong || failures > len(paths)/100
	}
	if failed {
		os.Exit(1)
	}
}
