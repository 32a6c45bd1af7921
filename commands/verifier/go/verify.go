// Checks the log of a bundle of evidence of Throughline: a second implementation, on golang.org/x/mod/sumdb.
//
//	go run . [-keys FILE] [FOLDER]
//
// FOLDER is the unpacked bundle, default this folder. It checks the log's signature of the checkpoint, each cosignature of a witness
// (c2sp.org/tlog-cosignature), every tile that is there from the root down, and that each leaf is in the tree: every entry of a whole log,
// every line of leaves.jsonl of a selection. It does not check the quorum, the values, the policies and the sums: verify.mjs does.
// Ends with 0, or says on stderr what is wrong, by leaf, tile or file, and ends with 1.
package main

import (
	"bufio"
	"bytes"
	"crypto/ed25519"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

const (
	height = 8
	width  = 1 << height
	// Types of keys that c2sp.org/signed-note assigns.
	noteKey, cosignatureKey = 1, 4
)

func main() {
	keys := flag.String("keys", "", "verifier keys that you have from elsewhere, one a line; default: vkeys.txt of the bundle")
	flag.Parse()
	folder := "."
	if flag.NArg() > 0 {
		folder = flag.Arg(0)
	}
	if *keys == "" {
		*keys = filepath.Join(folder, "vkeys.txt")
	}
	if err := run(folder, *keys); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(folder, keysFile string) error {
	verifiers, err := readKeys(keysFile)
	if err != nil {
		return err
	}
	tree, seen, err := open(filepath.Join(folder, "checkpoint"), verifiers)
	if err != nil {
		return fmt.Errorf("checkpoint: %w", err)
	}
	leaves, err := verifyLeaves(tree, folder)
	if err != nil {
		return err
	}
	fmt.Printf("ok: %d leaves are in the tree of %d leaves with root %s\n", leaves, tree.N, tree.Hash)
	for _, line := range seen {
		fmt.Println(line)
	}
	fmt.Println("not checked here: the quorum, the values, the policies, the sums")
	return nil
}

// cosignatures verifies lines of a witness. An ordinary verifier of notes passes them over.
type cosignatures struct {
	name string
	hash uint32
	key  ed25519.PublicKey
}

func (c cosignatures) Name() string    { return c.name }
func (c cosignatures) KeyHash() uint32 { return c.hash }
func (c cosignatures) Verify(msg, sig []byte) bool {
	if len(sig) != 8+ed25519.SignatureSize {
		return false
	}
	signed := append([]byte("cosignature/v1\ntime "+strconv.FormatUint(binary.BigEndian.Uint64(sig), 10)+"\n"), msg...)
	return ed25519.Verify(c.key, signed, sig[8:])
}

func newVerifier(vkey string) (note.Verifier, error) {
	name, rest, _ := strings.Cut(vkey, "+")
	id, encoded, _ := strings.Cut(rest, "+")
	key, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil || len(key) != 1+ed25519.PublicKeySize {
		return nil, errors.New("not a verifier key of Ed25519")
	}
	if key[0] == noteKey {
		return note.NewVerifier(vkey)
	}
	sum := sha256.Sum256(append([]byte(name+"\n"), key...))
	hash := binary.BigEndian.Uint32(sum[:])
	if key[0] != cosignatureKey || fmt.Sprintf("%08x", hash) != id {
		return nil, errors.New("a key of another type, or of another id than its own")
	}
	return cosignatures{name, hash, key[1:]}, nil
}

func readKeys(file string) ([]note.Verifier, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var verifiers []note.Verifier
	for i, line := range strings.Fields(string(text)) {
		verifier, err := newVerifier(line)
		if err != nil {
			return nil, fmt.Errorf("%s, key %d: %w", file, i+1, err)
		}
		verifiers = append(verifiers, verifier)
	}
	return verifiers, nil
}

// open checks the checkpoint: every signature of a known key must be true, and its own log's must be there.
func open(file string, verifiers []note.Verifier) (tlog.Tree, []string, error) {
	msg, err := os.ReadFile(file)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	opened, err := note.Open(msg, note.VerifierList(verifiers...))
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 {
		return tlog.Tree{}, nil, errors.New("not a checkpoint of three lines")
	}
	var seen []string
	isSigned := false
	for _, sig := range opened.Sigs {
		raw, _ := base64.StdEncoding.DecodeString(sig.Base64)
		if len(raw) == 4+8+ed25519.SignatureSize {
			at := time.Unix(int64(binary.BigEndian.Uint64(raw[4:])), 0).UTC()
			seen = append(seen, fmt.Sprintf("witness %s at %s", sig.Name, at.Format(time.RFC3339)))
		} else if sig.Name == lines[0] {
			isSigned = true
			seen = append(seen, "signed by the log "+sig.Name)
		}
	}
	if !isSigned {
		return tlog.Tree{}, nil, errors.New("its own log has not signed it")
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, nil, err
	}
	hash, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: hash}, seen, err
}

// files reads tiles of hashes. The layout has no height, unlike Go's own.
type files string

func (f files) Height() int                         { return height }
func (f files) SaveTiles(_ []tlog.Tile, _ [][]byte) {}
func (f files) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	data := make([][]byte, len(tiles))
	for i, tile := range tiles {
		bytes, err := f.tile(tile)
		if err != nil {
			return nil, err
		}
		data[i] = bytes
	}
	return data, nil
}

// tile reads a tile, or the first part of the full one that has taken the place of a partial one.
func (f files) tile(tile tlog.Tile) ([]byte, error) {
	path := pathOf(tile)
	bytes, err := os.ReadFile(filepath.Join(string(f), path))
	if errors.Is(err, os.ErrNotExist) && tile.W < width {
		full := tile
		full.W = width
		path = pathOf(full)
		bytes, err = os.ReadFile(filepath.Join(string(f), path))
		if err == nil && len(bytes) == width*tlog.HashSize {
			bytes = bytes[:tile.W*tlog.HashSize]
		}
	}
	if err == nil && len(bytes) != tile.W*tlog.HashSize {
		err = fmt.Errorf("%s: %d bytes", path, len(bytes))
	}
	return bytes, err
}

func pathOf(tile tlog.Tile) string { return strings.Replace(tile.Path(), "tile/8/", "tile/", 1) }

// verifyLeaves holds every leaf of the bundle to the tree; it returns how many there are.
func verifyLeaves(tree tlog.Tree, folder string) (int64, error) {
	if tree.N == 0 {
		if tree.Hash != tlog.Hash(sha256.Sum256(nil)) {
			return 0, errors.New("checkpoint: a log without leaves has another root")
		}
		return 0, nil
	}
	hashes := tlog.TileHashReader(tree, files(folder))
	selection, err := os.Open(filepath.Join(folder, "leaves.jsonl"))
	if errors.Is(err, os.ErrNotExist) {
		if err := everyTile(tree, folder, hashes); err != nil {
			return 0, err
		}
		return tree.N, everyEntry(tree, folder, hashes)
	}
	if err != nil {
		return 0, err
	}
	defer selection.Close()
	return everyLine(tree, selection, hashes)
}

func everyLine(tree tlog.Tree, selection *os.File, hashes tlog.HashReader) (int64, error) {
	lines := bufio.NewScanner(selection)
	lines.Buffer(nil, 1<<20)
	count := int64(0)
	for ; lines.Scan(); count++ {
		var line struct {
			Leaf  int64
			Entry string
		}
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil || line.Leaf < 0 || line.Leaf >= tree.N {
			return 0, fmt.Errorf("leaves.jsonl, line %d: no leaf of this log", count+1)
		}
		want, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, line.Leaf)})
		if err != nil {
			return 0, err
		}
		if tlog.RecordHash([]byte(line.Entry)) != want[0] {
			return 0, fmt.Errorf("leaf %d differs (leaves.jsonl, line %d)", line.Leaf, count+1)
		}
	}
	return count, lines.Err()
}

// everyEntry holds each entry to the hash that its tile has of it.
func everyEntry(tree tlog.Tree, folder string, hashes tlog.HashReader) error {
	for start := int64(0); start < tree.N; start += width {
		tile := tlog.Tile{H: height, L: -1, N: start / width, W: int(min(width, tree.N-start))}
		path := strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1)
		bundle, err := os.ReadFile(filepath.Join(folder, path))
		full := strings.TrimSuffix(path, ".p/"+strconv.Itoa(tile.W))
		isFull := errors.Is(err, os.ErrNotExist) && full != path
		if isFull {
			bundle, err = os.ReadFile(filepath.Join(folder, full))
		}
		if err != nil {
			return err
		}
		for i := 0; i < tile.W; i++ {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return fmt.Errorf("%s: too short", path)
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			want, err := hashes.ReadHashes([]int64{tlog.StoredHashIndex(0, start+int64(i))})
			if err != nil {
				return err
			}
			if tlog.RecordHash(bundle[2:end]) != want[0] {
				return fmt.Errorf("leaf %d differs (%s)", start+int64(i), path)
			}
			bundle = bundle[end:]
		}
		if len(bundle) != 0 && !isFull {
			return fmt.Errorf("%s: too long", path)
		}
	}
	return nil
}

// everyTile holds each tile, also of levels of which no leaf's hash is read, to the root.
func everyTile(tree tlog.Tree, folder string, hashes tlog.HashReader) error {
	for level, count := 0, tree.N; count > 0; level, count = level+1, count/width {
		for n := int64(0); n*width < count; n++ {
			w := int(min(width, count-n*width))
			tile := tlog.Tile{H: height, L: level, N: n, W: w}
			data, err := files(folder).tile(tile)
			if err != nil {
				return err
			}
			indexes := make([]int64, w)
			for i := range indexes {
				indexes[i] = tlog.StoredHashIndex(level*height, n*width+int64(i))
			}
			want, err := hashes.ReadHashes(indexes)
			if err != nil {
				return fmt.Errorf("%s: %w", pathOf(tile), err)
			}
			for i := range want {
				if !bytes.Equal(data[i*tlog.HashSize:(i+1)*tlog.HashSize], want[i][:]) {
					return fmt.Errorf("%s differs", pathOf(tile))
				}
			}
		}
	}
	return nil
}
