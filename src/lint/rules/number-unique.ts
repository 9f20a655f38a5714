import { type Catalogue, referenceFields } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import { othersOf } from '../words/identity.js'
import { listed } from '../words/shown.js'
import { defineRule } from './rule.js'

/** A number is how people name a KEP. Number 0 stands for none yet, and a succession may keep its number. */
export default defineRule({
  id: 'number-unique',
  summary: 'No two KEPs share a number',
  severity: 'error',
  *check(kep, catalogue) {
    if (!kep.number) return
    const sharers = [kep, ...othersOf(kep, catalogue.byNumber.get(kep.number) ?? [])]
    // A KEP that is named after another number has the wrong one where a KEP is there that is named after this.
    const named = sharers.filter(isNamedAfterNumber)
    const suspects = named.length === 0 ? [] : sharers.filter(({ nameNumber, number }) => isOther(nameNumber, number))
    const others = sharers.filter((other) => other !== kep && !suspects.includes(other))
    if (others.length === 0 || suspects.includes(kep)) return
    const succession = others.every((other) => isSuccession(kep, other, catalogue))
    yield {
      at: kep.place('number'),
      severity: succession ? 'warning' : 'error',
      message: `${kep.keyName('number')} ${kep.text('number')} is also that of ${listed(others.map((each) => each.path))}`,
      subject: String(kep.number),
      related: others.slice(0, 10).map((other) => ({ at: other.place('number'), message: 'the same number' })),
    }
  },
})

function isNamedAfterNumber({ nameNumber, number }: Kep): boolean {
  return nameNumber !== null && Number(nameNumber) === number
}

function isOther(nameNumber: string | null, number: number | null): boolean {
  return nameNumber !== null && Number(nameNumber) !== number
}

function isSuccession(a: Kep, b: Kep, catalogue: Catalogue): boolean {
  return a.state?.superseded || b.state?.superseded || names(a, b, catalogue) || names(b, a, catalogue)
}

function names(a: Kep, b: Kep, { references }: Catalogue): boolean {
  return referenceFields.some((field) =>
    references(a, field).some(({ target }) => target.kind === 'kep' && target.kep === b),
  )
}
