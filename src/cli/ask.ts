import { readSync, writeSync } from 'node:fs'

/** Asks on standard error and reads a line from standard input; null where that is over. */
export function askOnTerminal(question: string): string | null {
  writeSync(2, question)
  const buffer = new Uint8Array(1)
  const bytes: number[] = []
  for (;;) {
    if (readSync(0, buffer, 0, 1, null) === 0)
      return bytes.length === 0 ? null : new TextDecoder().decode(Uint8Array.from(bytes))
    const [byte = 10] = buffer
    if (byte === 10) return new TextDecoder().decode(Uint8Array.from(bytes))
    bytes.push(byte)
  }
}
