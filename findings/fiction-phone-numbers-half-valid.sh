#!/bin/sh
# Numbers that Ofcom keeps free for fiction, in npm libphonenumber-js 1.13.16 (full metadata) and PyPI phonenumbers 9.0.43.
# Guess: they are all valid, or none is. Seen: the mobile range and the one without a town are invalid, the towns' and the
# national ones are valid, so made-up people of tests may have a landline and no mobile. And 07911 123456, the usual placeholder of a
# British mobile, is a valid one of Guernsey.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" libphonenumber-js@1.13.16
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check phonenumbers==9.0.43
cat > x.mjs <<'END'
import {parsePhoneNumberFromString as parse} from 'libphonenumber-js/max';
for (const n of process.argv.slice(2)) { const p = parse(n, 'GB'); console.log(`FOUND libphonenumber-js 1.13.16: ${n} ${p.isValid() ? 'valid ' + p.country : 'invalid'}`); }
END
cat > x.py <<'END'
import sys, phonenumbers as p
for n in sys.argv[1:]:
    q = p.parse(n, "GB")
    print(f"FOUND phonenumbers 9.0.43: {n}", "valid " + p.region_code_for_number(q) if p.is_valid_number(q) else "invalid")
END
cat > want <<'END'
FOUND libphonenumber-js 1.13.16: 07700 900123 invalid
FOUND libphonenumber-js 1.13.16: 01632 960123 invalid
FOUND libphonenumber-js 1.13.16: 020 7946 0123 valid GB
FOUND libphonenumber-js 1.13.16: 0161 496 0123 valid GB
FOUND libphonenumber-js 1.13.16: 03069 990123 valid GB
FOUND libphonenumber-js 1.13.16: 07911 123456 valid GG
FOUND phonenumbers 9.0.43: 07700 900123 invalid
FOUND phonenumbers 9.0.43: 01632 960123 invalid
FOUND phonenumbers 9.0.43: 020 7946 0123 valid GB
FOUND phonenumbers 9.0.43: 0161 496 0123 valid GB
FOUND phonenumbers 9.0.43: 03069 990123 valid GB
FOUND phonenumbers 9.0.43: 07911 123456 valid GG
END
set -- '07700 900123' '01632 960123' '020 7946 0123' '0161 496 0123' '03069 990123' '07911 123456'
{ node x.mjs "$@"; py/bin/python -W ignore x.py "$@"; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
