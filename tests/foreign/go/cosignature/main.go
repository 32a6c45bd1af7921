// Opens a checkpoint with the keys of witnesses, by github.com/transparency-dev/formats.
//
//	cosignature-go FILE VKEY…
//
// Prints "ok NAME SECONDS" for each witness, or says on stderr what is wrong and ends with 1: a false signature, or a witness that has not signed.
package main

import (
	"fmt"
	"os"

	"github.com/transparency-dev/formats/log"
	f_note "github.com/transparency-dev/formats/note"
	"golang.org/x/mod/sumdb/note"
)

func main() {
	if err := run(os.Args[1], os.Args[2:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(file string, vkeys []string) error {
	msg, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for _, vkey := range vkeys {
		verifier, err := f_note.NewVerifierForCosignatureV1(vkey)
		if err != nil {
			return err
		}
		opened, err := note.Open(msg, note.VerifierList(verifier))
		if err != nil {
			return err
		}
		if _, err := new(log.Checkpoint).Unmarshal([]byte(opened.Text)); err != nil {
			return err
		}
		at, err := f_note.CoSigV1Timestamp(opened.Sigs[0])
		if err != nil {
			return err
		}
		fmt.Println("ok", opened.Sigs[0].Name, at.Unix())
	}
	return nil
}
