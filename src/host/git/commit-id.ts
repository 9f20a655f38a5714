/** Whether the text is the whole id of an object: 40 hexadecimal digits (SHA-1), or 64 (SHA-256). */
export function isId(text: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text)
}

/** Whether the id is the one that stands for no commit. */
export function isZero(id: string): boolean {
  return /^0+$/.test(id)
}

/** The beginning of an id, by which messages call it. */
export function shortId(id: string): string {
  return id.slice(0, 7)
}
