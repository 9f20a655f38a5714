import type { Item } from '../model/kep.js'
import type { Place } from '../model/place.js'

/** An item whose place is found when it is asked for: most are read, and few are reported. */
export function lazily(text: string, place: () => Place): Item {
  return {
    text,
    get at() {
      return place()
    },
  }
}
