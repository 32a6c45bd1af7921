#!/bin/sh
# 01:30 in London on 25 October 2026 happens twice. Which one do libraries mean when no offset is given?
# Guess: each library has a rule. Seen: luxon 3.7.2 means the first when it is asked in summer, the second when it is asked in winter;
# date-fns-tz 3.2.0 means the second in a process whose zone is UTC, the first in one whose zone is New York.
# @js-temporal/polyfill 0.5.1 and @js-joda/core 6.3.2 always mean the first. (And 01:30 on 29 March, which does not exist,
# is 00:30 UTC to date-fns-tz, an hour before what the other three make of it.)
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" luxon@3.7.2 date-fns@4.4.0 date-fns-tz@3.2.0 @js-temporal/polyfill@0.5.1 @js-joda/core@6.3.2 @js-joda/timezone@2.25.2
cat > x.mjs <<'END'
import {DateTime, Settings} from 'luxon';
import {fromZonedTime} from 'date-fns-tz';
import {Temporal} from '@js-temporal/polyfill';
import {LocalDateTime, ZoneId} from '@js-joda/core';
import '@js-joda/timezone';
const Z = 'Europe/London', [which, now] = process.argv.slice(2);
Settings.now = () => Date.parse(now);
const read = {
  'luxon 3.7.2': (t) => DateTime.fromISO(t, {zone: Z}).toUTC().toISO(),
  'date-fns-tz 3.2.0': (t) => fromZonedTime(t, Z).toISOString(),
  'temporal 0.5.1': (t) => Temporal.PlainDateTime.from(t).toZonedDateTime(Z).toInstant().toString(),
  'js-joda 6.3.2': (t) => LocalDateTime.parse(t).atZone(ZoneId.of(Z)).toInstant().toString(),
}[which];
console.log(`FOUND ${which} asked on ${now} in ${process.env.TZ}:`, ...['2026-10-25T01:30:00', '2026-03-29T01:30:00'].map((t) => read(t).slice(5, 16)));
END
cat > run <<'END'
for which in "luxon 3.7.2" "date-fns-tz 3.2.0" "temporal 0.5.1" "js-joda 6.3.2"; do
  TZ=UTC node x.mjs "$which" 2026-07-01
  TZ=UTC node x.mjs "$which" 2026-12-01
  TZ=America/New_York node x.mjs "$which" 2026-12-01
done
END
cat > want <<'END'
FOUND luxon 3.7.2 asked on 2026-07-01 in UTC: 10-25T00:30 03-29T01:30
FOUND luxon 3.7.2 asked on 2026-12-01 in UTC: 10-25T01:30 03-29T01:30
FOUND luxon 3.7.2 asked on 2026-12-01 in America/New_York: 10-25T01:30 03-29T01:30
FOUND date-fns-tz 3.2.0 asked on 2026-07-01 in UTC: 10-25T01:30 03-29T00:30
FOUND date-fns-tz 3.2.0 asked on 2026-12-01 in UTC: 10-25T01:30 03-29T00:30
FOUND date-fns-tz 3.2.0 asked on 2026-12-01 in America/New_York: 10-25T00:30 03-29T00:30
FOUND temporal 0.5.1 asked on 2026-07-01 in UTC: 10-25T00:30 03-29T01:30
FOUND temporal 0.5.1 asked on 2026-12-01 in UTC: 10-25T00:30 03-29T01:30
FOUND temporal 0.5.1 asked on 2026-12-01 in America/New_York: 10-25T00:30 03-29T01:30
FOUND js-joda 6.3.2 asked on 2026-07-01 in UTC: 10-25T00:30 03-29T01:30
FOUND js-joda 6.3.2 asked on 2026-12-01 in UTC: 10-25T00:30 03-29T01:30
FOUND js-joda 6.3.2 asked on 2026-12-01 in America/New_York: 10-25T00:30 03-29T01:30
END
sh run > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
