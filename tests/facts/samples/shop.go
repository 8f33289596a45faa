// Package shop keeps the orders of a small shop.
package shop

import (
	"context"
	"database/sql"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"example.com/shop/internal/money"
	. "example.com/shop/internal/texts"
	"github.com/gin-gonic/gin"
	_ "github.com/lib/pq"
	r "github.com/redis/go-redis/v9"
	"golang.org/x/sync/errgroup"
)

const table = "orders"

const (
	Open Status = iota
	Paid
)

var (
	ErrNotFound = errors.New("no order")
	sortable    = map[string]bool{"id": true, "customer": true}
	_           Finder[Order] = (*Store)(nil)
)

//go:embed schema.sql
var schema string

// Status of an order.
type Status int

func (s Status) String() string { return [...]string{"open", "paid"}[s] }

// Finder finds what has an id.
type Finder[T any] interface {
	Find(ctx context.Context, id int) (*T, error)
}

type Number interface {
	~int | ~float64
}

// Order is what a customer ordered.
type Order struct {
	ID       int       `json:"id" db:"id"`
	Customer string    `json:"customer,omitempty" validate:"required"`
	Replaces *Order    `json:"-"`
	Lines    []Line    `gorm:"foreignKey:OrderID"`
	At       time.Time `json:"at"`
}

type Line struct {
	Sku   string
	Price float64
}

type (
	Prices  map[string]float64
	Handler = func(w http.ResponseWriter, req *http.Request)
)

type NotPaidError struct{ ID int }

func (e *NotPaidError) Error() string { return fmt.Sprintf("order %d not paid", e.ID) }

// Store keeps orders.
type Store struct {
	*sql.DB
	sync.Mutex
	cache  *r.Client
	guard  sync.RWMutex
	once   sync.Once
	made   atomic.Int64
	totals map[int]float64
	done   chan struct{}
}

func NewStore(dsn string) (*Store, error) {
	db, err := sql.Open("postgres", dsn)
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	return &Store{DB: db, cache: r.NewClient(&r.Options{Addr: os.Getenv("REDIS")}), done: make(chan struct{})}, nil
}

func (s *Store) Find(ctx context.Context, id int) (*Order, error) {
	s.Lock()
	defer s.Unlock()
	var order Order
	row := s.QueryRowContext(ctx, "SELECT id, customer FROM orders WHERE id = $1", id)
	if err := row.Scan(&order.ID, &order.Customer); errors.Is(err, sql.ErrNoRows) {
		return nil, ErrNotFound
	} else if err != nil {
		slog.Error("order not read", "id", id)
		return nil, err
	}
	var unpaid *NotPaidError
	if err := s.pay(order); errors.As(err, &unpaid) {
		return nil, &NotPaidError{ID: unpaid.ID}
	}
	return &order, nil
}

func (s *Store) Search(customer, sort string, page int) ([]Order, error) {
	rows, err := s.Query(fmt.Sprintf("SELECT id FROM orders WHERE customer = '%s' LIMIT %d", customer, page))
	if err != nil {
		return nil, errors.Join(err, ErrNotFound)
	}
	defer rows.Close()
	for rows.Next() {
		rows.Scan(&page)
	}
	s.Exec("DELETE FROM " + table + " WHERE customer = '" + customer + "'")
	if !sortable[sort] {
		return nil, fmt.Errorf("cannot sort by %q", sort)
	}
	query := `SELECT id
		FROM orders`
	query += " ORDER BY " + sort
	if _, err = s.Exec(query); err != nil {
		panic(err)
	}
	var b strings.Builder
	b.WriteString("SELECT id FROM orders WHERE customer = ")
	b.WriteString(customer)
	s.Exec(b.String())
	stmt, _ := s.Prepare("INSERT INTO orders (customer) VALUES ($1)")
	_, err = stmt.Exec(customer)
	tx, err := s.BeginTx(context.Background(), &sql.TxOptions{Isolation: sql.LevelSerializable})
	tx.Commit()
	return nil, err
}

func (s *Store) Watch(ctx context.Context, orders <-chan Order) error {
	group, ctx := errgroup.WithContext(ctx)
	jobs := make(chan Order, 10)
	group.Go(func() error { return s.work(jobs) })
	var wait sync.WaitGroup
	for i := 0; i < 4; i++ {
		wait.Add(1)
		go func() {
			defer wait.Done()
			for job := range jobs {
				s.made.Add(int64(job.ID))
			}
		}()
	}
	for {
		select {
		case order, ok := <-orders:
			if !ok {
				close(jobs)
				wait.Wait()
				return group.Wait()
			}
			jobs <- order
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Second):
			continue
		default:
			<-s.done
		}
	}
}

func (s *Store) work(jobs chan Order) (err error) {
	defer func() {
		if cause := recover(); cause != nil {
			err = fmt.Errorf("work: %v", cause)
		}
	}()
	s.once.Do(s.warm)
	s.guard.RLock()
	total := s.totals[1]
	s.guard.RUnlock()
	find := s.Find
	_, err = find(context.TODO(), int(total))
	return err
}

func (s *Store) warm() {}

func (s *Store) pay(order Order) error { return nil }

func Describe(thing any) string {
	switch v := thing.(type) {
	case nil:
		return "nothing"
	case *Order:
		return v.Customer
	case fmt.Stringer, error:
		return fmt.Sprint(v)
	default:
		if text, ok := thing.(string); ok {
			return Plain(text)
		}
	}
	return money.Format(1)
}

func Max[T Number](all ...T) (most T) {
	for i, each := range all {
		if all[i] > most {
			most = each
		}
	}
	for i := range len(all) - 1 {
		if all[i] > all[i+1] {
			all[i], all[i+1] = all[i+1], all[i]
		}
	}
	return Largest[T](most)
}

func Largest[T Number](n T) T {
	if n <= 1 {
		return n
	}
	return Largest(n - 1)
}

func (s *Store) Serve(w http.ResponseWriter, req *http.Request) {
	name := req.URL.Query().Get("name")
	s.Query("SELECT id FROM orders WHERE customer = '" + name + "'")
	var order Order
	if err := json.NewDecoder(req.Body).Decode(&order); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	switch req.Method {
	case http.MethodGet:
		w.WriteHeader(http.StatusOK)
	case http.MethodPost:
		fallthrough
	default:
		goto end
	}
end:
	json.NewEncoder(w).Encode(map[string]any{"order": order, "total": s.totals[order.ID]})
}

func search(sorted []int, wanted int) int {
	low, high := 0, len(sorted)-1
	for low <= high {
		middle := (low + high) / 2
		if sorted[middle] == wanted {
			return middle
		}
		if sorted[middle] < wanted {
			low = middle + 1
		} else {
			high = middle - 1
		}
	}
	return -1
}

func reach(next map[int][]int, start int) int {
	open := []int{start}
	seen := map[int]bool{start: true}
	for len(open) > 0 {
		one := open[0]
		open = open[1:]
		for _, other := range next[one] {
			if !seen[other] {
				seen[other] = true
				open = append(open, other)
			}
		}
	}
	return len(seen)
}

var memo = map[int]int{}

func ways(n int) int {
	if n < 2 {
		return 1
	}
	if known, ok := memo[n]; ok {
		return known
	}
	memo[n] = ways(n-1) + ways(n-2)
	return memo[n]
}

func climb(n int) int {
	ways := make([]int, n+1)
	ways[0] = 1
	for i := 1; i <= n; i++ {
		ways[i] = ways[i-1] + i
	}
	return ways[n]
}

func (s *Store) sorted(newest bool, given pgIdentifier) {
	order := "ASC"
	if newest {
		order = "DESC"
	}
	s.Query(fmt.Sprintf("SELECT id FROM %s ORDER BY id %s", table, order))
	s.Query("SELECT id FROM orders WHERE shop = '" + os.Getenv("SHOP") + "'")
	slog.Info(fmt.Sprintf("sorted by %v", s.once))
	s.Query("SELECT id FROM orders ORDER BY "+given.Sanitize(), nil)
	for _, one := range []string{"a", "b"} {
		if _, err := s.Exec("DELETE FROM orders WHERE customer = "+one, []string{one}); err != nil {
			continue
		}
		if err := s.Ping(); err != nil {
		}
		if err := s.Ping(); err != nil {
			slog.Warn("no answer")
		}
		if s.Stats().OpenConnections == len(one) {
			return
		}
	}
}

func Routes(store *Store) http.Handler {
	router := gin.Default()
	router.GET("/orders/:id", func(c *gin.Context) {
		store.Query("SELECT id FROM orders WHERE id = " + c.Param("id"))
		c.JSON(http.StatusOK, gin.H{"ok": true})
	})
	api := router.Group("/api")
	api.POST("/orders", store.create)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /orders", store.Serve)
	return mux
}

func (s *Store) create(c *gin.Context) {
	ctx, cancel := context.WithTimeout(c, 2*time.Second)
	defer cancel()
	s.cache.Set(ctx, "order", 1, time.Minute).Err()
	fn := func(n int) int { return n + 1 }
	_ = fn(2)
}
