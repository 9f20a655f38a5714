import type { Place } from '../model/finding.js'
import type { Item } from '../model/kep.js'

/** An item whose place is found when it is asked for: most are read, and few are reported. */
export function lazily(text: string, place: () => Place): Item {
  return {
    text,
    get at() {
      return place()
    },
  }
}
