import type { Profile } from '../model/profile.js'
import { kep } from './kep.js'
import { kep1a } from './kep-1a.js'
import { kepFlat } from './kep-flat.js'

/** The built-in formats; where two claim the same directory the first one has it. */
export const profiles: readonly Profile[] = [kep, kep1a, kepFlat]
