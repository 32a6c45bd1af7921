"""Reads a topic from its start to its end, decodes it by the registry, and prints one JSON line per record; or why it may not."""
import argparse
import json
import sys

from confluent_kafka import Consumer, KafkaError

from connection import Registry, kafka_settings


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("topic")
    parser.add_argument("group")
    args = parser.parse_args()

    consumer = Consumer({**kafka_settings(), "group.id": args.group, "auto.offset.reset": "earliest",
                         "enable.auto.commit": False, "enable.partition.eof": True})
    registry = Registry()
    assigned = set()
    ended = set()
    consumer.subscribe([args.topic], on_assign=lambda _, partitions: assigned.update(one.partition for one in partitions))
    try:
        while not assigned or ended != assigned:
            message = consumer.poll(60)
            if message is None:
                print(json.dumps({"error": "TIMED_OUT"}))
                sys.exit(1)
            error = message.error()
            if error is None:
                # Bytes (sealed content) are printed as their length.
                print(json.dumps(registry.decode(message.value()), default=len))
            elif error.code() == KafkaError._PARTITION_EOF:
                ended.add(message.partition())
            else:
                print(json.dumps({"error": error.name()}))
                sys.exit(1)
    finally:
        consumer.close()


main()
