#!/bin/sh
# Jaro-Winkler similarity of the same two words in PyPI jellyfish 1.3.0 and textdistance 4.6.3, npm natural 8.1.1.
# Guess: one formula, one number, so a threshold moves from one library to another. Seen: jellyfish and textdistance add the bonus for a common
# beginning only from 0.7 up, natural always does; and two empty strings are wholly unlike to jellyfish, equal to the other two.
# For pairs that are alike all three agree.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$T" natural@8.1.1
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check jellyfish==1.3.0 textdistance==4.6.3
cat > x.cjs <<'END'
const {JaroWinklerDistance} = require('natural/lib/natural/distance');
for (const pair of process.argv.slice(2)) console.log(`FOUND natural 8.1.1: ${pair} ${JaroWinklerDistance(...pair.split('/')).toFixed(2)}`);
END
cat > x.py <<'END'
import sys, jellyfish, textdistance
for name, f in (("jellyfish 1.3.0", jellyfish.jaro_winkler_similarity), ("textdistance 4.6.3", textdistance.jaro_winkler)):
    for pair in sys.argv[1:]: print(f"FOUND {name}: {pair} {f(*pair.split('/')):.2f}")
END
cat > want <<'END'
FOUND natural 8.1.1: MARTHA/MARHTA 0.96
FOUND natural 8.1.1: abcde/abxyz 0.68
FOUND natural 8.1.1: / 1.00
FOUND jellyfish 1.3.0: MARTHA/MARHTA 0.96
FOUND jellyfish 1.3.0: abcde/abxyz 0.60
FOUND jellyfish 1.3.0: / 0.00
FOUND textdistance 4.6.3: MARTHA/MARHTA 0.96
FOUND textdistance 4.6.3: abcde/abxyz 0.60
FOUND textdistance 4.6.3: / 1.00
END
set -- MARTHA/MARHTA abcde/abxyz /
{ node x.cjs "$@"; py/bin/python -W ignore x.py "$@"; } > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
