#!/bin/sh
# Go golang.org/x/mod v0.38.0 (sumdb/note) and github.com/transparency-dev/formats v0.1.1, on a checkpoint with a witness's cosignature/v1.
# Guess: who opens it with the witness's Ed25519 key learns whether the witness has signed. Seen: a key is named by its bytes and by what it
# signs, so under the usual key (type 1) the witness's line is of nobody known. note.Open gives no error: it puts the line, true or false, under
# UnverifiedSigs, beside the log's own. With formats' NewVerifierForCosignatureV1 and the same text it is checked, and a false one is an error.
set -eu
T=$(mktemp -d)
trap 'chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T"
export GOMODCACHE="$T/mod" GOCACHE="$T/cache" GOTOOLCHAIN=local GOFLAGS=-mod=mod CGO_ENABLED=0
cat > go.mod <<'END'
module finding
go 1.25.0
require golang.org/x/mod v0.38.0
require github.com/transparency-dev/formats v0.1.1
END
cat > main.go <<'END'
package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"

	cosig "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func key(name string) (string, string) {
	seed := sha256.Sum256([]byte(name))
	s, v, err := note.GenerateKey(bytes.NewReader(seed[:]), name)
	if err != nil {
		panic(err)
	}
	return s, v
}

func main() {
	logS, logV := key("log.example")
	witS, witV := key("witness.example")
	logSigner, _ := note.NewSigner(logS)
	witSigner, _ := cosig.NewSignerForCosignatureV1(witS)
	text := "log.example\n1\n" + "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"
	good, _ := note.Sign(&note.Note{Text: text}, logSigner, witSigner)
	// The witness's line of another tree, under this text.
	other, _ := note.Sign(&note.Note{Text: "log.example\n2\n" + "bjQLnP+zepicpUTmu3gKLHiQHT+zNzh2hRGjBhevoB0=\n"}, witSigner)
	alone, _ := note.Sign(&note.Note{Text: text}, logSigner)
	forged := append(alone, other[bytes.LastIndex(other, []byte("\n\n"))+2:]...)

	logVerifier, _ := note.NewVerifier(logV)
	usual, _ := note.NewVerifier(witV)
	cosigned, _ := cosig.NewVerifierForCosignatureV1(witV)
	for _, one := range []struct {
		name string
		msg  []byte
	}{{"true", good}, {"false", forged}} {
		for _, witness := range []struct {
			name string
			v    note.Verifier
		}{{"note.NewVerifier", usual}, {"NewVerifierForCosignatureV1", cosigned}} {
			n, err := note.Open(one.msg, note.VerifierList(logVerifier, witness.v))
			if err != nil {
				fmt.Printf("FOUND %s cosignature, %s: error: %v\n", one.name, witness.name, err)
				continue
			}
			fmt.Printf("FOUND %s cosignature, %s: no error, %d checked, %d unverified\n", one.name, witness.name, len(n.Sigs), len(n.UnverifiedSigs))
		}
	}
}
END
cat > want <<'END'
FOUND true cosignature, note.NewVerifier: no error, 1 checked, 1 unverified
FOUND true cosignature, NewVerifierForCosignatureV1: no error, 2 checked, 0 unverified
FOUND false cosignature, note.NewVerifier: no error, 1 checked, 1 unverified
FOUND false cosignature, NewVerifierForCosignatureV1: error: invalid signature for key witness.example+7184a3fe
END
go run . > got 2> said || { cat said; exit 1; }
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
