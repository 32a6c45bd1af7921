#!/bin/sh
# Four official CloudEvents SDKs read one event, time "2025-03-01T12:00:00.100+01:00", and write it again.
# Guess: an attribute is a string and goes out as it came in. Seen: none of the four gives it back, and no two write the same: npm cloudevents 10.0.0 and Go's sdk 2.16.2
# turn it into UTC, Go's and Java's 4.0.1 drop the zeros of the fraction, PyPI's 2.2.0 adds some. Who compares the text of two sends of an event calls them different.
set -eu
T=$(mktemp -d)
trap 'chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" cloudevents@10.0.0
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check cloudevents==2.2.0 python-dateutil==2.9.0.post0
printf '%s' '{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"2025-03-01T12:00:00.100+01:00","datacontenttype":"application/json","data":{"a":1}}' > event.json
cat > x.mjs <<'END'
import { readFileSync } from 'node:fs';
import { HTTP, Kafka } from 'cloudevents';
const event = HTTP.toEvent({ headers: { 'content-type': 'application/cloudevents+json' }, body: readFileSync('event.json', 'utf8') });
console.log('FOUND npm cloudevents 10.0.0', Kafka.binary(event).headers.ce_time);
END
cat > x.py <<'END'
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from cloudevents.core.bindings.kafka import to_binary_event
event = from_http_event(HTTPMessage(headers={"content-type": "application/cloudevents+json"}, body=open("event.json", "rb").read()))
print("FOUND PyPI cloudevents 2.2.0", to_binary_event(event).headers["ce_time"].decode())
END
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>io.cloudevents</groupId><artifactId>cloudevents-kafka</artifactId><version>4.0.1</version></dependency>
<dependency><groupId>io.cloudevents</groupId><artifactId>cloudevents-json-jackson</artifactId><version>4.0.1</version></dependency></dependencies></project>
END
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$T/lib"
cat > Spelt.java <<'END'
import io.cloudevents.core.provider.EventFormatProvider;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.file.*;
public class Spelt {
  public static void main(String[] args) throws Exception {
    var event = EventFormatProvider.getInstance().resolveFormat("application/cloudevents+json").deserialize(Files.readAllBytes(Path.of("event.json")));
    org.apache.kafka.clients.producer.ProducerRecord<Void, byte[]> record = KafkaMessageFactory.<Void>createWriter("topic").writeBinary(event);
    System.out.println("FOUND Java cloudevents 4.0.1 " + new String(record.headers().lastHeader("ce_time").value()));
  }
}
END
mkdir go
printf 'module spelt\ngo 1.24\n' > go/go.mod
cat > go/main.go <<'END'
package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/cloudevents/sdk-go/v2/event"
)

func main() {
	text, err := os.ReadFile("../event.json")
	if err != nil {
		panic(err)
	}
	var one event.Event
	if err := json.Unmarshal(text, &one); err != nil {
		panic(err)
	}
	written, err := json.Marshal(one)
	if err != nil {
		panic(err)
	}
	var said struct{ Time string }
	if err := json.Unmarshal(written, &said); err != nil {
		panic(err)
	}
	fmt.Println("FOUND Go sdk 2.16.2", said.Time)
}
END
(cd go && go get github.com/cloudevents/sdk-go/v2@v2.16.2 2>/dev/null && go mod tidy 2>/dev/null)
cat > want <<'END'
FOUND npm cloudevents 10.0.0 2025-03-01T11:00:00.100Z
FOUND PyPI cloudevents 2.2.0 2025-03-01T12:00:00.100000+01:00
FOUND Java cloudevents 4.0.1 2025-03-01T12:00:00.1+01:00
FOUND Go sdk 2.16.2 2025-03-01T11:00:00.1Z
END
{ node x.mjs; py/bin/python -W ignore x.py; java -cp "lib/*" Spelt.java 2>/dev/null; (cd go && go run .); } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
