#!/bin/sh
# npm rrule 2.8.1: every day at nine in London, in summer, UNTIL (in UTC, as RFC 5545 asks beside a TZID) the moment of the third.
# Guess: three, as UNTIL is inclusive; PyPI python-dateutil 2.9.0.post0 gives three.
# Seen: rrule compares the wall clock 09:00 with 08:00Z as if both were UTC, and gives two. In winter it gives all three.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" rrule@2.8.1
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check python-dateutil==2.9.0.post0
cat > x.cjs <<'END'
const {rrulestr} = require('rrule');
for (const rule of process.argv.slice(2)) console.log(`FOUND rrule 2.8.1: ${rrulestr(rule.replace('|', '\n')).all().length} of 3 for ${rule.slice(-16)}`);
END
cat > x.py <<'END'
import sys
from dateutil.rrule import rrulestr
for rule in sys.argv[1:]:
    print(f"FOUND dateutil 2.9.0: {len(list(rrulestr(rule.replace('|', chr(10)))))} of 3 for {rule[-16:]}")
END
cat > want <<'END'
FOUND rrule 2.8.1: 2 of 3 for 20260703T080000Z
FOUND rrule 2.8.1: 3 of 3 for 20261203T090000Z
FOUND rrule 2.8.1: 2 of 3 for 20260703T080000Z
FOUND rrule 2.8.1: 3 of 3 for 20261203T090000Z
FOUND dateutil 2.9.0: 3 of 3 for 20260703T080000Z
FOUND dateutil 2.9.0: 3 of 3 for 20261203T090000Z
END
set -- 'DTSTART;TZID=Europe/London:20260701T090000|RRULE:FREQ=DAILY;UNTIL=20260703T080000Z' \
  'DTSTART;TZID=Europe/London:20261201T090000|RRULE:FREQ=DAILY;UNTIL=20261203T090000Z'
{ TZ=UTC node x.cjs "$@"; TZ=Europe/London node x.cjs "$@"; py/bin/python -W ignore x.py "$@"; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
