#!/bin/sh
# What four more Kafka clients send as they are set up, seen on the wire by a broker of sixty lines: acks, whether the record has a producer id, and the partition of a key among 12.
# Guess: who names acks: -1 to the constructor gets it, and bindings of one library are as safe as Java's client. Seen: npm @platformatic/kafka 2.12.1 sends acks=1, whatever its
# constructor is given; acks in send, or idempotent, makes it -1. confluent-kafka-go 2.11.1 and Rust's rdkafka 0.39.0 send -1, not idempotent, and put a key elsewhere than murmur2
# does unless told; rskafka 0.6.0 always sends -1 and cannot be idempotent. Needs go, gcc and cargo: librdkafka is compiled, some minutes.
set -eu
T=$(mktemp -d)
trap 'kill "$(cat "$T/pid")" 2>/dev/null || true; chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --prefix "$T" node@24.21.0 @platformatic/kafka@2.12.1
mkdir -p go rust/src
cat > broker.cjs <<'END'
// Answers ApiVersions, Metadata, InitProducerId and Produce 3 as one broker with a topic `t` of 12 partitions, and prints the first record of each client as it came.
const net = require('node:net');
const n = (bytes, value) => { const b = Buffer.alloc(bytes); b.writeIntBE(value, 0, bytes); return b; };
const s = (text) => Buffer.concat([n(2, text.length), Buffer.from(text)]);
const none = Buffer.alloc(8);
const apis = [[0, 3, 3], [1, 4, 4], [3, 1, 1], [18, 0, 3], [22, 0, 1]];
const seen = new Set(), asked = new Set();
const answers = {
  18: (version) => version < 3
    ? Buffer.concat([n(2, 0), n(4, apis.length), ...apis.map((one) => Buffer.concat(one.map((value) => n(2, value))))])
    : Buffer.concat([n(2, 0), n(1, apis.length + 1), ...apis.map((one) => Buffer.concat([...one.map((value) => n(2, value)), n(1, 0)])), n(4, 0), n(1, 0)]),
  3: () => Buffer.concat([n(4, 1), n(4, 1), s('127.0.0.1'), n(4, server.address().port), n(2, -1), n(4, 1), n(4, 1), n(2, 0), s('t'), n(1, 0), n(4, 12),
    ...Array.from({ length: 12 }, (_, at) => Buffer.concat([n(2, 0), n(4, at), n(4, 1), n(4, 1), n(4, 1), n(4, 1), n(4, 1)]))]),
  22: (_, client) => { asked.add(client); return Buffer.concat([n(4, 0), n(2, 0), n(6, 0), n(2, 7), n(2, 0)]); },
  0: (_, client, body) => {
    // Behind a null transaction: acks, 4 bytes of time, 4 of a count, `t`, 4 of a count, the partition, 4 of a size, the batch.
    const [acks, partition, batch] = [body.readInt16BE(2), body.readInt32BE(19), body.subarray(27)];
    if (!seen.has(client)) console.log('FOUND', client, 'acks', acks, 'idempotent', asked.has(client) && batch.readBigInt64BE(43) >= 0n, 'partition', partition);
    seen.add(client);
    return acks === 0 ? undefined : Buffer.concat([n(4, 1), s('t'), n(4, 1), n(4, partition), n(2, 0), none, n(4, -1), n(4, -1), n(4, 0)]);
  },
};
const server = net.createServer((socket) => {
  let held = Buffer.alloc(0);
  socket.on('error', () => {}).on('data', (some) => {
    for (held = Buffer.concat([held, some]); held.length >= 4 && held.length >= 4 + held.readInt32BE(0); ) {
      const request = held.subarray(4, 4 + held.readInt32BE(0));
      held = held.subarray(4 + request.length);
      const [api, version, length] = [request.readInt16BE(0), request.readInt16BE(2), Math.max(0, request.readInt16BE(8))];
      const client = request.subarray(10, 10 + length).toString();
      const answer = answers[api](version, client, request.subarray(10 + length));
      if (answer !== undefined) socket.write(Buffer.concat([n(4, answer.length + 4), request.subarray(4, 8), answer]));
    }
  });
}).listen(0, '127.0.0.1', () => require('node:fs').writeFileSync('port', String(server.address().port)));
END
cat > x.mjs <<'END'
import { Producer, stringSerializers } from '@platformatic/kafka';
const bootstrapBrokers = [`127.0.0.1:${process.argv[2]}`];
const send = async (clientId, options, ofSend) => {
  const producer = new Producer({ clientId, bootstrapBrokers, serializers: stringSerializers, ...options });
  await producer.send({ messages: [{ topic: 't', key: 'norshire-police', value: 'x' }], ...ofSend });
  await producer.close(true);
};
await send('@platformatic/kafka 2.12.1', {}, {});
await send('@platformatic/kafka 2.12.1, acks: -1 in the constructor', { acks: -1 }, {});
await send('@platformatic/kafka 2.12.1, acks: -1 in send', {}, { acks: -1 });
await send('@platformatic/kafka 2.12.1, idempotent: true', { idempotent: true }, {});
END
cat > go/go.mod <<'END'
module sent
go 1.26.0
END
cat > go/main.go <<'END'
package main

import (
	"os"

	"github.com/confluentinc/confluent-kafka-go/v2/kafka"
)

func send(name string, settings kafka.ConfigMap) {
	settings["bootstrap.servers"], settings["client.id"] = "127.0.0.1:"+os.Args[1], name
	producer, err := kafka.NewProducer(&settings)
	if err != nil {
		panic(err)
	}
	topic := "t"
	delivered := make(chan kafka.Event, 1)
	record := kafka.Message{TopicPartition: kafka.TopicPartition{Topic: &topic, Partition: kafka.PartitionAny}, Key: []byte("norshire-police"), Value: []byte("x")}
	if err := producer.Produce(&record, delivered); err != nil {
		panic(err)
	}
	if err := (<-delivered).(*kafka.Message).TopicPartition.Error; err != nil {
		panic(err)
	}
	producer.Close()
}

func main() {
	send("confluent-kafka-go 2.11.1", kafka.ConfigMap{})
	send("confluent-kafka-go 2.11.1, enable.idempotence", kafka.ConfigMap{"enable.idempotence": true})
	send("confluent-kafka-go 2.11.1, murmur2_random", kafka.ConfigMap{"partitioner": "murmur2_random"})
}
END
(cd go && go get github.com/confluentinc/confluent-kafka-go/v2@v2.11.1 2>/dev/null && go mod tidy 2>/dev/null && CGO_ENABLED=1 go build -o ../from-go .)
cat > rust/Cargo.toml <<'END'
[package]
name = "sent"
version = "0.1.0"
edition = "2021"
[dependencies]
rdkafka = { version = "=0.39.0", default-features = false, features = ["tokio"] }
rskafka = { version = "=0.6.0", default-features = false }
chrono = { version = "0.4", default-features = false }
tokio = { version = "1", features = ["rt-multi-thread", "macros", "time"] }
END
cat > rust/src/main.rs <<'END'
use rdkafka::{config::ClientConfig, producer::{FutureProducer, FutureRecord}};
use rskafka::{client::{partition::{Compression, UnknownTopicHandling}, ClientBuilder}, record::Record};
use std::time::Duration;

#[tokio::main]
async fn main() {
    let broker = format!("127.0.0.1:{}", std::env::args().nth(1).unwrap());
    for (name, set) in [("", None), (", enable.idempotence", Some(("enable.idempotence", "true"))), (", murmur2_random", Some(("partitioner", "murmur2_random")))] {
        let mut settings = ClientConfig::new();
        settings.set("bootstrap.servers", &broker).set("client.id", format!("rdkafka 0.39.0{name}"));
        if let Some((key, value)) = set {
            settings.set(key, value);
        }
        let producer: FutureProducer = settings.create().unwrap();
        producer.send(FutureRecord::to("t").key("norshire-police").payload("x"), Duration::from_secs(30)).await.unwrap();
    }
    let client = ClientBuilder::new(vec![broker]).client_id("rskafka 0.6.0").build().await.unwrap();
    let partition = client.partition_client("t", 0, UnknownTopicHandling::Error).await.unwrap();
    let record = Record { key: None, value: Some(b"x".to_vec()), headers: Default::default(), timestamp: chrono::DateTime::from_timestamp(0, 0).unwrap() };
    partition.produce(vec![record], Compression::NoCompression).await.unwrap();
}
END
(cd rust && cargo build -q)
cat > want <<'END'
FOUND @platformatic/kafka 2.12.1 acks 1 idempotent false partition 4
FOUND @platformatic/kafka 2.12.1, acks: -1 in the constructor acks 1 idempotent false partition 4
FOUND @platformatic/kafka 2.12.1, acks: -1 in send acks -1 idempotent false partition 4
FOUND @platformatic/kafka 2.12.1, idempotent: true acks -1 idempotent true partition 4
FOUND confluent-kafka-go 2.11.1 acks -1 idempotent false partition 8
FOUND confluent-kafka-go 2.11.1, enable.idempotence acks -1 idempotent true partition 8
FOUND confluent-kafka-go 2.11.1, murmur2_random acks -1 idempotent false partition 4
FOUND rdkafka 0.39.0 acks -1 idempotent false partition 8
FOUND rdkafka 0.39.0, enable.idempotence acks -1 idempotent true partition 8
FOUND rdkafka 0.39.0, murmur2_random acks -1 idempotent false partition 4
FOUND rskafka 0.6.0 acks -1 idempotent false partition 0
END
node broker.cjs > got & echo $! > pid
until [ -s port ]; do sleep 0.1; done
node_modules/.bin/node x.mjs "$(cat port)"
./from-go "$(cat port)"
"${CARGO_TARGET_DIR:-rust/target}/debug/sent" "$(cat port)"
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
