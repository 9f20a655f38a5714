import { othersOf } from '../facts/identity.js'
import type { Kep } from '../model/kep.js'
import { type References, referenceFields } from '../model/references.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A number is how people refer to a KEP. Number 0 means none yet, and a successor may keep the number. */
export default defineRule({
  id: 'number-unique',
  since: '1.0',
  summary: 'No two KEPs share a number',
  severity: 'error',
  *check(kep, { keps, references }) {
    if (!kep.number) return
    const sharers = claimantsOf(keps.byNumber.get(kep.number) ?? [])
    const { first, count } = sharers.has(kep) ? othersOf(kep, sharers.list) : { first: [], count: 0 }
    if (count === 0) return
    const isNamed = count <= first.length && first.every((other) => isSuccession(kep, other, references))
    yield {
      at: kep.place('number'),
      severity: isNamed ? 'warning' : 'error',
      message: `${kep.keyName('number')} ${kep.text('number')} is also used by ${listed(
        first.map(({ path }) => path),
        'and',
        count,
      )}`,
      subject: String(kep.number),
      related: first.map((other) => ({ at: other.place('number'), message: 'the same number' })),
    }
  },
})

interface Claimants {
  readonly list: readonly Kep[]
  readonly has: (kep: Kep) => boolean
}

const claimants = new WeakMap<readonly Kep[], Claimants>()

/** Without KEPs that are named after another number, where one is there that is named after this: they have a wrong one. */
function claimantsOf(sharers: readonly Kep[]): Claimants {
  const known = claimants.get(sharers)
  if (known) return known
  const isClear = sharers.some(isNamedAfterNumber)
  const list = isClear ? sharers.filter(({ nameNumber, number }) => !isOther(nameNumber, number)) : sharers
  const members = new Set(list)
  const found = { list, has: (kep: Kep) => members.has(kep) }
  claimants.set(sharers, found)
  return found
}

function isNamedAfterNumber({ nameNumber, number }: Kep): boolean {
  return nameNumber !== null && Number(nameNumber) === number
}

function isOther(nameNumber: string | null, number: number | null): boolean {
  return nameNumber !== null && Number(nameNumber) !== number
}

function isSuccession(a: Kep, b: Kep, references: References): boolean {
  return a.state?.superseded || b.state?.superseded || names(a, b, references) || names(b, a, references)
}

function names(a: Kep, b: Kep, references: References): boolean {
  return referenceFields.some((field) =>
    references.of(a, field).some(({ target }) => target.kind === 'kep' && target.kep === b),
  )
}
