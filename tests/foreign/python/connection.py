"""How to reach Kafka and the schema registry, from the environment. No Throughline code is used here."""
import io
import json
import os
import struct
import urllib.request

import fastavro


def kafka_settings():
    """SCRAM-SHA-512 over TLS, as librdkafka names its settings."""
    with open(os.environ["KAFKA_PASSWORD_FILE"], encoding="utf-8") as file:
        password = file.read().strip()
    return {
        "bootstrap.servers": os.environ["KAFKA_BROKERS"],
        "security.protocol": "SASL_SSL",
        "ssl.ca.location": os.environ["KAFKA_CA_FILE"],
        "sasl.mechanism": "SCRAM-SHA-512",
        "sasl.username": os.environ["KAFKA_USERNAME"],
        "sasl.password": password,
    }


class Registry:
    """The registry, read only. Each schema is asked for once."""

    def __init__(self):
        self.url = os.environ["SCHEMA_REGISTRY_URL"].rstrip("/")
        self.by_id = {}
        self.newest = {}

    def _get(self, path):
        with urllib.request.urlopen(self.url + path, timeout=30) as answer:
            return json.load(answer)

    def latest(self, subject):
        """(id, schema) of a subject's newest version."""
        if subject not in self.newest:
            found = self._get(f"/subjects/{subject}/versions/latest")
            self.newest[subject] = (found["id"], fastavro.parse_schema(json.loads(found["schema"])))
        return self.newest[subject]

    def encode(self, subject, value):
        """Confluent wire format: 0x00, the schema id in four bytes, Avro."""
        schema_id, schema = self.latest(subject)
        out = io.BytesIO()
        out.write(struct.pack(">bI", 0, schema_id))
        fastavro.schemaless_writer(out, schema, value, strict_allow_default=True)
        return out.getvalue()

    def decode(self, wire):
        magic, schema_id = struct.unpack(">bI", wire[:5])
        if magic != 0:
            raise ValueError("not in Confluent wire format")
        if schema_id not in self.by_id:
            self.by_id[schema_id] = fastavro.parse_schema(json.loads(self._get(f"/schemas/ids/{schema_id}")["schema"]))
        return fastavro.schemaless_reader(io.BytesIO(wire[5:]), self.by_id[schema_id], None)
