#!/bin/sh
# PyPI cloudevents 2.2.0, binary mode of HTTP, datacontenttype application/json.
# Guess: data that is not an object is written as JSON, as it is in structured mode. Seen: text, numbers and booleans go through
# Python's str(): false becomes the body "False" (no JSON) and comes back as text, the text "123" comes back as a number.
# A boolean extension becomes the header "True" where CloudEvents says "true". In structured mode all of it comes back as it was.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check cloudevents==2.2.0 python-dateutil==2.9.0.post0
cat > x.py <<'END'
from cloudevents.core.bindings.http import from_http_event, to_binary_event, to_structured_event
from cloudevents.core.v1.event import CloudEvent
A = {"id": "1", "source": "/s", "type": "t", "specversion": "1.0", "datacontenttype": "application/json"}
for data in (False, "123", "abc"):
    event = CloudEvent(A, data)
    binary, structured = to_binary_event(event), to_structured_event(event)
    print(f"FOUND {data!r}: body {binary.body!r}, back {from_http_event(binary).get_data()!r}, by structured mode {from_http_event(structured).get_data()!r}")
flagged = to_binary_event(CloudEvent({**A, "sampled": True}, {}))
print("FOUND ce-sampled:", flagged.headers["ce-sampled"])
END
cat > want <<'END'
FOUND False: body b'False', back 'False', by structured mode False
FOUND '123': body b'123', back 123, by structured mode '123'
FOUND 'abc': body b'abc', back 'abc', by structured mode 'abc'
FOUND ce-sampled: True
END
py/bin/python -W ignore x.py > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
