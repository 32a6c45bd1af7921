#!/bin/sh
# npm cloudevents 10.0.0 and PyPI cloudevents 2.2.0 read a valid event that has no `time` (the attribute is optional).
# Guess: the event that is read has no time. Seen: both put the moment of reading into it, so one message
# read twice is two events with two times, and a time that the source never stated goes on downstream.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" cloudevents@10.0.0
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check cloudevents==2.2.0 python-dateutil==2.9.0.post0
cat > x.mjs <<'END'
import {HTTP} from 'cloudevents';
import {setTimeout} from 'node:timers/promises';
const message = {headers: {'content-type': 'application/cloudevents+json'}, body: '{"specversion":"1.0","id":"1","source":"/s","type":"t"}'};
const began = Date.now();
const one = HTTP.toEvent(message);
await setTimeout(20);
const two = HTTP.toEvent(message);
console.log('FOUND npm cloudevents 10.0.0: time is set', Date.parse(one.time) >= began, 'and differs', one.time !== two.time);
END
cat > x.py <<'END'
from datetime import datetime, timezone
from time import sleep
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
message = HTTPMessage(headers={"content-type": "application/cloudevents+json"}, body=b'{"specversion":"1.0","id":"1","source":"/s","type":"t"}')
began = datetime.now(timezone.utc)
one = from_http_event(message).get_attributes()["time"]
sleep(0.02)
two = from_http_event(message).get_attributes()["time"]
print("FOUND PyPI cloudevents 2.2.0: time is set", one >= began, "and differs", one != two)
END
cat > want <<'END'
FOUND npm cloudevents 10.0.0: time is set true and differs true
FOUND PyPI cloudevents 2.2.0: time is set True and differs True
END
{ node x.mjs; py/bin/python -W ignore x.py; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
