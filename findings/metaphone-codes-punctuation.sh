#!/bin/sh
# PyPI Metaphone 0.6 (double metaphone) on names with an apostrophe or a hyphen.
# Guess: a mark that is not heard does not count, or the name is refused. Seen: it repeats the code of the letter before it and may swallow
# the letter after it, so O'Brien and OBrien do not match, nor do Smyth-Jones and SmythJones (the J is lost).
# npm double-metaphone 2.0.1 gives both spellings of each name one code.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" double-metaphone@2.0.1
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check Metaphone==0.6
cat > x.mjs <<'END'
import {doubleMetaphone} from 'double-metaphone';
for (const n of process.argv.slice(2)) console.log(`FOUND double-metaphone 2.0.1: ${n} ${doubleMetaphone(n)[0]}`);
END
cat > x.py <<'END'
import sys
from metaphone import doublemetaphone
for n in sys.argv[1:]: print(f"FOUND Metaphone 0.6: {n} {doublemetaphone(n)[0]}")
END
cat > want <<'END'
FOUND double-metaphone 2.0.1: O'Brien APRN
FOUND double-metaphone 2.0.1: OBrien APRN
FOUND double-metaphone 2.0.1: Smyth-Jones SM0JNS
FOUND double-metaphone 2.0.1: SmythJones SM0JNS
FOUND double-metaphone 2.0.1: D'Arcy TRS
FOUND double-metaphone 2.0.1: DArcy TRS
FOUND Metaphone 0.6: O'Brien AAPRN
FOUND Metaphone 0.6: OBrien APRN
FOUND Metaphone 0.6: Smyth-Jones SM00NS
FOUND Metaphone 0.6: SmythJones SM0JNS
FOUND Metaphone 0.6: D'Arcy TTRS
FOUND Metaphone 0.6: DArcy TRS
END
set -- "O'Brien" OBrien Smyth-Jones SmythJones "D'Arcy" DArcy
{ node x.mjs "$@"; py/bin/python -W ignore x.py "$@"; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
