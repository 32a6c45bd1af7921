#!/bin/sh
# A record {"tags": ["a","b","c"], "typo": 1} is written by a schema of `tags` and of `note`, null unless given. `typo` is meant to be `note`.
# Guess: an encoder that has the schema refuses a field that the schema lacks. Seen: npm avsc 5.7.9, PyPI fastavro 1.13.1 and three libraries for Go (hamba/avro 2.31.0,
# goavro 2.15.0, twmb/avro 1.9.1) write the record without a word, note null; Apache's for Python (1.12.2) and for Java (1.12.2) refuse. fastavro does so when it is told
# (strict_allow_default=True). And one value has two encodings: hamba/avro writes the array's count negative, its size after it (05 0c), the others 06.
set -eu
T=$(mktemp -d)
trap 'chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" avsc@5.7.9
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check avro==1.12.2 fastavro==1.13.1
printf '%s' '{"type":"record","name":"E","fields":[{"name":"tags","type":{"type":"array","items":"string"}},{"name":"note","type":["null","string"],"default":null}]}' > schema.json
cat > x.cjs <<'END'
const type = require('avsc').Type.forSchema(require('./schema.json'));
console.log('FOUND avsc 5.7.9', type.toBuffer({ tags: ['a', 'b', 'c'], typo: 1 }).toString('hex'));
END
cat > x.py <<'END'
import io, json
import avro.errors, avro.io, avro.schema, fastavro
schema = open("schema.json", encoding="utf-8").read()
sent = {"tags": ["a", "b", "c"], "typo": 1}
def by_fastavro(**more):
    out = io.BytesIO()
    fastavro.schemaless_writer(out, fastavro.parse_schema(json.loads(schema)), sent, **more)
    return out.getvalue().hex()
print("FOUND fastavro 1.13.1", by_fastavro())
try: print("FOUND fastavro 1.13.1 strict_allow_default", by_fastavro(strict_allow_default=True))
except ValueError: print("FOUND fastavro 1.13.1 strict_allow_default refuses")
try: avro.io.DatumWriter(avro.schema.parse(schema)).write(sent, avro.io.BinaryEncoder(io.BytesIO())); print("FOUND Python avro 1.12.2 writes")
except avro.errors.AvroTypeException: print("FOUND Python avro 1.12.2 refuses")
out = io.BytesIO()
avro.io.DatumWriter(avro.schema.parse(schema)).write({"tags": ["a", "b", "c"]}, avro.io.BinaryEncoder(out))
print("FOUND Python avro 1.12.2 without it", out.getvalue().hex())
END
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>org.apache.avro</groupId><artifactId>avro</artifactId><version>1.12.2</version></dependency></dependencies></project>
END
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$T/lib"
cat > Typo.java <<'END'
import java.io.ByteArrayOutputStream;
import java.nio.file.*;
import java.util.*;
import org.apache.avro.*;
import org.apache.avro.generic.*;
import org.apache.avro.io.*;
public class Typo {
  public static void main(String[] args) throws Exception {
    var schema = new Schema.Parser().parse(Files.readString(Path.of("schema.json")));
    var record = new GenericData.Record(schema);
    try { record.put("typo", 1); System.out.println("FOUND Java avro 1.12.2 takes it"); }
    catch (AvroRuntimeException e) { System.out.println("FOUND Java avro 1.12.2 refuses"); }
    record.put("tags", List.of("a", "b", "c"));
    var out = new ByteArrayOutputStream();
    var encoder = EncoderFactory.get().binaryEncoder(out, null);
    new GenericDatumWriter<GenericData.Record>(schema).write(record, encoder);
    encoder.flush();
    System.out.println("FOUND Java avro 1.12.2 without it " + HexFormat.of().formatHex(out.toByteArray()));
  }
}
END
mkdir go
printf 'module typo\ngo 1.26.0\n' > go/go.mod
cat > go/main.go <<'END'
package main

import (
	"fmt"
	"os"

	hamba "github.com/hamba/avro/v2"
	"github.com/linkedin/goavro/v2"
	"github.com/twmb/avro"
)

func show(name string, bytes []byte, err error) {
	if err != nil {
		fmt.Println("FOUND", name, "refuses")
	} else {
		fmt.Printf("FOUND %s %x\n", name, bytes)
	}
}

func main() {
	text, err := os.ReadFile("../schema.json")
	if err != nil {
		panic(err)
	}
	sent := map[string]any{"tags": []any{"a", "b", "c"}, "typo": 1}
	bytes, err := hamba.Marshal(hamba.MustParse(string(text)), sent)
	show("hamba/avro 2.31.0", bytes, err)
	codec, err := goavro.NewCodec(string(text))
	if err != nil {
		panic(err)
	}
	bytes, err = codec.BinaryFromNative(nil, sent)
	show("goavro 2.15.0", bytes, err)
	schema, err := avro.Parse(string(text))
	if err != nil {
		panic(err)
	}
	bytes, err = schema.Encode(sent)
	show("twmb/avro 1.9.1", bytes, err)
}
END
(cd go && go get github.com/hamba/avro/v2@v2.31.0 github.com/linkedin/goavro/v2@v2.15.0 github.com/twmb/avro@v1.9.1 2>/dev/null && go mod tidy 2>/dev/null)
cat > want <<'END'
FOUND avsc 5.7.9 060261026202630000
FOUND fastavro 1.13.1 060261026202630000
FOUND fastavro 1.13.1 strict_allow_default refuses
FOUND Python avro 1.12.2 refuses
FOUND Python avro 1.12.2 without it 060261026202630000
FOUND Java avro 1.12.2 refuses
FOUND Java avro 1.12.2 without it 060261026202630000
FOUND hamba/avro 2.31.0 050c0261026202630000
FOUND goavro 2.15.0 060261026202630000
FOUND twmb/avro 1.9.1 060261026202630000
END
{ node x.cjs; py/bin/python -W ignore x.py; java -cp "lib/*" Typo.java 2>/dev/null; (cd go && go run .); } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
