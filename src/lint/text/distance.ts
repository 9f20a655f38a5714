/** How much may still be compared: counted down by one for each pair of words, and for each cell of a table. */
export interface Steps {
  left: number
}

/** Ends no comparison early. */
export const unlimited: Steps = { left: Infinity }

/**
 * How many slips lead from one word to the other: letters left out, added or replaced, and neighbours swapped (optimal
 * string alignment). Infinity where there are more than `most`, and where no steps are left. Only cells that are at
 * most `most` away from the diagonal are filled (Ukkonen 1985), so the work is linear in the length of the words.
 */
export function slipsBetween(a: string, b: string, most: number, steps: Steps = unlimited): number {
  steps.left -= 1
  if (a === b) return 0
  if (Math.abs(a.length - b.length) > most || steps.left <= 0) return Infinity
  const width = 2 * most + 1
  const far = most + 1
  // Cell `d` of row `i` is at column `i + d - most`.
  let before: readonly number[] = []
  let last: readonly number[] = Array.from({ length: width }, (_, d) => (d < most ? far : d - most))
  for (let i = 1; i <= a.length; i++) {
    if (steps.left <= 0) return Infinity
    steps.left -= width
    const row: number[] = []
    let lowest = far
    for (let d = 0; d < width; d++) {
      const j = i + d - most
      let least = far
      if (j === 0) least = i
      else if (j > 0 && j <= b.length) {
        const cost = a[i - 1] === b[j - 1] ? 0 : 1
        least = Math.min((last[d] ?? far) + cost, (last[d + 1] ?? far) + 1, (row[d - 1] ?? far) + 1)
        const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]
        if (isSwap) least = Math.min(least, (before[d] ?? far) + 1)
      }
      row.push(least)
      if (least < lowest) lowest = least
    }
    if (lowest > most && last.every((steps) => steps > most)) return Infinity
    before = last
    last = row
  }
  const slips = last[b.length - a.length + most] ?? far
  return slips > most ? Infinity : slips
}
