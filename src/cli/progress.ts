/** The line on a terminal that says what a slow run is at. */
export interface Progress {
  /** Shows what comes next, if the run is slow already. */
  readonly at: (words: string) => void
  /** Takes the line away; what is written next takes its place. */
  readonly end: () => void
}

/** Runs of up to this long show no progress, in milliseconds. */
const patience = 500

/** `write` gets the line; nothing is ever written where it is null. */
export function startProgress(now: () => Date, write: ((text: string) => void) | null): Progress {
  const start = now().getTime()
  const eraseLine = '\r\x1b[K'
  let shown = false
  return {
    at(words) {
      if (write === null || now().getTime() - start < patience) return
      write(`${eraseLine}${words}`)
      shown = true
    },
    end() {
      if (shown) write?.(eraseLine)
      shown = false
    },
  }
}
