// An agency's own program in Go, with public clients only: franz-go for Kafka and the registry, hamba/avro for Avro. No Throughline code is used here.
package main

import (
	"encoding/json"
	"fmt"
	"os"
)

func main() {
	if len(os.Args) < 3 {
		fail(fmt.Errorf("say what to do: publish TOPIC FILE [utc | HEADER], or look-ups SUBJECT"))
	}
	var err error
	switch os.Args[1] {
	case "publish":
		err = publish(os.Args[2], os.Args[3], os.Args[4:])
	case "look-ups":
		err = lookUps(os.Args[2])
	default:
		err = fmt.Errorf("unknown: %s", os.Args[1])
	}
	if err != nil {
		fail(err)
	}
}

// Prints one JSON line.
func print(value any) {
	line, err := json.Marshal(value)
	if err != nil {
		fail(err)
	}
	fmt.Println(string(line))
}

func fail(err error) {
	fmt.Fprintln(os.Stderr, err)
	os.Exit(1)
}
