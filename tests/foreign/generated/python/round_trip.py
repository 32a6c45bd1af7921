"""Reads events, one a line, as the generated client's types, and prints the type of each and what the client would send."""
import json
import sys

from openapi_client import CloudEvent

for line in sys.stdin:
    event = CloudEvent.from_json(line)
    print(json.dumps([type(event.actual_instance).__name__, json.loads(event.to_json())]))
