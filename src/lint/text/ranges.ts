import type { Range } from '../model/texts.js'

/** Whether an offset is inside one of the ranges, which are in order and apart: after a start, before an end. */
export function isInside(ranges: readonly Range[], offset: number): boolean {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.start ?? 0) < offset) low = middle + 1
    else high = middle
  }
  return offset < (ranges[low - 1]?.end ?? 0)
}
