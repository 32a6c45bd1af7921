#!/bin/sh
# crates.io apache-avro 0.22.0 writes {"tags": ["a","b","c"], "typo": 1} by a schema of `tags` and of `note`, null unless given; and the same without `typo`.
# Guess: one library treats a field that the schema lacks, and one that is absent, in one way. Seen: a Value is refused for either, the same Value after resolve() is written
# for either, and Record::put drops the field without a word. cloudevents-sdk 0.9.0 writes 12:00:00.100+01:00 as 11:00:00.100Z. Needs cargo; compiles for a minute or two.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
mkdir src
cat > Cargo.toml <<'END'
[package]
name = "unknown"
version = "0.1.0"
edition = "2021"
[dependencies]
apache-avro = "=0.22.0"
cloudevents-sdk = "=0.9.0"
serde_json = "1"
END
cat > src/main.rs <<'END'
#![allow(deprecated)]
use apache_avro::{to_avro_datum, types::{Record, Value}, Schema};

fn show(way: &str, written: Result<Vec<u8>, apache_avro::Error>) {
    match written {
        Ok(bytes) => println!("FOUND apache-avro 0.22.0 {way} {}", bytes.iter().map(|one| format!("{one:02x}")).collect::<String>()),
        Err(_) => println!("FOUND apache-avro 0.22.0 {way} refuses"),
    }
}

fn main() {
    let text = r#"{"type":"record","name":"E","fields":[{"name":"tags","type":{"type":"array","items":"string"}},{"name":"note","type":["null","string"],"default":null}]}"#;
    let schema = Schema::parse_str(text).unwrap();
    let tags = || Value::Array(["a", "b", "c"].iter().map(|one| Value::String(one.to_string())).collect());
    let mut record = Record::new(&schema).unwrap();
    record.put("tags", tags());
    record.put("typo", 1);
    show("typo, Record::put", to_avro_datum(&schema, record));
    let typo = Value::Record(vec![("tags".into(), tags()), ("typo".into(), Value::Int(1))]);
    show("typo, Value", to_avro_datum(&schema, typo.clone()));
    show("typo, resolve", typo.resolve(&schema).and_then(|value| to_avro_datum(&schema, value)));
    let absent = Value::Record(vec![("tags".into(), tags())]);
    show("absent, Value", to_avro_datum(&schema, absent.clone()));
    show("absent, resolve", absent.resolve(&schema).and_then(|value| to_avro_datum(&schema, value)));
    let event: cloudevents::Event = serde_json::from_str(r#"{"specversion":"1.0","id":"1","source":"/s","type":"t","time":"2025-03-01T12:00:00.100+01:00"}"#).unwrap();
    println!("FOUND cloudevents-sdk 0.9.0 {}", serde_json::to_value(&event).unwrap()["time"].as_str().unwrap());
}
END
cat > want <<'END'
FOUND apache-avro 0.22.0 typo, Record::put 060261026202630000
FOUND apache-avro 0.22.0 typo, Value refuses
FOUND apache-avro 0.22.0 typo, resolve 060261026202630000
FOUND apache-avro 0.22.0 absent, Value refuses
FOUND apache-avro 0.22.0 absent, resolve 060261026202630000
FOUND cloudevents-sdk 0.9.0 2025-03-01T11:00:00.100Z
END
cargo run -q > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
