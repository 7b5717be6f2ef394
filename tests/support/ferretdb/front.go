package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
)

const (
	headerSize     = 16
	opMsg          = 2013
	maxMessageSize = 48_000_000
	// Flags of OP_MSG: no answer will come, or more than one may.
	moreToCome     = 1 << 1
	exhaustAllowed = 1 << 16
)

// writes are the commands that FerretDB 1.24 carries out in two steps, reading and then writing,
// without a lock: of two conditional updates at the same moment both would find their condition
// true. MongoDB promises that a write of one document is atomic, and our optimistic locking lives
// on that promise, so the front lets one write at a time through.
var writes = map[string]bool{
	"insert": true, "update": true, "delete": true, "findAndModify": true, "findandmodify": true,
	"create": true, "createIndexes": true, "drop": true, "dropDatabase": true,
}

// front passes messages between drivers and the server behind it.
type front struct {
	target string
	write  sync.Mutex
}

// serve accepts connections until ctx has ended.
func (f *front) serve(ctx context.Context, listener net.Listener) error {
	context.AfterFunc(ctx, func() { listener.Close() })

	for {
		client, err := listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return nil
		}

		if err != nil {
			return err
		}

		go f.pass(ctx, client)
	}
}

// pass ends, and with it both connections, as soon as either side does.
func (f *front) pass(ctx context.Context, client net.Conn) {
	defer client.Close()

	server, err := net.Dial("tcp", f.target)
	if err != nil {
		return
	}
	defer server.Close()

	stop := context.AfterFunc(ctx, func() { client.Close(); server.Close() })
	defer stop()

	for {
		request, err := readMessage(client)
		if err != nil {
			return
		}

		if err := f.exchange(client, server, request); err != nil {
			return
		}
	}
}

// exchange sends one request and brings back its answer; drivers wait for it before they go on.
func (f *front) exchange(client, server net.Conn, request []byte) error {
	command, flags := commandOf(request)

	if flags&moreToCome != 0 || flags&exhaustAllowed != 0 {
		return fmt.Errorf("%s without exactly one answer is not supported", command)
	}

	if writes[command] {
		f.write.Lock()
		defer f.write.Unlock()
	}

	if _, err := server.Write(request); err != nil {
		return err
	}

	answer, err := readMessage(server)
	if err != nil {
		return err
	}

	_, err = client.Write(answer)

	return err
}

func readMessage(from io.Reader) ([]byte, error) {
	var size [4]byte
	if _, err := io.ReadFull(from, size[:]); err != nil {
		return nil, err
	}

	length := binary.LittleEndian.Uint32(size[:])
	if length < headerSize || length > maxMessageSize {
		return nil, fmt.Errorf("a message of %d bytes", length)
	}

	message := make([]byte, length)
	copy(message, size[:])
	_, err := io.ReadFull(from, message[4:])

	return message, err
}

// commandOf reads the name of an OP_MSG's command, which is the first key of its body.
// https://www.mongodb.com/docs/manual/reference/mongodb-wire-protocol/#op_msg
func commandOf(message []byte) (name string, flags uint32) {
	const body = headerSize + 4 + 1 // flags, kind of section
	const key = body + 4 + 1        // size of the document, type of the element

	if binary.LittleEndian.Uint32(message[12:]) != opMsg || len(message) <= key {
		return "", 0
	}

	flags = binary.LittleEndian.Uint32(message[headerSize:])

	if end := bytes.IndexByte(message[key:], 0); message[body-1] == 0 && end > 0 {
		name = string(message[key : key+end])
	}

	return name, flags
}
