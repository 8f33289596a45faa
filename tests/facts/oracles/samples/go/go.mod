module example.org/shop

go 1.22.1

toolchain go1.22.3

require github.com/gin-gonic/gin v1.9.1

require (
	github.com/lib/pq v1.10.9
	golang.org/x/text v0.14.0 // indirect
	golang.org/x/net v0.20.0 // indirect; for a fix
	golang.org/x/sys v0.16.0 // not indirect
)

replace github.com/lib/pq => ../pq
