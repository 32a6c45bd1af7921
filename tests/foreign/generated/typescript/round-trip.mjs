// Reads events, one a line, as the types of the generated client (its compiled index.js is the argument), and prints what the client would send.
import { createInterface } from 'node:readline'

const { CloudEventFromJSON, CloudEventToJSON } = await import(process.argv[2])
for await (const line of createInterface({ input: process.stdin }))
  console.log(JSON.stringify(CloudEventToJSON(CloudEventFromJSON(JSON.parse(line)))))
