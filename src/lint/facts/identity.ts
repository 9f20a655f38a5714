import type { Field } from '../model/fields.js'
import type { Kep } from '../model/kep.js'
import { dayOf } from '../text/dates.js'

/** A KEP's title as it is compared: in lower case, white space folded; null where it has none. */
export function titleOf(kep: Pick<Kep, 'text'>): string | null {
  return kep.text('title')?.replace(/\s+/g, ' ').toLowerCase() ?? null
}

/** The number that a KEP is known by. Metadata that cannot be read has none, and the name still does; 0 is none. */
export function numberOf({ number, nameNumber }: Kep): string | null {
  const known = number ?? (nameNumber === null ? 0 : Number(nameNumber))
  return known === 0 ? null : String(known)
}

const openings = new Map<string, RegExp>()

/**
 * The number that a directory's or file's name opens with, as written, behind the format's prefix or without it. An
 * eight-digit date is none.
 */
export function leadingNumber(name: string, prefix = 'KEP'): string | null {
  const opening = openings.get(prefix) ?? new RegExp(`^(?:${prefix}-)?(\\d{1,7})(?=[-_.]|$)`, 'i')
  openings.set(prefix, opening)
  return opening.exec(name)?.[1] ?? null
}

/** The others that share something: the first of them, as many as a finding names, and how many there are. */
export interface Others {
  readonly first: readonly Kep[]
  readonly count: number
}

/** As many KEPs as a finding names beside its own. */
const mostNamed = 10

const numberedAmong = new WeakMap<readonly Kep[], readonly Kep[]>()

/**
 * The others among the `sharers` of what only one KEP may have, the KEP among them. One whose name still has a template's placeholder was
 * copied: it is the one at fault, and no other of the ones that have their number. A group of n is named in n steps,
 * not in n × n; the same group is to be given for each.
 */
export function othersOf(kep: Kep, sharers: readonly Kep[]): Others {
  if (kep.unnumberedName !== null) return first(kep, sharers)
  const known = numberedAmong.get(sharers) ?? sharers.filter((other) => other.unnumberedName === null)
  numberedAmong.set(sharers, known)
  return first(kep, known)
}

function first(kep: Kep, sharers: readonly Kep[]): Others {
  const some = sharers.slice(0, mostNamed + 1)
  return { first: some.filter((other) => other !== kep).slice(0, mostNamed), count: sharers.length - 1 }
}

/** A field that others refer to a KEP by: it stays as it is once it has a value. */
interface Mark {
  readonly field: Extract<Field, 'uuid' | 'created' | 'number'>
  /** What messages call it, whatever its key is. */
  readonly name: string
  /** What is compared; null where there is no value that counts. */
  readonly valueIn: (kep: Kep) => string | null
}

const marks: readonly Mark[] = [
  { field: 'uuid', name: 'uuid', valueIn: (kep) => kep.uuid },
  { field: 'created', name: 'creation date', valueIn: (kep) => dayOf(kep.text('created') ?? '') },
  { field: 'number', name: 'number', valueIn: assignedNumberOf },
]

/** A mark, and what became of its value; null: it has none any more. */
export interface ChangedMark extends Mark {
  readonly was: string
  readonly is: string | null
}

/** The marks that had a value and have another one now, or none. Metadata that cannot be read changes nothing. */
export function changedMarks(before: Kep, now: Kep): readonly ChangedMark[] {
  if (!now.metadata.value) return []
  return marks.flatMap((mark) => {
    const [was, is] = [mark.valueIn(before), mark.valueIn(now)]
    return was === null || was === is ? [] : [{ ...mark, was, is }]
  })
}

/**
 * The number that a KEP is known by, without leading zeros. Where the state gives no number yet, the digits that its
 * name opens with are none.
 */
function assignedNumberOf(kep: Kep): string | null {
  if (kep.number !== null && kep.number !== 0) return String(kep.number)
  const isWritten = kep.number === null && kep.text('number') !== undefined
  if (isWritten || kep.nameNumber === null || kep.state?.numbered === false) return null
  return Number(kep.nameNumber) === 0 ? null : String(Number(kep.nameNumber))
}
