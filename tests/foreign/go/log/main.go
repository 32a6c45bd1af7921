// Checks a log of Throughline with golang.org/x/mod/sumdb alone.
//
//	log-go verify FOLDER VKEY      the checkpoint, every entry, every tile that they need
//	log-go proof FILE LEAF VKEY    a tlog-proof file, for a file with the leaf
//	log-go consistency FILE VKEY   the body of a tlog-witness request, from the root in ROOT (base64)
//
// Prints "ok SIZE ROOT" and ends with 0, or says on stderr what is wrong and ends with 1.
package main

import (
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
)

func main() {
	tree, err := run(os.Args[1:])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println("ok", tree.N, tree.Hash)
}

func run(args []string) (tlog.Tree, error) {
	switch {
	case len(args) == 3 && args[0] == "verify":
		return verify(args[1], args[2])
	case len(args) == 4 && args[0] == "proof":
		return proof(args[1], args[2], args[3])
	case len(args) == 3 && args[0] == "consistency":
		return consistency(args[1], args[2], os.Getenv("ROOT"))
	}
	return tlog.Tree{}, errors.New("wrong use")
}

// open checks a checkpoint by its log's key alone.
func open(msg []byte, vkey string) (tlog.Tree, error) {
	verifier, err := note.NewVerifier(vkey)
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(msg, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, errors.New("not a checkpoint of this log")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, err
}

// files reads tiles where C2SP tlog-tiles has them: as x/mod does, less the height.
type files string

func (f files) Height() int                     { return height }
func (f files) SaveTiles([]tlog.Tile, [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
		bytes, err := os.ReadFile(filepath.Join(string(f), path))
		if err != nil {
			return nil, err
		}
		if len(bytes) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: %d bytes", path, len(bytes))
		}
		data[i] = bytes
	}
	return data, nil
}

func verify(folder, vkey string) (tlog.Tree, error) {
	msg, err := os.ReadFile(filepath.Join(folder, "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := open(msg, vkey)
	if err != nil {
		return tree, err
	}
	// Every hash that it gives is held to the tree's root first.
	hashes := tlog.TileHashReader(tree, files(folder))
	for start := int64(0); start < tree.N; start += width {
		tile := tlog.Tile{H: height, L: -1, N: start / width, W: int(min(width, tree.N-start))}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(folder, path))
		if err != nil {
			return tree, err
		}
		indexes := make([]int64, tile.W)
		for i := range indexes {
			indexes[i] = tlog.StoredHashIndex(0, start+int64(i))
		}
		want, err := hashes.ReadHashes(indexes)
		if err != nil {
			return tree, err
		}
		for i := range want {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return tree, fmt.Errorf("%s: too short", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			if tlog.RecordHash(bundle[2:end]) != want[i] {
				return tree, fmt.Errorf("leaf %d differs", start+int64(i))
			}
			bundle = bundle[end:]
		}
		if len(bundle) != 0 {
			return tree, fmt.Errorf("%s: too long", path)
		}
	}
	// Tiles of every level, also those of which no leaf's hash is made.
	return tree, everyTile(tree, folder)
}

func everyTile(tree tlog.Tree, folder string) error {
	hashes := tlog.TileHashReader(tree, files(folder))
	for level, count := 0, tree.N; count > 0; level, count = level+1, count/width {
		for n := int64(0); n*width < count; n++ {
			w := int(min(width, count-n*width))
			data, err := files(folder).ReadTiles([]tlog.Tile{{H: height, L: level, N: n, W: w}})
			if err != nil {
				return err
			}
			indexes := make([]int64, w)
			for i := range indexes {
				indexes[i] = tlog.StoredHashIndex(level*height, n*width+int64(i))
			}
			want, err := hashes.ReadHashes(indexes)
			if err != nil {
				return err
			}
			for i := range want {
				if string(data[0][i*tlog.HashSize:(i+1)*tlog.HashSize]) != string(want[i][:]) {
					return fmt.Errorf("tile %d/%d differs", level, n)
				}
			}
		}
	}
	return nil
}

// hashesOf reads hashes in base64, a line each.
func hashesOf(lines []string) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(lines))
	for i, line := range lines {
		hash, err := tlog.ParseHash(line)
		if err != nil {
			return nil, err
		}
		hashes[i] = hash
	}
	return hashes, nil
}

func proof(file, leafFile, vkey string) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	leaf, err := os.ReadFile(leafFile)
	if err != nil {
		return tlog.Tree{}, err
	}
	head, checkpoint, _ := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	if len(lines) < 2 || lines[0] != "c2sp.org/tlog-proof@v1" || !strings.HasPrefix(lines[1], "index ") {
		return tlog.Tree{}, errors.New("not a proof")
	}
	index, err := strconv.ParseInt(lines[1][len("index "):], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := open([]byte(checkpoint), vkey)
	if err != nil {
		return tree, err
	}
	hashes, err := hashesOf(lines[2:])
	if err != nil {
		return tree, err
	}
	return tree, tlog.CheckRecord(hashes, tree.N, tree.Hash, index, tlog.RecordHash(leaf))
}

func consistency(file, vkey, root string) (tlog.Tree, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, err
	}
	head, checkpoint, _ := strings.Cut(string(text), "\n\n")
	lines := strings.Split(head, "\n")
	old, err := strconv.ParseInt(strings.TrimPrefix(lines[0], "old "), 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	tree, err := open([]byte(checkpoint), vkey)
	if err != nil {
		return tree, err
	}
	hashes, err := hashesOf(lines[1:])
	if err != nil {
		return tree, err
	}
	before, err := base64.StdEncoding.DecodeString(root)
	if err != nil || len(before) != tlog.HashSize {
		return tree, errors.New("no root of before")
	}
	return tree, tlog.CheckTree(hashes, tree.N, tree.Hash, old, tlog.Hash(before))
}
