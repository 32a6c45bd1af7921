// Answers requests of add-checkpoint by github.com/transparency-dev/witness, each by a witness of its own.
//
//	witness-go LOG-VKEY WITNESS-SKEY < CASES
//
// A case is a line of JSON: body, first (a request before it, or empty) in base64, and whether the log is known. Prints a line of JSON for each: status, type,
// body. What a witness keeps is in memory.
package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"

	f_note "github.com/transparency-dev/formats/note"
	"github.com/transparency-dev/witness/persistence/inmemory"
	"github.com/transparency-dev/witness/witness"
	"golang.org/x/mod/sumdb/note"
)

type asked struct {
	First []byte `json:"first"`
	Body  []byte `json:"body"`
	Known bool   `json:"known"`
}

type answered struct {
	Status int    `json:"status"`
	Type   string `json:"type"`
	Body   string `json:"body"`
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(vkey, skey string, in io.Reader, out io.Writer) error {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return err
	}
	signer, err := f_note.NewSignerForCosignatureV1(skey)
	if err != nil {
		return err
	}
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var one asked
		if err := json.Unmarshal(lines.Bytes(), &one); err != nil {
			return err
		}
		w, err := witness.New(context.Background(), witness.Opts{
			Persistence: inmemory.New(),
			Signers:     []note.Signer{signer},
			VerifierForLog: func(_ context.Context, origin string) (note.Verifier, bool, error) {
				return verifier, one.Known && origin == verifier.Name(), nil
			},
		})
		if err != nil {
			return err
		}
		handler := witness.NewHTTPHandler(w)
		if len(one.First) > 0 {
			if first := ask(handler, one.First); first.Status != http.StatusOK {
				return fmt.Errorf("the request before was answered %d", first.Status)
			}
		}
		if err := json.NewEncoder(out).Encode(ask(handler, one.Body)); err != nil {
			return err
		}
	}
	return lines.Err()
}

func ask(handler *witness.HTTPHandler, body []byte) answered {
	recorder := httptest.NewRecorder()
	handler.AddCheckpoint(recorder, httptest.NewRequest(http.MethodPost, "/add-checkpoint", bytes.NewReader(body)))
	return answered{recorder.Code, recorder.Header().Get("Content-Type"), recorder.Body.String()}
}
