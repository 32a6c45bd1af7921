// Appends entries to Tessera's log in files and prints the milliseconds until a checkpoint has all of them.
//
// Arguments: a folder for the log, a file of entries (each behind its length in four bytes, big-endian), how many callers append at once, how many entries a
// batch has at most. Prints one number.
package main

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"fmt"
	"os"
	"strconv"
	"sync"
	"time"

	"github.com/transparency-dev/tessera"
	"github.com/transparency-dev/tessera/storage/posix"
	"golang.org/x/mod/sumdb/note"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

func entriesOf(file string) [][]byte {
	source := must(os.ReadFile(file))
	var entries [][]byte
	for len(source) > 0 {
		length := binary.BigEndian.Uint32(source)
		entries = append(entries, source[4:4+length])
		source = source[4+length:]
	}
	return entries
}

func main() {
	ctx := context.Background()
	folder, entries := os.Args[1], entriesOf(os.Args[2])
	callers, batch := must(strconv.Atoi(os.Args[3])), must(strconv.ParseUint(os.Args[4], 10, 32))
	key, _, err := note.GenerateKey(rand.Reader, "log.example/bench")
	signer := must(note.NewSigner(must(key, err)))
	driver := must(posix.New(ctx, posix.Config{Path: folder}))
	options := tessera.NewAppendOptions().
		WithCheckpointSigner(signer).
		WithCheckpointInterval(time.Second).
		WithBatching(uint(batch), 10*time.Millisecond)
	appender, shutdown, reader, err := tessera.NewAppender(ctx, driver, options)
	must(appender, err)
	await := tessera.NewPublicationAwaiter(ctx, reader.ReadCheckpoint, 5*time.Millisecond)
	began := time.Now()
	work := make(chan []byte)
	var all sync.WaitGroup
	futures := make(chan tessera.IndexFuture, len(entries))
	for range callers {
		all.Go(func() {
			for entry := range work {
				future := appender.Add(ctx, tessera.NewEntry(entry))
				must(future())
				futures <- future
			}
		})
	}
	for _, entry := range entries {
		work <- entry
	}
	close(work)
	all.Wait()
	close(futures)
	for future := range futures {
		if index := must(future()); index.Index == uint64(len(entries)-1) {
			_, _, err := await.Await(ctx, future)
			must(index, err)
		}
	}
	fmt.Println(float64(time.Since(began).Microseconds()) / 1000)
	must(0, shutdown(ctx))
}
