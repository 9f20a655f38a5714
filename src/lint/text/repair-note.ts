/** What a message ends with that is about metadata as it will be once its YAML is fixed. */
const note = ', after the YAML is fixed'

/** The message, with the note. */
export function withRepairNote(message: string): string {
  return message + note
}

/** The message as it will be once the YAML is fixed. */
export function withoutRepairNote(message: string): string {
  return message.endsWith(note) ? message.slice(0, -note.length) : message
}
