"""Writes CloudEvents (one JSON object a line) to an agency's inbox. Prints one JSON line per event: where it is, or why it is not there."""
import argparse
import json
import sys

from confluent_kafka import Producer

from connection import Registry, kafka_settings


def subject_of(event_type):
    """behaviour.incident-recorded -> uk.throughline.behaviour.IncidentRecorded"""
    family, name = event_type.split(".")
    return f"uk.throughline.{family}." + "".join(word.capitalize() for word in name.split("-"))


def headers_of(event):
    names = ("specversion", "id", "source", "type", "time")
    return [(f"ce_{name}", event[name].encode("utf-8")) for name in names]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--partitioner", help="librdkafka's default when absent")
    parser.add_argument("--compression", default="none")
    parser.add_argument("topic")
    parser.add_argument("events")
    args = parser.parse_args()

    settings = {**kafka_settings(), "enable.idempotence": True, "acks": "all", "delivery.timeout.ms": 30000,
                "compression.type": args.compression}
    if args.partitioner:
        settings["partitioner"] = args.partitioner
    producer = Producer(settings)
    registry = Registry()
    failed = []

    def report(event_id):
        def delivered(error, message):
            if error is None:
                print(json.dumps({"id": event_id, "partition": message.partition(), "offset": message.offset()}), flush=True)
            else:
                failed.append(event_id)
                print(json.dumps({"id": event_id, "error": error.name()}), flush=True)
        return delivered

    with open(args.events, encoding="utf-8") as lines:
        for line in filter(str.strip, lines):
            event = json.loads(line)
            value = registry.encode(subject_of(event["type"]), event["data"])
            producer.produce(args.topic, value=value, headers=headers_of(event), on_delivery=report(event["id"]))
            producer.poll(0)
    waiting = producer.flush(60)
    sys.exit(1 if failed or waiting else 0)


main()
