#!/bin/sh
# PyPI avro 1.12.2 (Apache's own Python library) and a decimal of scale 2.
# Guess: Decimal("100") is written as 10000 hundredths and read as 100.00.
# Seen: the digits are written as they stand, without the zeros that the scale asks for: 100 is read as 1.00, 5.1 as 0.51.
# Only a value that is spelt with exactly two places survives. PyPI fastavro 1.13.1 writes all four rightly. Nothing is raised.
set -eu
T=$(mktemp -d)
trap 'rm -rf "$T"' EXIT
cd "$T"
python3 -m venv "$T/py"
py/bin/pip install -q --disable-pip-version-check avro==1.12.2 fastavro==1.13.1
cat > x.py <<'END'
import io, json
from decimal import Decimal
import avro.io, avro.schema, fastavro
S = {"type": "bytes", "logicalType": "decimal", "precision": 8, "scale": 2}
apache, fast = avro.schema.parse(json.dumps(S)), fastavro.parse_schema(S)
for text in ("100.00", "100", "5.1", "1E+2"):
    a, f = io.BytesIO(), io.BytesIO()
    avro.io.DatumWriter(apache).write(Decimal(text), avro.io.BinaryEncoder(a))
    fastavro.schemaless_writer(f, fast, Decimal(text))
    back = [fastavro.schemaless_reader(io.BytesIO(b.getvalue()), fast) for b in (a, f)]
    print(f"FOUND {text}: written by avro 1.12.2 it is {back[0]}, by fastavro 1.13.1 {back[1]}")
END
cat > want <<'END'
FOUND 100.00: written by avro 1.12.2 it is 100.00, by fastavro 1.13.1 100.00
FOUND 100: written by avro 1.12.2 it is 1.00, by fastavro 1.13.1 100.00
FOUND 5.1: written by avro 1.12.2 it is 0.51, by fastavro 1.13.1 5.10
FOUND 1E+2: written by avro 1.12.2 it is 0.01, by fastavro 1.13.1 100.00
END
py/bin/python -W ignore x.py > got
cat got
diff want got || { echo "CHANGED: no longer as found"; exit 1; }
