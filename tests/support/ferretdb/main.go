// Command ferretdb is a server that speaks MongoDB's protocol over SQLite, for tests.
//
// It exists because FerretDB's own command, built with `go install`, panics at start: the file
// with its version is not in the module. The library has no such need. See front.go for what it
// adds to FerretDB.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/url"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"

	"github.com/FerretDB/FerretDB/ferretdb"
)

func main() {
	listen := flag.String("listen", "127.0.0.1:0", "loopback address to listen on; port 0 takes a free one")
	state := flag.String("state", "", "folder of the databases, made if it is missing")
	flag.Parse()

	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()

	if err := serve(ctx, *listen, *state); err != nil {
		log.Fatal(err)
	}
}

// serve announces the address on stdout as soon as it answers, and returns once ctx has ended.
func serve(ctx context.Context, listen, state string) error {
	if err := assertLoopback(listen); err != nil {
		return err
	}

	folder, err := filepath.Abs(state)
	if state == "" || err != nil {
		return fmt.Errorf("-state must name a folder")
	}

	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}

	server, err := ferretdb.New(&ferretdb.Config{
		Listener:  ferretdb.ListenerConfig{TCP: "127.0.0.1:0"},
		Logger:    slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelError})),
		Handler:   "sqlite",
		SQLiteURL: "file:" + folder + "/",
	})
	if err != nil {
		return err
	}

	listener, err := net.Listen("tcp", listen)
	if err != nil {
		return err
	}

	ended := make(chan error, 1)
	go func() { ended <- server.Run(ctx) }()

	// Waits until the server behind the front has its port.
	target, err := url.Parse(server.MongoDBURI())
	if err != nil {
		return err
	}

	fmt.Printf("mongodb://%s/\n", listener.Addr())

	if err := (&front{target: target.Host}).serve(ctx, listener); err != nil {
		return err
	}

	return <-ended
}

// assertLoopback keeps a server without a password from being reachable for anybody else.
func assertLoopback(listen string) error {
	host, _, err := net.SplitHostPort(listen)
	if err != nil {
		return fmt.Errorf("-listen must be an address and a port, such as 127.0.0.1:0: %w", err)
	}

	if ip := net.ParseIP(host); ip == nil || !ip.IsLoopback() {
		return fmt.Errorf("-listen must be a loopback address, not %s", host)
	}

	return nil
}
