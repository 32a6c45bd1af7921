package main

import (
	"bufio"
	"context"
	"encoding/json"
	"os"
	"strings"
	"time"

	"github.com/hamba/avro/v2"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/sr"
)

type event struct {
	SpecVersion string         `json:"specversion"`
	ID          string         `json:"id"`
	Source      string         `json:"source"`
	Type        string         `json:"type"`
	Time        string         `json:"time"`
	Data        map[string]any `json:"data"`
}

// subjectOf: behaviour.incident-recorded -> uk.throughline.behaviour.IncidentRecorded
func subjectOf(eventType string) string {
	family, name, _ := strings.Cut(eventType, ".")
	words := strings.Split(name, "-")
	for at, word := range words {
		words[at] = strings.ToUpper(word[:1]) + word[1:]
	}
	return "uk.throughline." + family + "." + strings.Join(words, "")
}

// headersOf gives the attributes as headers; the one that is named in twice stands there once more, as where a wrapper adds what is there.
func headersOf(one event, twice string) []kgo.RecordHeader {
	headers := []kgo.RecordHeader{}
	for _, attribute := range [][2]string{{"specversion", one.SpecVersion}, {"id", one.ID}, {"source", one.Source}, {"type", one.Type}, {"time", one.Time}} {
		header := kgo.RecordHeader{Key: "ce_" + attribute[0], Value: []byte(attribute[1])}
		headers = append(headers, header)
		if header.Key == twice {
			headers = append(headers, header)
		}
	}
	return headers
}

// inUTC writes a time as Go does by itself: in UTC, without zeros at the end of its fraction.
func inUTC(written string) string {
	moment, err := time.Parse(time.RFC3339Nano, written)
	if err != nil {
		return written
	}
	return moment.UTC().Format(time.RFC3339Nano)
}

// publish writes CloudEvents (one JSON object a line) to an inbox, and prints one line for each: where it is, or why it is not there. how: nothing; "utc",
// times as Go writes them; or the header that is sent twice.
func publish(topic, file string, how []string) error {
	asked := strings.Join(how, "")
	client, err := openKafka()
	if err != nil {
		return err
	}
	defer client.Close()
	registry, err := openRegistry()
	if err != nil {
		return err
	}
	lines, err := os.Open(file)
	if err != nil {
		return err
	}
	defer lines.Close()
	scanner := bufio.NewScanner(lines)
	scanner.Buffer(nil, 1<<20)
	for scanner.Scan() {
		var one event
		if err := json.Unmarshal(scanner.Bytes(), &one); err != nil {
			return err
		}
		if asked == "utc" {
			one.Time = inUTC(one.Time)
			one.Data["recorded_at"] = inUTC(one.Data["recorded_at"].(string))
		}
		value, err := encode(registry, one)
		if err != nil {
			return err
		}
		result := client.ProduceSync(context.Background(), &kgo.Record{Topic: topic, Value: value, Headers: headersOf(one, asked)})
		if err := result.FirstErr(); err != nil {
			print(map[string]any{"id": one.ID, "error": err.Error()})
			continue
		}
		print(map[string]any{"id": one.ID, "partition": result[0].Record.Partition, "offset": result[0].Record.Offset})
	}
	return scanner.Err()
}

// encode writes Confluent's wire format by the newest schema of the event's type.
func encode(registry *sr.Client, one event) ([]byte, error) {
	found, err := registry.SchemaByVersion(context.Background(), subjectOf(one.Type), -1)
	if err != nil {
		return nil, err
	}
	schema, err := avro.Parse(found.Schema.Schema)
	if err != nil {
		return nil, err
	}
	data, err := native(schema, one.Data)
	if err != nil {
		return nil, err
	}
	header, err := new(sr.ConfluentHeader).AppendEncode(nil, found.ID, nil)
	if err != nil {
		return nil, err
	}
	body, err := avro.Marshal(schema, data)
	return append(header, body...), err
}
