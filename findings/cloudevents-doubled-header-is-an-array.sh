#!/bin/sh
# A Kafka record in CloudEvents binary mode has the header ce_id twice, "1" and "2" (Kafka allows it; a wrapper that adds what is there does it).
# Guess: the SDKs refuse it, since an attribute has one value. Seen: Java's 4.0.1 reads "2" without a word; npm cloudevents 10.0.0, given headers as kafkajs 2.2.4 decodes
# them (the values of one name in a list), makes an event whose id is a list of two.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" cloudevents@10.0.0 kafkajs@2.2.4
cat > x.cjs <<'END'
const { Kafka } = require('cloudevents');
const encode = require('kafkajs/src/protocol/recordBatch/record/v0/index.js');
const decode = require('kafkajs/src/protocol/recordBatch/record/v0/decoder.js');
const Decoder = require('kafkajs/src/protocol/decoder.js');
const sent = encode({ offsetDelta: 0, timestampDelta: 0, key: null, value: '{}', headers: { ce_specversion: '1.0', ce_id: ['1', '2'], ce_source: '/s', ce_type: 't' } });
const received = new Decoder(sent.buffer.subarray(0, sent.size()));
received.readVarInt();
const { headers, value } = decode(received, { firstOffset: 0n, firstTimestamp: 0n, magicByte: 2 });
const text = (one) => (Array.isArray(one) ? one.map(String) : String(one));
const event = Kafka.toEvent({ headers: Object.fromEntries(Object.entries(headers).map(([name, one]) => [name, text(one)])), value: String(value), body: String(value) });
console.log('FOUND npm cloudevents 10.0.0 id', JSON.stringify(event.id));
END
cat > pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>io.cloudevents</groupId><artifactId>cloudevents-kafka</artifactId><version>4.0.1</version></dependency></dependencies></project>
END
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$T/lib"
cat > Doubled.java <<'END'
import io.cloudevents.kafka.KafkaMessageFactory;
import org.apache.kafka.common.header.internals.RecordHeaders;
public class Doubled {
  public static void main(String[] args) {
    var headers = new RecordHeaders();
    for (var one : new String[][] {{"ce_specversion", "1.0"}, {"ce_id", "1"}, {"ce_id", "2"}, {"ce_source", "/s"}, {"ce_type", "t"}}) headers.add(one[0], one[1].getBytes());
    System.out.println("FOUND Java cloudevents 4.0.1 id " + KafkaMessageFactory.createReader(headers, "{}".getBytes()).toEvent().getId());
  }
}
END
cat > want <<'END'
FOUND npm cloudevents 10.0.0 id ["1","2"]
FOUND Java cloudevents 4.0.1 id 2
END
{ node x.cjs; java -cp "lib/*" Doubled.java 2>/dev/null; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
