import type { Place } from './place.js'

/** One thing that a change takes back of what is asked. */
export interface Loosening {
  /** Null: in the configuration as a whole. */
  readonly at: Place | null
  /** A sentence, as messages of findings are. */
  readonly message: string
}
