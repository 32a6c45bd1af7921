/** What `npm start` prints when it is ready. */
export function guide({
  origin,
  accepted,
  repeated,
}: {
  readonly origin: string
  readonly accepted: number
  readonly repeated: number
}): string {
  return `
${String(accepted)} events accepted, ${String(repeated)} were there already. Everybody in them is made up.

Look:     ${origin}
Sign in as                              and choose the purpose                  to see
  Helen Strand, MARAC coordinator       MARAC risk management                   the whole of case KESTREL; safe contact as "held"
  Dana Whitlock, IDVA of Leanne Marsh   Victim safety planning                  KESTREL without what is another woman's
  Ruth Amadi, IDVA of Priya Nair        Victim safety planning                  KESTREL: the earlier pattern by month, no names, no words
  Luke Farrow, case manager (Drive)     Perpetrator intervention                KESTREL without whereabouts, sources and her words
  Omar Castell, MARAC coordinator       MARAC risk management                   the whole of case LINNET

The same by curl, in a second terminal in this folder:
  TOKEN=$(npx throughline token --as norshire-coordinator)
  curl -s "${origin}/v1/cases?purpose=marac_risk_management" -H "Authorization: Bearer $TOKEN"
  CASE=$(curl -s "${origin}/v1/cases?purpose=marac_risk_management" -H "Authorization: Bearer $TOKEN" | sed 's/.*"id":"\\([^"]*\\)".*/\\1/')
  curl -si "${origin}/v1/cases/$CASE/timeline?purpose=marac_risk_management" -H "Authorization: Bearer $TOKEN"

Publish as an agency:   npx throughline publish demo/single-events.cloudevents.jsonl
Audit every read:       npx throughline audit replay
Stop:                   Ctrl+C`
}
