#!/bin/sh
# How many brokers have a record when the producer says "written", if nothing is set: eight clients, kafka-go asked twice.
# Guess: since Kafka 3.0 all of them wait for every in-sync replica, as Java's does. Seen: Java, librdkafka, franz-go, kafkajs and kafka-python 3.0.12 do;
# sarama 1.61.1 and aiokafka 0.14.0 wait for the leader alone; kafka-go 0.4.51 waits for nobody where its Writer is a literal, and for all where NewWriter made it.
# librdkafka and kafkajs wait for all, but are not idempotent, and librdkafka's partitioner is not murmur2.
set -eu
T=$(mktemp -d)
trap 'chmod -R u+w "$T"; rm -rf "$T"' EXIT
cd "$T"
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check aiokafka==0.14.0 kafka-python==3.0.12 confluent-kafka==2.16.1
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" kafkajs@2.2.4
mkdir go java
cat > go/go.mod <<'END'
module defaults
go 1.26.0
END
cat > go/main.go <<'END'
package main

import (
	"fmt"

	"github.com/IBM/sarama"
	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
)

func main() {
	s := sarama.NewConfig()
	fmt.Println("FOUND sarama 1.61.1 acks", s.Producer.RequiredAcks, "idempotent", s.Producer.Idempotent)
	s.Producer.RequiredAcks, s.Producer.Idempotent = sarama.WaitForAll, true
	alone := s.Validate() == nil
	s.Net.MaxOpenRequests = 1
	fmt.Println("FOUND sarama 1.61.1 takes Idempotent alone", alone, "with Net.MaxOpenRequests 1", s.Validate() == nil)
	fmt.Println("FOUND kafka-go 0.4.51 Writer{} acks", int((&kafka.Writer{}).RequiredAcks))
	fmt.Println("FOUND kafka-go 0.4.51 NewWriter acks", int(kafka.NewWriter(kafka.WriterConfig{Brokers: []string{"localhost:1"}, Topic: "t"}).RequiredAcks))
	client, err := kgo.NewClient(kgo.SeedBrokers("localhost:1"))
	if err != nil {
		panic(err)
	}
	off := client.OptValue(kgo.DisableIdempotentWrite).(bool)
	fmt.Println("FOUND franz-go 1.22.3 acks", client.OptValue(kgo.RequiredAcks) == kgo.AllISRAcks(), "(all) idempotent", !off)
	client.Close()
}
END
(cd go && go get github.com/IBM/sarama@v1.61.1 github.com/segmentio/kafka-go@v0.4.51 github.com/twmb/franz-go@v1.22.3 2>/dev/null && go mod tidy 2>/dev/null)
cat > x.py <<'END'
import asyncio, ctypes, glob, os
import aiokafka, confluent_kafka, kafka
async def built():
    producer = aiokafka.AIOKafkaProducer(bootstrap_servers="localhost:1")
    print("FOUND aiokafka 0.14.0 acks", producer._sender._acks, "idempotent", producer._txn_manager is not None)
    safe = aiokafka.AIOKafkaProducer(bootstrap_servers="localhost:1", enable_idempotence=True)
    print("FOUND aiokafka 0.14.0 acks", safe._sender._acks, "where it is idempotent")
    producer._closed = safe._closed = True
asyncio.run(built())
defaults = kafka.KafkaProducer.DEFAULT_CONFIG
print("FOUND kafka-python 3.0.12 acks", defaults["acks"], "idempotent", defaults["enable_idempotence"])
library = ctypes.CDLL(glob.glob(os.path.join(os.path.dirname(os.path.dirname(confluent_kafka.__file__)), "confluent_kafka.libs", "librdkafka*"))[0])
def setting(of, name):
    make, get = getattr(library, f"rd_kafka_{of}_new"), getattr(library, f"rd_kafka_{of}_get")
    make.restype = ctypes.c_void_p
    size, text = ctypes.c_size_t(256), ctypes.create_string_buffer(256)
    get(ctypes.c_void_p(make()), name.encode(), text, ctypes.byref(size))
    return text.value.decode()
print("FOUND librdkafka 2.16.0 acks", setting("topic_conf", "acks"), "idempotent", setting("conf", "enable.idempotence"), "partitioner", setting("topic_conf", "partitioner"))
END
cat > java/pom.xml <<'END'
<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>x</groupId><artifactId>x</artifactId><version>1</version><packaging>pom</packaging>
<dependencies><dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-clients</artifactId><version>4.3.1</version></dependency></dependencies></project>
END
mvn -q -B -f java/pom.xml org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies -DoutputDirectory="$T/java/lib"
cat > Defaults.java <<'END'
import org.apache.kafka.clients.producer.ProducerConfig;
public class Defaults {
  public static void main(String[] args) {
    var defaults = ProducerConfig.configDef().defaultValues();
    System.out.println("FOUND kafka-clients 4.3.1 acks " + defaults.get("acks") + " idempotent " + defaults.get("enable.idempotence"));
  }
}
END
cat > x.cjs <<'END'
const createProducer = require('kafkajs/src/producer');
const { Kafka } = require('kafkajs');
const broker = { nodeId: 1, produce: async ({ acks, producerId = -1 }) => {
  console.log('FOUND kafkajs 2.2.4 acks', acks, 'idempotent', producerId >= 0);
  return { topics: [] };
} };
const nothing = async () => {};
const cluster = {
  isConnected: () => true, connect: nothing, disconnect: nothing, refreshMetadata: nothing, refreshMetadataIfNecessary: nothing, addMultipleTargetTopics: nothing,
  findTopicPartitionMetadata: () => [{ partitionId: 0, leader: 1 }], findLeaderForPartitions: () => ({ 1: [0] }), findBroker: async () => broker,
};
const producer = createProducer({ cluster, logger: new Kafka({ brokers: ['localhost:1'], logLevel: 0 }).logger(), retry: {} });
producer.connect().then(() => producer.send({ topic: 't', messages: [{ value: 'x' }] }));
END
cat > want <<'END'
FOUND aiokafka 0.14.0 acks 1 idempotent False
FOUND aiokafka 0.14.0 acks -1 where it is idempotent
FOUND kafka-python 3.0.12 acks -1 idempotent True
FOUND librdkafka 2.16.0 acks -1 idempotent false partitioner consistent_random
FOUND sarama 1.61.1 acks 1 idempotent false
FOUND sarama 1.61.1 takes Idempotent alone false with Net.MaxOpenRequests 1 true
FOUND kafka-go 0.4.51 Writer{} acks 0
FOUND kafka-go 0.4.51 NewWriter acks -1
FOUND franz-go 1.22.3 acks true (all) idempotent true
FOUND kafka-clients 4.3.1 acks all idempotent true
FOUND kafkajs 2.2.4 acks -1 idempotent false
END
{ py/bin/python x.py; (cd go && go run .); java -cp "java/lib/*" Defaults.java 2>/dev/null; KAFKAJS_NO_PARTITIONER_WARNING=1 node x.cjs; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
