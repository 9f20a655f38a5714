/**
 * The word that was probably meant, or null when none is near enough. Case, hyphens, underscores and spaces
 * count for nothing; otherwise up to one slip in three letters, three at most, counting a swap of two
 * neighbours as one.
 */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  const wanted = fold(word)
  if (wanted === '') return null
  let best: string | null = null
  let least = Infinity
  for (const candidate of candidates) {
    const known = fold(candidate)
    const most = Math.min(3, Math.floor(Math.max(known.length, wanted.length) / 3))
    if (Math.abs(known.length - wanted.length) > most) continue
    const slips = distance(wanted, known, Math.min(most, least))
    if (slips <= most && slips < least) {
      best = candidate
      least = slips
    }
  }
  return best
}

function fold(word: string): string {
  return word.trim().toLowerCase().replace(/[-_\s]+/g, '')
}

/**
 * Optimal string alignment: insert, delete, replace, swap neighbours. Words here are short, so a table of rows
 * does. Infinity where it is certain to be more than `most`.
 */
function distance(a: string, b: string, most: number): number {
  let before: number[] = []
  let last = Array.from({ length: b.length + 1 }, (_, j) => j)
  let lowestBefore = 0
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let lowest = i
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1)
      }
      row.push(least)
      if (least < lowest) lowest = least
    }
    if (lowest > most && lowestBefore > most) return Infinity
    lowestBefore = lowest
    before = last
    last = row
  }
  return last[b.length] ?? 0
}
