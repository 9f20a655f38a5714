import type { Profile } from '../model/profile.js'
import type { LowFrontMatter } from './flat-keps.js'

/** Where a KEP is: what discovery knows before anything is read. */
export interface KepSite {
  readonly path: string
  readonly profile: Profile
  /** The file that holds the metadata. */
  readonly file: string
  /** Where the metadata is in the file, when it does not open it. */
  readonly low?: LowFrontMatter
}
