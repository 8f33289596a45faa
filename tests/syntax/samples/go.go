package main

import (
	"fmt"
	"net/http"
)

type server struct{ hits chan int }

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	go func() { s.hits <- 1 }()
	if _, err := fmt.Fprintf(w, "hello %s", r.URL.Path); err != nil {
		http.Error(w, err.Error(), 500)
	}
}

func Map[T, U any](in []T, f func(T) U) (out []U) {
	for _, v := range in {
		out = append(out, f(v))
	}
	return
}
