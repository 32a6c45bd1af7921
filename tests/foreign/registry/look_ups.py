"""Asks everything of a registry that a client asks to write and to read, with confluent-kafka's own registry client, and prints what it was told."""
import json
import os
import sys

from confluent_kafka.schema_registry import Schema, SchemaRegistryClient, record_subject_name_strategy
from confluent_kafka.schema_registry.avro import AvroDeserializer, AvroSerializer
from confluent_kafka.schema_registry.error import SchemaRegistryError
from confluent_kafka.serialization import MessageField, SerializationContext


def code_of(ask):
    try:
        ask()
    except SchemaRegistryError as error:
        return error.error_code
    return 0


def main():
    subject, event_file = sys.argv[1:]
    registry = SchemaRegistryClient({"url": os.environ["SCHEMA_REGISTRY_URL"]})
    versions = registry.get_versions(subject)
    newest = registry.get_latest_version(subject)
    by_version = [registry.get_version(subject, version).schema_id for version in versions]
    by_id = registry.get_schema(newest.schema_id)
    found = registry.lookup_schema(subject, Schema(by_id.schema_str, "AVRO"))
    used_as = [{"subject": one.subject, "version": one.version} for one in registry.get_schema_versions(newest.schema_id)]

    with open(event_file, encoding="utf-8") as file:
        event = json.load(file)
    context = SerializationContext("agency.norshire-police.events", MessageField.VALUE)
    latest = {"auto.register.schemas": False, "use.latest.version": True, "subject.name.strategy": record_subject_name_strategy}
    wire = AvroSerializer(registry, by_id.schema_str, conf=latest)(event, context)
    looked_up = {"auto.register.schemas": False, "subject.name.strategy": record_subject_name_strategy}
    same = AvroSerializer(registry, by_id.schema_str, conf=looked_up)(event, context)
    back = AvroDeserializer(registry)(wire, context)
    # With its defaults it registers, and fresh it remembers no look-up.
    fresh = SchemaRegistryClient({"url": os.environ["SCHEMA_REGISTRY_URL"]})
    by_default = {"subject.name.strategy": record_subject_name_strategy}

    print(json.dumps({
        "subjects": len(registry.get_subjects()), "versions": versions, "newest": newest.version, "id": newest.schema_id, "byVersion": by_version,
        "sameText": by_id.schema_str == newest.schema.schema_str, "found": [found.version, found.schema_id], "usedAs": used_as,
        "wire": wire.hex(), "sameWire": same == wire, "back": back["agency_record_ref"] == event["agency_record_ref"],
        "codes": [
            code_of(lambda: registry.get_latest_version(subject + "Unknown")), code_of(lambda: registry.get_version(subject, 999)), code_of(lambda: registry.get_schema(2**30)),
            code_of(lambda: registry.lookup_schema(subject, Schema('{"type":"record","name":"Other","fields":[]}', "AVRO"))),
            code_of(lambda: AvroSerializer(fresh, by_id.schema_str, conf=by_default)(event, context)),
        ],
    }))


main()
