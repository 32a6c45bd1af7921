#!/bin/sh
# What serializers of three more libraries ask of a registry that is read only, as they are set up.
# Guess: all ask for the newest schema by the record's name. Seen: confluent-kafka-go 2.11.1 registers under `<topic>-value`; npm @confluentinc/schemaregistry 1.10.1 looks
# its schema up there, after a question for an association, and registers only if told; Rust's schema_registry_converter 6.0.0 takes the newest of the record's name, but registers
# where it is given a schema (…WithSchema). Set up as `want` says, all three ask for the newest and write the same bytes. Needs go, gcc (the serializer brings librdkafka) and cargo.
set -eu
T=$(mktemp -d)
trap 'kill "$(cat "$T/pid")" 2>/dev/null || true; chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" @confluentinc/schemaregistry@1.10.1
mkdir -p go rust/src
cat > registry.cjs <<'END'
// A registry that is read only: version 1 of the subject `n.E` under id 7. The first part of an address names who asks; prints each kind of question once.
const http = require('node:http');
const schema = '{"type":"record","name":"E","namespace":"n","fields":[{"name":"a","type":"string"}]}';
const seen = new Set();
const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    const [, client, ...path] = request.url.replace(/\?.*/, '').split('/').map(decodeURIComponent);
    const asked = `FOUND ${client} asks ${request.method} /${path.join('/')}`;
    const found = { id: 7, subject: 'n.E', version: 1, schemaType: 'AVRO', schema };
    const registers = request.method === 'POST' && path[2] === 'versions';
    const [status, body] = registers ? [405, { error_code: 405, message: 'read only' }] : path[1] === 'n.E' ? [200, found] : [404, { error_code: 40401, message: 'none' }];
    if (!seen.has(asked)) console.log(asked, status);
    seen.add(asked);
    response.writeHead(status, { 'content-type': 'application/vnd.schemaregistry.v1+json' }).end(JSON.stringify(body));
  });
}).listen(0, '127.0.0.1', () => require('node:fs').writeFileSync('port', String(server.address().port)));
END
cat > x.mjs <<'END'
import { AvroSerializer, SchemaRegistryClient, SerdeType } from '@confluentinc/schemaregistry';
const ask = async (way, settings) => {
  const who = `@confluentinc/schemaregistry 1.10.1 ${way}`;
  const client = new SchemaRegistryClient({ baseURLs: [`http://127.0.0.1:${process.argv[2]}/${encodeURIComponent(who)}`], maxRetries: 0 });
  const wire = await new AvroSerializer(client, SerdeType.VALUE, settings).serialize('t', { a: 'x' }).catch(() => undefined);
  if (wire !== undefined) console.log('FOUND', who, 'writes', wire.toString('hex'));
};
await ask('default', {});
await ask('autoRegisterSchemas: true', { autoRegisterSchemas: true });
await ask('useLatestVersion and a subjectNameStrategy', { useLatestVersion: true, subjectNameStrategy: () => 'n.E' });
END
cat > go/go.mod <<'END'
module asked
go 1.26.0
END
cat > go/main.go <<'END'
package main

import (
	"fmt"
	"net/url"
	"os"

	"github.com/confluentinc/confluent-kafka-go/v2/schemaregistry"
	"github.com/confluentinc/confluent-kafka-go/v2/schemaregistry/serde"
	"github.com/confluentinc/confluent-kafka-go/v2/schemaregistry/serde/avrov2"
)

type E struct {
	A string `avro:"a"`
}

func ask(way string, set func(*avrov2.SerializerConfig, *avrov2.Serializer)) {
	who := "confluent-kafka-go 2.11.1 " + way
	client, err := schemaregistry.NewClient(schemaregistry.NewConfig("http://127.0.0.1:" + os.Args[1] + "/" + url.PathEscape(who)))
	if err != nil {
		panic(err)
	}
	settings := avrov2.NewSerializerConfig()
	set(settings, nil)
	serializer, err := avrov2.NewSerializer(client, serde.ValueSerde, settings)
	if err != nil {
		panic(err)
	}
	set(settings, serializer)
	if wire, err := serializer.Serialize("t", &E{"x"}); err == nil {
		fmt.Printf("FOUND %s writes %x\n", who, wire)
	}
}

func main() {
	ask("default", func(*avrov2.SerializerConfig, *avrov2.Serializer) {})
	ask("AutoRegisterSchemas false, UseLatestVersion, a SubjectNameStrategy", func(settings *avrov2.SerializerConfig, serializer *avrov2.Serializer) {
		settings.AutoRegisterSchemas, settings.UseLatestVersion = false, true
		if serializer != nil {
			serializer.SubjectNameStrategy = func(string, serde.Type, schemaregistry.SchemaInfo) (string, error) { return "n.E", nil }
		}
	})
}
END
(cd go && go get github.com/confluentinc/confluent-kafka-go/v2@v2.11.1 2>/dev/null && go mod tidy 2>/dev/null && CGO_ENABLED=1 go build -o ../from-go .)
cat > rust/Cargo.toml <<'END'
[package]
name = "asked"
version = "0.1.0"
edition = "2021"
[dependencies]
apache-avro = { version = "=0.22.0", default-features = false }
schema_registry_converter = { version = "=6.0.0", default-features = false, features = ["avro", "blocking"] }
END
cat > rust/src/main.rs <<'END'
use apache_avro::types::Value;
use schema_registry_converter::blocking::{avro::AvroEncoder, schema_registry::SrSettings};
use schema_registry_converter::schema_registry_common::{SchemaType, SubjectNameStrategy, SuppliedSchema};

fn main() {
    let text = r#"{"type":"record","name":"E","namespace":"n","fields":[{"name":"a","type":"string"}]}"#;
    let url = std::env::args().nth(1).unwrap();
    let supplied = SuppliedSchema::new(Some("n.E".into()), SchemaType::Avro, text.into());
    for (way, strategy) in [
        ("RecordNameStrategy", SubjectNameStrategy::RecordNameStrategy("n.E".into())),
        ("RecordNameStrategyWithSchema", SubjectNameStrategy::RecordNameStrategyWithSchema(supplied)),
    ] {
        let encoder = AvroEncoder::new(SrSettings::new(format!("{url}/schema_registry_converter 6.0.0 {way}").replace(' ', "%20")));
        if let Ok(bytes) = encoder.encode(vec![("a", Value::String("x".into()))], &strategy) {
            println!("FOUND schema_registry_converter 6.0.0 {way} writes {}", bytes.iter().map(|one| format!("{one:02x}")).collect::<String>());
        }
    }
}
END
(cd rust && cargo build -q)
cat > want <<'END'
FOUND @confluentinc/schemaregistry 1.10.1 default asks GET /associations/resources/-/t 404
FOUND @confluentinc/schemaregistry 1.10.1 default asks POST /subjects/t-value 404
FOUND @confluentinc/schemaregistry 1.10.1 autoRegisterSchemas: true asks GET /associations/resources/-/t 404
FOUND @confluentinc/schemaregistry 1.10.1 autoRegisterSchemas: true asks POST /subjects/t-value/versions 405
FOUND @confluentinc/schemaregistry 1.10.1 useLatestVersion and a subjectNameStrategy asks GET /subjects/n.E/versions/latest 200
FOUND confluent-kafka-go 2.11.1 default asks POST /subjects/t-value/versions 405
FOUND confluent-kafka-go 2.11.1 AutoRegisterSchemas false, UseLatestVersion, a SubjectNameStrategy asks GET /subjects/n.E/versions/latest 200
FOUND schema_registry_converter 6.0.0 RecordNameStrategy asks GET /subjects/n.E/versions/latest 200
FOUND schema_registry_converter 6.0.0 RecordNameStrategyWithSchema asks POST /subjects/n.E/versions 405
FOUND @confluentinc/schemaregistry 1.10.1 useLatestVersion and a subjectNameStrategy writes 00000000070278
FOUND confluent-kafka-go 2.11.1 AutoRegisterSchemas false, UseLatestVersion, a SubjectNameStrategy writes 00000000070278
FOUND schema_registry_converter 6.0.0 RecordNameStrategy writes 00000000070278
END
node registry.cjs > got & echo $! > pid
until [ -s port ]; do sleep 0.1; done
node x.mjs "$(cat port)" >> wrote
./from-go "$(cat port)" >> wrote
"${CARGO_TARGET_DIR:-rust/target}/debug/asked" "http://127.0.0.1:$(cat port)" >> wrote
cat wrote >> got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
