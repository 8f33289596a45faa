// Package orders has every form of a call that a file can tell, and what hides a package's name.
package orders

import (
	"database/sql"
	"fmt"
	. "strings"
	str "strings"

	"github.com/go-chi/chi/v5"
	_ "github.com/lib/pq"
	log "github.com/sirupsen/logrus"
	yaml "gopkg.in/yaml.v3"
)

type store struct {
	db *sql.DB
}

func open(url string) (*store, error) {
	db, err := sql.Open("postgres", url)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return &store{db: db}, nil
}

func (s *store) find(id int) error {
	rows, err := s.db.Query("SELECT a FROM t WHERE id = $1", id)
	if err != nil {
		log.
			WithError(err).
			Warn("find")
		return err
	}
	defer func() { _ = rows.Close() }()
	return nil
}

// A parameter, a variable and a result hide the package.
func hidden(fmt *store, names []string) (log error) {
	fmt.find(1)
	for _, str := range names {
		str.String()
	}
	{
		yaml := open
		yaml("x")
	}
	return yaml.Unmarshal(nil, &log)
}

// A named result is a variable, and so is what a function is given.
func counted(rows *sql.Rows) (tx *sql.Tx, count int) {
	for rows.Next() {
		count += len[string, int](count)
	}
	tx.Commit()
	type local struct{ sql.NullInt64 }
	run := fmt.Sprint
	run(str.EqualFold("a", "b"), sql.Named("a", 1))
	return tx, count
}

func len[A, B any](count int) int { return count }

func each[T any](items []T, run func(T)) {
	for _, item := range items {
		run(item)
	}
}

func routes() {
	router := chi.NewRouter()
	router.Get("/", nil)
	each[string](str.Split("a,b", ","), func(name string) { fmt.Println(ToUpper(name), str.TrimSpace(name)) })
	var lists = map[string][]func(){"a": {func() { fmt.Print("x") }}}
	lists["a"][0]()
	go fmt.Println("later")
	(fmt.Println)("in brackets")
	sql.Made[string, int](1)
	_ = str.Builder{}
	_ = sql.NullString(sql.NullString{})
}
