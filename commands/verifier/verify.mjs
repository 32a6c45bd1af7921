#!/usr/bin/env node
// Checks a bundle of evidence of Throughline, without network and without packages: node verify.mjs --help
// One file made of commands/verifier/main.ts and all that it imports (npm run generate). Do not change it by hand.
var __create = Object.create;
var __defProp = Object.defineProperty;
var __getOwnPropDesc = Object.getOwnPropertyDescriptor;
var __getOwnPropNames = Object.getOwnPropertyNames;
var __getProtoOf = Object.getPrototypeOf;
var __hasOwnProp = Object.prototype.hasOwnProperty;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};
var __copyProps = (to, from, except, desc) => {
  if (from && typeof from === "object" || typeof from === "function") {
    for (let key of __getOwnPropNames(from))
      if (!__hasOwnProp.call(to, key) && key !== except)
        __defProp(to, key, { get: () => from[key], enumerable: !(desc = __getOwnPropDesc(from, key)) || desc.enumerable });
  }
  return to;
};
var __toESM = (mod, isNodeMode, target) => (target = mod != null ? __create(__getProtoOf(mod)) : {}, __copyProps(
  // If the importer is in node compatibility mode or this is not an ESM
  // file that has been converted to a CommonJS file using a Babel-
  // compatible transform (i.e. "__esModule" has not been set), then set
  // "default" to the CommonJS "module.exports" for node compatibility.
  isNodeMode || !mod || !mod.__esModule ? __defProp(target, "default", { value: mod, enumerable: true }) : target,
  mod
));

// node_modules/canonicalize/lib/canonicalize.js
var require_canonicalize = __commonJS({
  "node_modules/canonicalize/lib/canonicalize.js"(exports, module) {
    "use strict";
    module.exports = function serialize2(object) {
      if (typeof object === "number" && isNaN(object)) {
        throw new Error("NaN is not allowed");
      }
      if (typeof object === "number" && !isFinite(object)) {
        throw new Error("Infinity is not allowed");
      }
      if (object === null || typeof object !== "object") {
        return JSON.stringify(object);
      }
      if (object.toJSON instanceof Function) {
        return serialize2(object.toJSON());
      }
      if (Array.isArray(object)) {
        const values2 = object.reduce((t, cv, ci) => {
          const comma = ci === 0 ? "" : ",";
          const value = cv === void 0 || typeof cv === "symbol" ? null : cv;
          return `${t}${comma}${serialize2(value)}`;
        }, "");
        return `[${values2}]`;
      }
      const values = Object.keys(object).sort().reduce((t, cv) => {
        if (object[cv] === void 0 || typeof object[cv] === "symbol") {
          return t;
        }
        const comma = t.length === 0 ? "" : ",";
        return `${t}${comma}${serialize2(cv)}:${serialize2(object[cv])}`;
      }, "");
      return `{${values}}`;
    };
  }
});

// commands/verifier/main.ts
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

// core/transparency-log/notes/verifier-key.ts
import { hash } from "node:crypto";

// core/transparency-log/notes/base64.ts
function fromBase64(text) {
  const bytes = Buffer.from(text, "base64");
  return bytes.toString("base64") === text ? bytes : void 0;
}
function fromDecimal(text) {
  const value = /^(0|[1-9]\d{0,15})$/.test(text) ? Number(text) : void 0;
  return value === void 0 || Number.isSafeInteger(value) ? value : void 0;
}

// core/transparency-log/notes/ed25519.ts
import { createPublicKey, sign, verify } from "node:crypto";
var PUBLIC_KEY_BYTES = 32;
var SIGNATURE_BYTES = 64;
var SPKI = Buffer.from("302a300506032b6570032100", "hex");
function publicKeyOf(key) {
  if (key.asymmetricKeyType !== "ed25519") throw new TypeError("The key is not of Ed25519");
  const spki = (key.type === "private" ? createPublicKey(key) : key).export({ type: "spki", format: "der" });
  return spki.subarray(SPKI.length);
}
function verifiesEd25519(publicKey, message, signature) {
  if (publicKey.length !== PUBLIC_KEY_BYTES || signature.length !== SIGNATURE_BYTES) return false;
  try {
    return verify(null, message, createPublicKey({ key: Buffer.concat([SPKI, publicKey]), format: "der", type: "spki" }), signature);
  } catch {
    return false;
  }
}

// core/transparency-log/notes/verifier-key.ts
var KEY_TYPES = { note: 1, cosignature: 4 };
var NAME = /^[^\p{White_Space}+]+$/u;
var isKeyName = (name) => NAME.test(name) && name.isWellFormed();
var keyId = (name, type, publicKey) => hash("sha256", Buffer.concat([Buffer.from(`${name}
`, "utf8"), Buffer.from([KEY_TYPES[type]]), publicKey]), "hex").slice(0, 8);
function verifierKey(name, type, key) {
  const publicKey = key instanceof Uint8Array ? Buffer.from(key) : publicKeyOf(key);
  if (!isKeyName(name) || publicKey.length !== PUBLIC_KEY_BYTES) throw new TypeError("No such verifier key");
  return { name, type, id: keyId(name, type, publicKey), publicKey };
}
var formatVerifierKey = ({ name, type, id, publicKey }) => `${name}+${id}+${Buffer.concat([Buffer.from([KEY_TYPES[type]]), publicKey]).toString("base64")}`;
function parseVerifierKey(text) {
  const [name = "", id = "", ...rest] = text.split("+");
  const bytes = fromBase64(rest.join("+"));
  if (!isKeyName(name) || !/^[0-9a-f]{8}$/.test(id) || bytes === void 0 || bytes.length < 2) return "malformed";
  const type = Object.keys(KEY_TYPES).find((one) => KEY_TYPES[one] === bytes[0]);
  if (type === void 0) return "unknown-type";
  if (bytes.length !== PUBLIC_KEY_BYTES + 1) return "malformed";
  const key = verifierKey(name, type, bytes.subarray(1));
  return key.id === id ? key : "wrong-id";
}

// core/transparency-log/tiles/tile.ts
var TILE_WIDTH = 256;
function placePath({ index, width }) {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, "0").match(/\d{3}/g) ?? [];
  const name = groups.map((group, at) => at < groups.length - 1 ? `x${group}` : group).join("/");
  return width === TILE_WIDTH ? name : `${name}.p/${String(width)}`;
}
var tilePath = (tile) => `tile/${String(tile.level)}/${placePath(tile)}`;
var entriesPath = (place) => `tile/entries/${placePath(place)}`;
var widthAt = (size, level, index) => Math.max(0, Math.min(TILE_WIDTH, Math.floor(size / TILE_WIDTH ** level) - index * TILE_WIDTH));
function* bundlesOf(size) {
  for (let index = 0; index * TILE_WIDTH < size; index += 1) yield { index, width: widthAt(size, 0, index) };
}
function* tilesOf(size) {
  for (let level = 0; TILE_WIDTH ** level <= size; level += 1)
    for (let index = 0, width = widthAt(size, level, 0); width > 0; index += 1, width = widthAt(size, level, index))
      yield { level, index, width };
}

// core/transparency-log/tiles/entry-bundle.ts
var LONGEST_ENTRY = 65535;
var LENGTH_BYTES = 2;
function entryBundle(entries) {
  return Buffer.concat(
    entries.flatMap((entry) => {
      if (entry.length > LONGEST_ENTRY) throw new RangeError("An entry has at most 65,535 bytes");
      const length = Buffer.alloc(LENGTH_BYTES);
      length.writeUInt16BE(entry.length);
      return [length, entry];
    })
  );
}
function parseEntryBundle(bytes) {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = [];
  for (let at = 0; at < source.length; ) {
    if (at + LENGTH_BYTES > source.length) return void 0;
    const start = at + LENGTH_BYTES;
    const end = start + source.readUInt16BE(at);
    if (end > source.length) return void 0;
    entries.push(source.subarray(start, end));
    at = end;
  }
  return entries;
}

// core/transparency-log/merkle/hash.ts
import { hash as hash2 } from "node:crypto";
var HASH_BYTES = 32;
var LEAF = Buffer.from([0]);
var NODE = Buffer.from([1]);
var EMPTY_ROOT = hash2("sha256", "", "buffer");
var leafHash = (entry) => hash2("sha256", Buffer.concat([LEAF, entry]), "buffer");
var nodeHash = (left, right) => hash2("sha256", Buffer.concat([NODE, left, right]), "buffer");

// core/transparency-log/merkle/range.ts
function log2Floor(n) {
  let level = 0;
  while (2 ** (level + 1) <= n) level += 1;
  return level;
}
function subtreesOf({ start, end }) {
  const found = [];
  for (let at = start; at < end; ) {
    const level = log2Floor(end - at);
    found.push({ level, index: at / 2 ** level });
    at += 2 ** level;
  }
  return found;
}
var joined = (hashes) => hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right));
var rangeHash = (range, hashAt) => joined(subtreesOf(range).map(hashAt));
var rootAt = (size, hashAt) => rangeHash({ start: 0, end: size }, hashAt);

// core/transparency-log/tiles/tile-hashes.ts
var TILE_LEVELS = 8;
var MISSING = Buffer.alloc(0);
function hashesOf(bytes, width) {
  if (bytes.length !== width * HASH_BYTES) return void 0;
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: width }, (_, at) => source.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}
function hashInRow(row, start, count) {
  if (row.length < start + count) throw new RangeError("The row has no such hashes");
  let level = row.slice(start, start + count);
  for (let width = count; width > 1; width /= 2) {
    const above = [];
    for (let at = 0; at < level.length; at += 2) above.push(nodeHash(level[at] ?? MISSING, level[at + 1] ?? MISSING));
    level = above;
  }
  const [hash5] = level;
  if (hash5 === void 0) throw new RangeError("The row has no such hashes");
  return hash5;
}
function placeOf({ level, index }, size) {
  const tileLevel = Math.floor(level / TILE_LEVELS);
  const count = 2 ** (level % TILE_LEVELS);
  const tileIndex = Math.floor(index * count / TILE_WIDTH);
  return {
    tile: { level: tileLevel, index: tileIndex, width: widthAt(size, tileLevel, tileIndex) },
    start: index * count % TILE_WIDTH,
    count
  };
}
function hashesFrom(read, size) {
  const rows = /* @__PURE__ */ new Map();
  return (subtree) => {
    const { tile, start, count } = placeOf(subtree, size);
    const path = tilePath(tile);
    const known = rows.get(path);
    if (known !== void 0) return hashInRow(known, start, count);
    const bytes = read(tile);
    const row = bytes === void 0 ? void 0 : hashesOf(bytes, tile.width);
    if (row === void 0) throw new RangeError(`No hashes at ${path}`);
    rows.set(path, row);
    return hashInRow(row, start, count);
  };
}

// core/transparency-log/verify/files.ts
var isFault = (value) => "code" in value;
var partialOrFull = (read, path, width) => read(path(width)) ?? (width < TILE_WIDTH ? read(path(TILE_WIDTH)) : void 0);
function firstOf(found, width, path) {
  const isWhole = found?.length === width || found?.length === TILE_WIDTH;
  return found === void 0 || !isWhole ? { code: "file-malformed", path } : found.slice(0, width);
}
function readEntries(read, { index, width }) {
  const path = entriesPath({ index, width });
  const bytes = partialOrFull(read, (one) => entriesPath({ index, width: one }), width);
  return bytes === void 0 ? { code: "file-missing", path } : firstOf(parseEntryBundle(bytes), width, path);
}
function readHashes(read, tile) {
  const path = tilePath(tile);
  const bytes = partialOrFull(read, (width) => tilePath({ ...tile, width }), tile.width);
  return bytes === void 0 ? { code: "file-missing", path } : firstOf(hashesOf(bytes, tile.width) ?? hashesOf(bytes, TILE_WIDTH), tile.width, path);
}

// core/transparency-log/notes/timed-signature.ts
var TIME_BYTES = 8;
var cosignedMessage = (text, time) => Buffer.from(`cosignature/v1
time ${String(time)}
${text}`, "utf8");
function splitTimed(bytes) {
  if (bytes.length !== TIME_BYTES + SIGNATURE_BYTES) return void 0;
  const time = Number(bytes.readBigUInt64BE());
  return Number.isSafeInteger(time) ? { time, signature: bytes.subarray(TIME_BYTES) } : void 0;
}

// core/transparency-log/notes/signed-note.ts
var LINE = /^\u2014 ([^ ]+) ([A-Za-z0-9+/]+={0,2})$/;
var CONTROL = /[\u0000-\u0009\u000b-\u001f]/;
var ID_BYTES = 4;
var MOST_SIGNATURES = 100;
function parseLine(line) {
  const [, name = "", text = ""] = LINE.exec(line) ?? [];
  const bytes = fromBase64(text);
  if (!isKeyName(name) || bytes === void 0 || bytes.length <= ID_BYTES) return void 0;
  return { name, id: bytes.subarray(0, ID_BYTES).toString("hex"), signature: bytes.subarray(ID_BYTES) };
}
function parseSignatureLines(text) {
  const lines = text.split("\n");
  if (lines.pop() !== "" || lines.length === 0 || lines.length > MOST_SIGNATURES) return void 0;
  const signatures = lines.flatMap((line) => parseLine(line) ?? []);
  return signatures.length === lines.length ? signatures : void 0;
}
function textOf(bytes) {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return CONTROL.test(text) ? void 0 : text;
  } catch {
    return void 0;
  }
}
function parseNote(bytes) {
  const source = textOf(bytes);
  const end = source?.lastIndexOf("\n\n") ?? -1;
  if (source === void 0 || end < 0) return void 0;
  const signatures = parseSignatureLines(source.slice(end + 2));
  return signatures === void 0 ? void 0 : { text: source.slice(0, end + 1), signatures };
}
function check(key, text, signature) {
  if (key.type === "note")
    return verifiesEd25519(key.publicKey, Buffer.from(text, "utf8"), signature) ? { key, time: void 0 } : void 0;
  const parts = splitTimed(signature);
  return parts !== void 0 && verifiesEd25519(key.publicKey, cosignedMessage(text, parts.time), parts.signature) ? { key, time: parts.time } : void 0;
}
function openNote(bytes, keys) {
  const note = parseNote(bytes);
  if (note === void 0) return "malformed";
  const checked = [];
  const unchecked = [];
  for (const signature of note.signatures) {
    const key = keys.find(({ name, id }) => name === signature.name && id === signature.id);
    if (key === void 0) {
      unchecked.push(signature);
      continue;
    }
    const said = check(key, note.text, signature.signature);
    if (said === void 0) return "false-signature";
    checked.push(said);
  }
  return checked.length === 0 ? "unsigned" : { text: note.text, checked, unchecked };
}

// core/transparency-log/notes/checkpoint.ts
function parseCheckpoint(text) {
  const [origin = "", sizeText = "", rootText = "", ...rest] = text.split("\n");
  const [size, root] = [fromDecimal(sizeText), fromBase64(rootText)];
  const extensions = rest.slice(0, -1);
  if (rest.at(-1) !== "" || origin === "" || extensions.includes("")) return void 0;
  return size === void 0 || root?.length !== HASH_BYTES ? void 0 : { origin, size, root, extensions };
}
function openCheckpoint(note, keys) {
  const opened = openNote(note, keys);
  if (typeof opened === "string") return opened;
  const checkpoint = parseCheckpoint(opened.text);
  return checkpoint === void 0 ? "malformed" : { ...opened, checkpoint };
}

// core/transparency-log/witness/policy.ts
var NONE = "none";
var CHARACTERS = /^[\t\n\u0020-\u007e\u0080-\u00ff]*$/;
var keyFrom = (octets) => parseVerifierKey(Buffer.from(octets, "latin1").toString("utf8"));
function addressFrom(text) {
  const url = URL.canParse(text) ? new URL(text) : void 0;
  const isPlain = url !== void 0 && ["http:", "https:"].includes(url.protocol) && !/[?#@]/.test(text);
  return isPlain ? url.href.replace(/\/+$/, "") : void 0;
}
function parsePolicy(bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  const [logs, witnesses] = [[], /* @__PURE__ */ new Map()];
  const urls = /* @__PURE__ */ new Map();
  const groups = /* @__PURE__ */ new Map();
  const taken = /* @__PURE__ */ new Set();
  const quorums = [];
  const isKnown = (name) => witnesses.has(name) || groups.has(name);
  const key = (octets, type, others) => {
    const parsed = keyFrom(octets);
    if (typeof parsed === "string") return parsed;
    if (parsed.type !== type) return "wrong-key-type";
    return [...others].some(({ publicKey }) => publicKey.equals(parsed.publicKey)) ? "duplicate-key" : parsed;
  };
  const takeWitness = (name, octets, at) => {
    if (name === NONE || isKnown(name)) return "name-taken";
    const parsed = key(octets, "cosignature", witnesses.values());
    if (typeof parsed === "string") return parsed;
    const address = at === void 0 ? void 0 : addressFrom(at);
    if (at !== void 0 && address === void 0) return "wrong-url";
    witnesses.set(name, parsed);
    if (address !== void 0) urls.set(name, address);
    return void 0;
  };
  const takeGroup = (name, threshold, members) => {
    if (name === NONE || isKnown(name)) return "name-taken";
    if (!members.every(isKnown)) return "name-unknown";
    if (members.some((member, at) => taken.has(member) || members.indexOf(member) !== at)) return "member-twice";
    const least = threshold === "all" ? members.length : threshold === "any" ? 1 : /^\d{1,4}$/.test(threshold) ? Number(threshold) : 0;
    if (least < 1 || least > members.length) return "threshold";
    for (const member of members) taken.add(member);
    groups.set(name, { least, members });
    return void 0;
  };
  const take = (words) => {
    const [kind, first, second, ...rest] = words;
    if (kind === "log" && first !== void 0 && rest.length === 0) {
      const parsed = key(first, "note", logs);
      if (typeof parsed === "string") return parsed;
      logs.push(parsed);
      return void 0;
    }
    if (kind === "witness" && first !== void 0 && second !== void 0 && rest.length <= 1) return takeWitness(first, second, rest[0]);
    if (kind === "group" && first !== void 0 && second !== void 0 && rest.length > 0) return takeGroup(first, second, rest);
    if (kind === "quorum" && first !== void 0 && second === void 0 && quorums.length === 0) {
      if (first !== NONE && !isKnown(first)) return "name-unknown";
      quorums.push(first === NONE ? void 0 : first);
      return void 0;
    }
    return "not-allowed-here";
  };
  const lines = text.split("\n");
  const faults = lines.flatMap((line, at) => {
    const words = line.split(/[ \t]+/).filter((word) => word !== "");
    if (words.length === 0 || words[0]?.startsWith("#") === true) return [];
    const code = CHARACTERS.test(line) ? take(words) : "not-allowed-here";
    return code === void 0 ? [] : [{ line: at + 1, code }];
  });
  if (faults.length > 0) return faults;
  if (quorums.length === 0) return [{ line: lines.length, code: "not-allowed-here" }];
  return { logs, witnesses, urls, groups, quorum: quorums[0] };
}
function isQuorum({ witnesses, groups, quorum }, witnessed) {
  const has = (name) => {
    const group = groups.get(name);
    return group === void 0 ? witnesses.has(name) && witnessed.has(name) : group.members.filter(has).length >= group.least;
  };
  return quorum === void 0 || has(quorum);
}
function openUnderPolicy(note, policy) {
  const opened = openCheckpoint(note, [...policy.logs, ...policy.witnesses.values()]);
  if (typeof opened === "string") return opened;
  const { checkpoint, checked } = opened;
  if (!checked.some(({ key }) => key.type === "note" && key.name === checkpoint.origin)) return "unsigned";
  const witnesses = new Map(
    [...policy.witnesses].flatMap(([name, { id, name: keyName }]) => {
      const times = checked.flatMap(({ key, time }) => key.id === id && key.name === keyName && time !== void 0 ? [time] : []);
      return times.length === 0 ? [] : [[name, Math.max(...times)]];
    })
  );
  return { checkpoint, witnesses, isQuorum: isQuorum(policy, new Set(witnesses.keys())) };
}

// core/transparency-log/log-edge.ts
var EMPTY_EDGE = { size: 0, rows: [], entries: [] };
var tileFile = (tile, row) => ({ path: tilePath(tile), bytes: Buffer.concat(row) });
function extendTree(edge, more) {
  if (more.some(({ entry }) => entry.length > LONGEST_ENTRY)) throw new RangeError("An entry has at most 65,535 bytes");
  const rows = edge.rows.map((row) => [...row]);
  const tiles = [];
  const put = (level, hash5, sizeAfter) => {
    const row = rows[level] ??= [];
    row.push(hash5);
    if (row.length < TILE_WIDTH) return;
    tiles.push(tileFile({ level, index: Math.floor(sizeAfter / TILE_WIDTH ** (level + 1)) - 1, width: TILE_WIDTH }, row));
    rows[level] = [];
    put(level + 1, hashInRow(row, 0, TILE_WIDTH), sizeAfter);
  };
  for (const [at, { hash: hash5 }] of more.entries()) put(0, hash5, edge.size + at + 1);
  const size = edge.size + more.length;
  const entries = [...edge.entries, ...more.map(({ entry }) => entry)];
  const grown = { size, rows, entries: entries.slice(entries.length - size % TILE_WIDTH) };
  if (more.length > 0) tiles.push(...partialTiles(grown, edge.size));
  return { edge: grown, tiles };
}
function extendLog(edge, more) {
  const grown = extendTree(
    edge,
    more.map((entry) => ({ entry, hash: leafHash(entry) }))
  );
  return { edge: grown.edge, files: [...more.length === 0 ? [] : newBundles(edge, more), ...grown.tiles] };
}
function newBundles({ size, entries }, more) {
  const all = [...entries, ...more];
  const first = Math.floor(size / TILE_WIDTH);
  return Array.from({ length: Math.ceil(all.length / TILE_WIDTH) }, (_, at) => {
    const bundle = all.slice(at * TILE_WIDTH, (at + 1) * TILE_WIDTH);
    return { path: entriesPath({ index: first + at, width: bundle.length }), bytes: entryBundle(bundle) };
  });
}
var partialTiles = ({ size, rows }, sizeBefore) => rows.flatMap((row, level) => {
  const span = TILE_WIDTH ** level;
  const isAsBefore = Math.floor(size / span) === Math.floor(sizeBefore / span);
  return row.length === 0 || isAsBefore ? [] : [tileFile({ level, index: Math.floor(size / span / TILE_WIDTH), width: row.length }, row)];
});
var rootOfEdge = ({ rows }) => joined(
  rows.toReversed().flatMap(
    (row) => subtreesOf({ start: 0, end: row.length }).map(({ level, index }) => hashInRow(row, index * 2 ** level, 2 ** level))
  )
);

// core/transparency-log/verify/entries.ts
function fromEntries(read, size) {
  const faults = [];
  const [tiles, seen] = [/* @__PURE__ */ new Map(), /* @__PURE__ */ new Map()];
  let edge = EMPTY_EDGE;
  for (const place of bundlesOf(size)) {
    const entries = readEntries(read, place);
    if (isFault(entries)) {
      faults.push(entries);
      edge = void 0;
      continue;
    }
    for (const [at, entry] of entries.entries()) {
      const [leaf, hash5] = [place.index * TILE_WIDTH + at, leafHash(entry).toString("latin1")];
      const first = seen.get(hash5);
      if (first === void 0) seen.set(hash5, leaf);
      else faults.push({ code: "leaf-repeated", path: entriesPath(place), leaf, first });
    }
    if (edge === void 0) continue;
    const extended = extendLog(edge, entries);
    edge = extended.edge;
    for (const { path, bytes } of extended.files) tiles.set(path, bytes);
  }
  return { faults, tree: edge === void 0 ? void 0 : { root: rootOfEdge(edge), tiles } };
}
function firstDenied(read, size, rows) {
  for (const place of bundlesOf(size)) {
    const [row, entries] = [rows.get(tilePath({ level: 0, ...place })), readEntries(read, place)];
    if (row === void 0 || isFault(entries)) continue;
    const at = entries.findIndex((entry, index) => row[index]?.equals(leafHash(entry)) !== true);
    if (at >= 0) return { path: entriesPath(place), leaf: place.index * TILE_WIDTH + at };
  }
  return void 0;
}

// core/transparency-log/verify/tiles.ts
function fromTiles(read, size, root) {
  const found = /* @__PURE__ */ new Map();
  const faults = [];
  const tiles = [...tilesOf(size)].sort((one, other) => other.level - one.level || one.index - other.index);
  for (const tile of tiles) {
    const row = readHashes(read, tile);
    if (isFault(row)) faults.push(row);
    else found.set(tilePath(tile), { tile, row });
  }
  const partial = [...found.values()].filter(({ tile }) => tile.width < TILE_WIDTH);
  const subtrees = partial.flatMap(
    ({ row }) => subtreesOf({ start: 0, end: row.length }).map(({ level, index }) => hashInRow(row, index * 2 ** level, 2 ** level))
  );
  const rows = new Map([...found].map(([path, { row }]) => [path, row]));
  if (!joined(subtrees).equals(root)) return { faults, holds: false, rows };
  for (const [path, { tile, row }] of found) {
    if (tile.width < TILE_WIDTH) continue;
    const above = rows.get(tilePath(tileAbove(tile, size)));
    if (above?.[tile.index % TILE_WIDTH]?.equals(hashInRow(row, 0, TILE_WIDTH)) === true) continue;
    rows.delete(path);
    if (above !== void 0) faults.push({ code: "tile-differs", path });
  }
  return { faults, holds: true, rows };
}
function tileAbove({ level, index }, size) {
  const above = { level: level + 1, index: Math.floor(index / TILE_WIDTH) };
  return { ...above, width: widthAt(size, above.level, above.index) };
}
var unlike = (read, size, made) => [...tilesOf(size)].flatMap((tile) => {
  const [path, row] = [tilePath(tile), readHashes(read, tile)];
  if (isFault(row)) return [row];
  return made.get(path)?.equals(Buffer.concat(row)) === true ? [] : [{ code: "tile-differs", path }];
});

// core/transparency-log/verify/log.ts
var CHECKPOINT_PATH = "checkpoint";
function verifyLog(read, policy, known = []) {
  const note = read(CHECKPOINT_PATH);
  if (note === void 0) return { faults: [{ code: "checkpoint-missing" }], signed: void 0 };
  const signed = openUnderPolicy(note, policy);
  if (typeof signed === "string") return { faults: [{ code: `checkpoint-${signed}` }], signed: void 0 };
  const { size, root } = signed.checkpoint;
  const { faults, rows } = judgeTree(read, size, root);
  const ofKnown = known.flatMap((tree) => judgeKnown(tree, signed.checkpoint, rows) ?? []);
  return { faults: [...signed.isQuorum ? [] : [{ code: "no-quorum" }], ...faults, ...ofKnown], signed };
}
function judgeTree(read, size, root) {
  const { faults, tree } = fromEntries(read, size);
  if (tree?.root.equals(root) === true) {
    const made = (path) => tree.tiles.get(path);
    return { faults: [...unlike(read, size, tree.tiles), ...faults], rows: fromTiles(made, size, root).rows };
  }
  const stored = fromTiles(read, size, root);
  const denied = firstDenied(read, size, stored.rows);
  const ofTree = !stored.holds ? [{ code: "root-differs", leaf: denied?.leaf }] : denied === void 0 ? [] : [{ code: "leaf-differs", ...denied }];
  return { faults: [...stored.faults, ...ofTree, ...faults], rows: stored.holds ? stored.rows : /* @__PURE__ */ new Map() };
}
function judgeKnown(known, { size, root }, rows) {
  if (known.size > size) return { code: "rolled-back", size: known.size };
  const forked = { code: "forked", size: known.size };
  if (known.size === size) return known.root.equals(root) ? void 0 : forked;
  const hashAt = hashesFrom((tile) => Buffer.concat(rows.get(tilePath(tile)) ?? []), size);
  try {
    return rootAt(known.size, hashAt).equals(known.root) ? void 0 : forked;
  } catch (error) {
    if (error instanceof RangeError) return { code: "not-comparable", size: known.size };
    throw error;
  }
}

// core/transparency-log/verify/selection.ts
function tileOfLeaf(leaf, size) {
  const index = Math.floor(leaf / TILE_WIDTH);
  return { level: 0, index, width: widthAt(size, 0, index) };
}
function verifyLeaves(read, policy, { path, leaves }, known = []) {
  const note = read(CHECKPOINT_PATH);
  if (note === void 0) return { faults: [{ code: "checkpoint-missing" }], signed: void 0 };
  const signed = openUnderPolicy(note, policy);
  if (typeof signed === "string") return { faults: [{ code: `checkpoint-${signed}` }], signed: void 0 };
  const { checkpoint, isQuorum: isQuorum2 } = signed;
  const { faults, holds, rows } = fromTiles(read, checkpoint.size, checkpoint.root);
  const needed = new Set([...leaves.keys()].map((leaf) => tilePath(tileOfLeaf(leaf, checkpoint.size))));
  const ofTiles = faults.filter((fault) => !(fault.code === "file-missing" && isFullLeafTile(fault.path) && !needed.has(fault.path)));
  const ofRoot = holds ? [] : [{ code: "root-differs", leaf: void 0 }];
  const ofLeaves = holds ? firstForeign(leaves, rows, checkpoint.size, path) : [];
  const ofKnown = known.flatMap((tree) => judgeKnown(tree, checkpoint, holds ? rows : /* @__PURE__ */ new Map()) ?? []);
  return { faults: [...isQuorum2 ? [] : [{ code: "no-quorum" }], ...ofTiles, ...ofRoot, ...ofLeaves, ...ofKnown], signed };
}
var isFullLeafTile = (path) => path.startsWith("tile/0/") && !path.includes(".p/");
function firstForeign(leaves, rows, size, path) {
  const ordered = [...leaves].sort(([one], [other]) => one - other);
  const foreign = ordered.find(([leaf, entry]) => {
    if (leaf >= size) return true;
    const row = rows.get(tilePath(tileOfLeaf(leaf, size)));
    return row !== void 0 && row[leaf % TILE_WIDTH]?.equals(leafHash(entry)) !== true;
  });
  return foreign === void 0 ? [] : [{ code: "leaf-differs", path, leaf: foreign[0] }];
}

// core/control/release-hash.ts
import { createHash } from "node:crypto";

// schemas/avro/canonical.ts
var import_canonicalize = __toESM(require_canonicalize(), 1);
var serialize = import_canonicalize.default;
var hasNoMembers = (value) => value === null || typeof value === "string" || typeof value === "boolean" || typeof value === "number" && Number.isFinite(value) || Array.isArray(value) && value.every(hasNoMembers);
var isPlainObject = (value) => typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype && !("toJSON" in value);
var isLeftOut = (value) => value === void 0 || typeof value === "symbol";
function canonicalJson(value) {
  if (hasNoMembers(value)) return JSON.stringify(value);
  if (!isPlainObject(value)) return serialize(value) ?? "null";
  const members = Object.keys(value).sort().flatMap((name) => isLeftOut(value[name]) ? [] : [`${JSON.stringify(name)}:${canonicalJson(value[name])}`]);
  return `{${members.join(",")}}`;
}

// core/control/release-hash.ts
var sha256 = (text) => createHash("sha256").update(text, "utf8").digest("hex");
function releaseHash(files) {
  const byPath = [...files].sort(([one], [other]) => one < other ? -1 : 1);
  return sha256(canonicalJson(byPath.map(([path, text]) => [path, sha256(text)])));
}

// core/evidence/files.ts
var BUNDLE = {
  manifest: "bundle.json",
  records: "records.jsonl",
  /** Of a selection: the leaves of its records. A whole log has all of its entries. */
  leaves: "leaves.jsonl",
  quorum: "policy.tlog",
  keys: "vkeys.txt",
  releases: "control/releases.jsonl",
  policies: "policies/",
  /** The records as FHIR R4 AuditEvents, where they were asked for. */
  fhir: "fhir/AuditEvent.ndjson",
  sums: "SHA256SUMS"
};
var FORMAT = "throughline.evidence.v1";
function releasesIn({ read, paths }) {
  const found = /* @__PURE__ */ new Map();
  for (const path of paths) {
    if (!path.startsWith(BUNDLE.policies)) continue;
    const [hash5 = "", ...rest] = path.slice(BUNDLE.policies.length).split("/");
    const files = found.get(hash5) ?? /* @__PURE__ */ new Map();
    files.set(rest.join("/"), Buffer.from(read(path) ?? []).toString("utf8"));
    found.set(hash5, files);
  }
  return found;
}
var hasItsName = (hash5, files) => releaseHash(files) === hash5;

// core/evidence/json-lines.ts
function parseLines(bytes) {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("utf8");
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines.map((line) => {
    try {
      const value = JSON.parse(line);
      return isObject(value) ? value : void 0;
    } catch {
      return void 0;
    }
  });
}
var isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);

// core/evidence/known-trees.ts
function knownTree(note, policy) {
  const opened = openUnderPolicy(note, policy);
  if (typeof opened === "string") return opened;
  const times = [...opened.witnesses.values()];
  return { size: opened.checkpoint.size, root: opened.checkpoint.root, time: times.length === 0 ? void 0 : Math.min(...times) };
}
var PATIENCE_S = 600;
function firstBackDated(leaves, known) {
  const dated = known.flatMap(({ size, time }) => time === void 0 ? [] : [{ size, time }]);
  if (dated.length === 0) return void 0;
  for (const [leaf, entry] of leaves) {
    const at = timeOf(entry);
    const before = dated.find(({ size, time }) => leaf >= size && at !== void 0 && at < time - PATIENCE_S);
    if (before !== void 0) return { code: "back-dated", leaf, time: new Date(before.time * 1e3).toISOString() };
  }
  return void 0;
}
function timeOf(entry) {
  try {
    const leaf = JSON.parse(Buffer.from(entry).toString("utf8"));
    const at = isObject(leaf) && typeof leaf.ts === "string" ? Date.parse(leaf.ts) : Number.NaN;
    return Number.isNaN(at) ? void 0 : at / 1e3;
  } catch {
    return void 0;
  }
}

// core/evidence/record-line.ts
var TEXTS = [
  "id",
  "at",
  "action",
  "agency",
  "role",
  "purpose",
  "outcome",
  "policy",
  "released",
  "sought",
  "actor",
  "request",
  "decision"
];
var TAGS = ["actor", "request", "decision"];
var HASH = /^[0-9a-f]{64}$/;
var isCount = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
var isHash = (value) => typeof value === "string" && HASH.test(value);
function clearPartFrom(given) {
  if (!isObject(given) || !TEXTS.every((name) => typeof given[name] === "string" && given[name].isWellFormed())) return void 0;
  const { versions, engine } = given;
  const areVersions = Array.isArray(versions) && versions.every((one) => isObject(one) && typeof one.log === "string" && isCount(one.sequence) && typeof one.chain === "string");
  if (!areVersions || !isCount(engine) || !TAGS.every((tag) => isHash(given[tag]))) return void 0;
  const committed = Object.fromEntries(TAGS.map((tag) => [tag, Buffer.from(String(given[tag]), "hex")]));
  return { ...given, ...committed };
}
var isOpening = (given) => isObject(given) && (typeof given.withheld === "string" || isHash(given.salt) && "value" in given);
function recordLineFrom(given) {
  if (given === void 0) return void 0;
  const { leaf, sealed, openings } = given;
  const record = clearPartFrom(given.record);
  if (record === void 0 || !isCount(leaf) || !isObject(sealed) || !isHash(sealed.actor) || !isHash(sealed.case)) return void 0;
  if (!isObject(openings) || !TAGS.every((tag) => isOpening(openings[tag]))) return void 0;
  return { leaf, record, sealed: { actor: sealed.actor, case: sealed.case }, openings };
}

// core/evidence/sums.ts
import { hash as hash3 } from "node:crypto";
var LINE2 = /^([0-9a-f]{64}) {2}(.+)$/;
function checkSums({ read, paths }) {
  const bytes = read(BUNDLE.sums);
  if (bytes === void 0) return [{ code: "file-missing", path: BUNDLE.sums }];
  const lines = Buffer.from(bytes).toString("utf8").split("\n").slice(0, -1);
  const sums = new Map(
    lines.flatMap((line) => {
      const [, sum, path] = LINE2.exec(line) ?? [];
      return sum === void 0 || path === void 0 ? [] : [[path, sum]];
    })
  );
  if (sums.size !== lines.length) return [{ code: "file-malformed", path: BUNDLE.sums }];
  const listed = [...sums].flatMap(([path, sum]) => {
    const found = read(path);
    if (found === void 0) return [{ code: "file-missing", path }];
    return hash3("sha256", found, "hex") === sum ? [] : [{ code: "file-altered", path }];
  });
  const added = paths.filter((path) => path !== BUNDLE.sums && !sums.has(path));
  return [...listed, ...added.map((path) => ({ code: "file-added", path }))];
}

// core/evidence/verify-policies.ts
function releaseFrom(line) {
  const { sequence, chain, policy, at } = line ?? {};
  const areTexts = typeof chain === "string" && typeof policy === "string" && typeof at === "string";
  return typeof sequence === "number" && areTexts ? { sequence, chain, policy, at } : void 0;
}
function verifyPolicies(files, lines) {
  const releases = releasesIn(files);
  const differing = [...releases].filter(([hash5, texts]) => !hasItsName(hash5, texts));
  const differ = differing.map(([policy]) => ({ code: "policy-differs", policy }));
  const missing = lines.flatMap(
    ({ record: { id: record, policy }, leaf }) => releases.has(policy) ? [] : [{ code: "policy-missing", policy, record, leaf }]
  );
  return [...differ, ...missing, ...verifyInForce(files, lines)];
}
function verifyInForce({ read }, lines) {
  const bytes = read(BUNDLE.releases);
  if (bytes === void 0) return [{ code: "file-missing", path: BUNDLE.releases }];
  const parsed = parseLines(bytes).map(releaseFrom);
  const malformed = parsed.indexOf(void 0);
  if (malformed >= 0) return [{ code: "line-malformed", path: BUNDLE.releases, line: malformed + 1 }];
  const releases = parsed.filter((line) => line !== void 0).sort((one, other) => one.sequence - other.sequence);
  return lines.flatMap(({ record, leaf }) => {
    const mark = record.versions.find(({ log }) => log === "control");
    const inForce = mark && releases.findLast(({ sequence }) => sequence <= mark.sequence);
    if (mark === void 0 || inForce === void 0) return [];
    if (inForce.policy !== record.policy) return [{ code: "policy-not-in-force", record: record.id, leaf }];
    const isSameChain = inForce.sequence !== mark.sequence || inForce.chain === mark.chain;
    return isSameChain ? [] : [{ code: "control-differs", record: record.id, leaf }];
  });
}

// core/access-log/commitment.ts
import { createHash as createHash2, timingSafeEqual } from "node:crypto";
var SALT_BYTES = 32;
function commitment(tag, salt, canonicalJson2) {
  if (salt.length !== SALT_BYTES) throw new RangeError("A salt has 32 bytes");
  return createHash2("sha256").update(Buffer.from([16])).update(tag).update(Buffer.from([0])).update(salt).update(canonicalJson2).digest();
}
function commits(committed, tag, salt, canonicalJson2) {
  const expected = commitment(tag, salt, canonicalJson2);
  return committed.length === expected.length && timingSafeEqual(committed, expected);
}

// core/transparency-log/leaf.ts
import { hash as hash4 } from "node:crypto";
var sha2562 = (bytes) => hash4("sha256", bytes, "hex");
var hex = (bytes) => Buffer.from(bytes).toString("hex");
function leafOfClear(record, sealed) {
  const versions = record.versions.map(({ log, sequence, chain }) => [log, sequence, chain]);
  const others = {
    v: 1,
    t: "access",
    ts: record.at,
    did: record.id,
    agency: record.agency,
    role: record.role,
    purpose: record.purpose,
    action: record.action,
    outcome: record.outcome,
    policy: record.policy,
    engine: record.engine,
    released: record.released,
    actor: hex(record.actor),
    req: hex(record.request),
    decision: hex(record.decision),
    sealed: [sealed.actor, sealed.case],
    ...record.sought === "" ? {} : { sought: record.sought }
  };
  const texts = [...Object.values(others), ...versions.flat()].filter((value) => typeof value === "string");
  if (!texts.every((text) => text.isWellFormed())) throw new RangeError("A record of ill-formed text has no leaf");
  const whole = Buffer.from(canonicalJson({ ...others, versions }), "utf8");
  if (whole.length <= LONGEST_ENTRY) return whole;
  const shorter = Buffer.from(canonicalJson({ ...others, versionsHash: sha2562(canonicalJson(versions)) }), "utf8");
  if (shorter.length > LONGEST_ENTRY) throw new RangeError("A record of that length has no leaf");
  return shorter;
}

// core/evidence/verify-records.ts
var TAGS2 = ["actor", "request", "decision"];
function verifyRecords(lines, entryAt) {
  const seen = /* @__PURE__ */ new Set();
  return lines.flatMap((line) => {
    const { leaf } = line;
    const repeated = seen.has(leaf) ? [{ code: "record-repeated", leaf }] : [];
    seen.add(leaf);
    return [...repeated, ...leafFaults(line, entryAt(leaf)), ...TAGS2.flatMap((part) => openingFault(line, part) ?? [])];
  });
}
function leafFaults({ record, sealed, leaf }, entry) {
  try {
    return entry !== void 0 && leafOfClear(record, sealed).equals(entry) ? [] : [{ code: "record-differs", record: record.id, leaf }];
  } catch (error) {
    if (error instanceof RangeError) return [{ code: "record-differs", record: record.id, leaf }];
    throw error;
  }
}
function openingFault({ record, leaf, openings }, part) {
  const opening = openings[part];
  const of = { record: record.id, leaf, part };
  if ("withheld" in opening) return opening.withheld === "altered" ? { code: "opening-altered", ...of } : void 0;
  const isTrue = commits(record[part], part, Buffer.from(opening.salt, "hex"), canonicalJson(opening.value));
  return isTrue ? void 0 : { code: "value-differs", ...of };
}
function firstWithoutRecord(lines, size) {
  const given = new Set(lines.map(({ leaf }) => leaf));
  for (let leaf = 0; leaf < size; leaf += 1) if (!given.has(leaf)) return [{ code: "record-missing", leaf }];
  return [];
}

// core/evidence/verify-bundle.ts
var NOTHING = { manifest: void 0, policy: void 0, signed: void 0, records: 0, values: { given: 0, withheld: 0 } };
function verifyBundle(files, held) {
  const sums = checkSums(files);
  const manifest = manifestOf(files);
  if (manifest === void 0) return { ...NOTHING, faults: [{ code: "file-malformed", path: BUNDLE.manifest }, ...sums] };
  const policy = held.policy ?? quorumOf(files);
  if (policy === void 0) return { ...NOTHING, manifest, faults: [{ code: "quorum-unreadable", path: BUNDLE.quorum }, ...sums] };
  const { lines, faults: ofLines } = recordsOf(files);
  const log = manifest.mode === "whole" ? wholeLog(files, policy, held.known) : someLeaves(files, policy, held.known);
  const size = log.signed?.checkpoint.size ?? 0;
  const backDated = firstBackDated(log.entries, held.known);
  const faults = [
    ...log.faults,
    ...backDated === void 0 ? [] : [backDated],
    ...ofLines,
    ...verifyRecords(lines, (leaf) => log.entries.get(leaf)),
    ...manifest.mode === "whole" && ofLines.length === 0 ? firstWithoutRecord(lines, size) : [],
    ...verifyPolicies(files, lines),
    ...keysFault(files),
    ...sums
  ];
  const openings = lines.flatMap((line) => Object.values(line.openings));
  const withheld = openings.filter((opening) => "withheld" in opening).length;
  return { faults, manifest, policy, signed: log.signed, records: lines.length, values: { given: openings.length - withheld, withheld } };
}
function manifestOf({ read }) {
  const [manifest] = parseLines(read(BUNDLE.manifest) ?? Buffer.alloc(0));
  const isOurs = manifest?.format === FORMAT && (manifest.mode === "whole" || manifest.mode === "selection");
  return isOurs ? manifest : void 0;
}
function quorumOf({ read }) {
  const parsed = parsePolicy(read(BUNDLE.quorum) ?? Buffer.alloc(0));
  return "logs" in parsed ? parsed : void 0;
}
function keysFault(files) {
  const quorum = quorumOf(files);
  if (quorum === void 0) return [{ code: "quorum-unreadable", path: BUNDLE.quorum }];
  const listed = Buffer.from(files.read(BUNDLE.keys) ?? []).toString("utf8");
  return listed === keysFile(quorum) ? [] : [{ code: "keys-differ", path: BUNDLE.keys }];
}
var keysFile = ({ logs, witnesses }) => [...logs, ...witnesses.values()].map((key) => `${formatVerifierKey(key)}
`).join("");
function recordsOf({ read }) {
  const bytes = read(BUNDLE.records);
  if (bytes === void 0) return { lines: [], faults: [{ code: "file-missing", path: BUNDLE.records }] };
  const parsed = parseLines(bytes).map(recordLineFrom);
  const faults = parsed.flatMap(
    (line, at) => line === void 0 ? [{ code: "line-malformed", path: BUNDLE.records, line: at + 1 }] : []
  );
  return { lines: parsed.filter((line) => line !== void 0), faults };
}
function wholeLog({ read }, policy, known) {
  const { faults, signed } = verifyLog(read, policy, known);
  const entries = /* @__PURE__ */ new Map();
  for (const place of bundlesOf(signed?.checkpoint.size ?? 0)) {
    const found = readEntries(read, place);
    if (!isFault(found)) for (const [at, entry] of found.entries()) entries.set(place.index * TILE_WIDTH + at, entry);
  }
  return { faults, signed, entries };
}
function someLeaves({ read }, policy, known) {
  const bytes = read(BUNDLE.leaves);
  if (bytes === void 0) return { faults: [{ code: "file-missing", path: BUNDLE.leaves }], signed: void 0, entries: /* @__PURE__ */ new Map() };
  const entries = /* @__PURE__ */ new Map();
  const malformed = [];
  for (const [at, line] of parseLines(bytes).entries()) {
    const { leaf, entry } = line ?? {};
    if (typeof leaf === "number" && Number.isSafeInteger(leaf) && leaf >= 0 && typeof entry === "string" && !entries.has(leaf))
      entries.set(leaf, Buffer.from(entry, "utf8"));
    else malformed.push({ code: "line-malformed", path: BUNDLE.leaves, line: at + 1 });
  }
  const { faults, signed } = verifyLeaves(read, policy, { path: BUNDLE.leaves, leaves: entries }, known);
  return { faults: [...faults, ...malformed], signed, entries };
}

// commands/verifier/held-to.ts
import { readFileSync } from "node:fs";
function readQuorum(file) {
  const parsed = parsePolicy(readFileSync(file));
  if ("logs" in parsed) return parsed;
  throw new Error(`${file} is no quorum file: line ${String(parsed[0]?.line ?? 1)} (${parsed[0]?.code ?? ""}). See c2sp.org/tlog-policy.`);
}
function heldTo(files, own) {
  const policy = own.policy === void 0 ? void 0 : readQuorum(own.policy);
  const parsed = parsePolicy(files.read(BUNDLE.quorum) ?? Buffer.alloc(0));
  const keys = policy ?? ("logs" in parsed ? parsed : void 0);
  const known = (own.known ?? []).map((file) => {
    const tree = keys === void 0 ? "unsigned" : knownTree(readFileSync(file), keys);
    if (typeof tree !== "string") return tree;
    throw new Error(`${file} is no checkpoint that a log of the quorum file has signed (${tree}).`);
  });
  return { policy, known };
}

// commands/verifier/read-folder.ts
import { readdirSync, readFileSync as readFileSync2 } from "node:fs";
import { join, relative, sep } from "node:path";
function readFolder(folder) {
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const paths = found.map(({ parentPath, name }) => relative(folder, join(parentPath, name)).split(sep).join("/")).sort();
  const known = new Set(paths);
  return { paths, read: (path) => known.has(path) ? readFileSync2(join(folder, ...path.split("/"))) : void 0 };
}

// commands/verifier/words.ts
var ofRecord = ({ record, leaf }) => `record ${record} (leaf ${String(leaf)})`;
function faultWords(fault) {
  switch (fault.code) {
    case "checkpoint-missing":
      return "checkpoint: not there";
    case "checkpoint-malformed":
      return "checkpoint: not a signed checkpoint";
    case "checkpoint-false-signature":
      return "checkpoint: a signature of a known key is false";
    case "checkpoint-unsigned":
      return "checkpoint: no log of the quorum file has signed it";
    case "no-quorum":
      return "checkpoint: too few of the witnesses have cosigned it";
    case "file-missing":
      return `${fault.path}: not there`;
    case "file-malformed":
      return `${fault.path}: not of the form that it must have`;
    case "file-altered":
      return `${fault.path}: not the file that SHA256SUMS has`;
    case "file-added":
      return `${fault.path}: SHA256SUMS does not have it`;
    case "tile-differs":
      return `${fault.path}: does not have the hashes that the checkpoint is over`;
    case "leaf-differs":
      return `leaf ${String(fault.leaf)} (${fault.path}): the first that is not the one that the checkpoint is over`;
    case "root-differs":
      return `checkpoint: over another tree than this one${fault.leaf === void 0 ? "" : `; the first leaf that its own tile denies is ${String(fault.leaf)}`}`;
    case "leaf-repeated":
      return `leaf ${String(fault.leaf)} (${fault.path}): the same as leaf ${String(fault.first)}`;
    case "rolled-back":
      return `the log: it has fewer leaves than the ${String(fault.size)} that somebody has a checkpoint over: it was rolled back`;
    case "forked":
      return `the log: its first ${String(fault.size)} leaves are not those that somebody has a checkpoint over: it was forked`;
    case "not-comparable":
      return `the log: its tiles for the checkpoint over ${String(fault.size)} leaves are not in this selection: ask for a proof of consistency`;
    case "back-dated":
      return `leaf ${String(fault.leaf)}: says an earlier time than ${fault.time}, when a witness saw a log that does not have it`;
    case "quorum-unreadable":
      return `${fault.path}: no quorum file that can be read, so no key is known`;
    case "keys-differ":
      return `${fault.path}: not the keys of the quorum file`;
    case "line-malformed":
      return `${fault.path}, line ${String(fault.line)}: not of the form that it must have`;
    case "record-differs":
      return `${ofRecord(fault)}: not the record that the log has there`;
    case "record-missing":
      return `leaf ${String(fault.leaf)}: its record is not there`;
    case "record-repeated":
      return `leaf ${String(fault.leaf)}: two records are given of it`;
    case "value-differs":
      return `${ofRecord(fault)}: the ${fault.part} given is not the one that the record commits to`;
    case "opening-altered":
      return `${ofRecord(fault)}: the sealed ${fault.part} was not that of the record when it was exported`;
    case "policy-differs":
      return `policies/${fault.policy}: its files are not those of that hash`;
    case "policy-missing":
      return `${ofRecord(fault)}: the policy ${fault.policy} is not there`;
    case "policy-not-in-force":
      return `${ofRecord(fault)}: another policy was in force then, by the list of releases`;
    case "control-differs":
      return `${ofRecord(fault)}: was decided over another control log than the list of releases is of`;
  }
}
var NOT_PROVEN = [
  "That every read was put on record: only that these were, and when.",
  "That a person read what was shown, or who sat at the screen.",
  "That what agencies published, and so what was shown, is true.",
  "That the decision was right under its policy: that is run again from the logs (throughline audit replay).",
  "That the list of policy releases is whole: it is as the exporter gave it.",
  "Who read, and what was asked, where a value is withheld; the commitment to it stands."
];
function verdictWords(verdict, ownKeys) {
  const { faults, manifest, policy, signed, records, values } = verdict;
  const wrong = faults.length === 0 ? [] : ["NOT PROVEN. What is wrong, the first to look at first:", ...faults.map((one) => `  ${faultWords(one)}`), ""];
  const seen = [...signed?.witnesses ?? []].map(([name, time]) => `  ${name}, at ${new Date(time * 1e3).toISOString()}`);
  const proven = faults.length > 0 || signed === void 0 ? [] : [
    `PROVEN: ${String(records)} access records are leaves of the log ${signed.checkpoint.origin} of ${String(signed.checkpoint.size)} leaves${manifest?.mode === "whole" ? ", which is here as a whole" : ""}.`,
    `  root ${signed.checkpoint.root.toString("base64")}`,
    `  ${String(values.given)} values are what their records commit to; ${String(values.withheld)} are withheld.`,
    "  The files of each policy are those of its hash, and it was in force by the list of releases.",
    ""
  ];
  const keys = [...policy?.logs ?? [], ...policy?.witnesses.values() ?? []].map((key) => `  ${formatVerifierKey(key)}`);
  const witnesses = seen.length === 0 ? ["Witnesses: none has cosigned. Nobody but the log itself says that it was not made anew."] : ["Witnesses, each with when it saw this log:", ...seen];
  const source = ownKeys ? "Keys that it was held to, as you gave them:" : "Keys that it was held to, AS THE BUNDLE ITSELF HAS THEM. Compare them with those that the operator and the witnesses publish:";
  return [
    ...wrong,
    ...proven,
    ...witnesses,
    source,
    ...keys,
    "",
    "NOT proven by any bundle:",
    ...NOT_PROVEN.map((line) => `  ${line}`)
  ].join("\n");
}
var verdictJson = ({ faults, manifest, policy, signed, records, values }, ownKeys) => ({
  proven: faults.length === 0,
  faults: faults.map((fault) => ({ ...fault, words: faultWords(fault) })),
  manifest: manifest ?? null,
  log: signed && {
    origin: signed.checkpoint.origin,
    size: signed.checkpoint.size,
    root: signed.checkpoint.root.toString("base64"),
    quorum: signed.isQuorum,
    witnesses: [...signed.witnesses].map(([name, time]) => ({ name, time: new Date(time * 1e3).toISOString() }))
  },
  keys: [...policy?.logs ?? [], ...policy?.witnesses.values() ?? []].map(formatVerifierKey),
  keys_from: ownKeys ? "given" : "bundle",
  records,
  values,
  not_proven: NOT_PROVEN
});

// commands/verifier/main.ts
var USE = `node verify.mjs [FOLDER] [--policy FILE] [--known FILE]… [--json]
Checks an unpacked bundle of evidence, without network. Exit code 0: all of it holds; 1: it does not; 2: it could not be checked.
  FOLDER         the unpacked bundle; default: the folder of this file
  --policy FILE  a quorum file (c2sp.org/tlog-policy) that you have from elsewhere: its keys, and not those of the bundle
  --known FILE   a checkpoint that a witness, or minutes, has of the log; may be given again`;
function main(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      policy: { type: "string" },
      known: { type: "string", multiple: true },
      json: { type: "boolean" },
      help: { type: "boolean" }
    }
  });
  if (values.help === true) {
    console.log(USE);
    return 0;
  }
  const files = readFolder(positionals[0] ?? dirname(fileURLToPath(import.meta.url)));
  const verdict = verifyBundle(files, heldTo(files, values));
  const ownKeys = values.policy !== void 0;
  console.log(values.json === true ? JSON.stringify(verdictJson(verdict, ownKeys)) : verdictWords(verdict, ownKeys));
  return verdict.faults.length === 0 ? 0 : 1;
}
try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof Error ? error.message : "The bundle could not be checked.");
  process.exitCode = 2;
}
