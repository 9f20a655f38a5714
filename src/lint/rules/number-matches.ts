import type { Problem } from '../model/finding.js'
import type { HeadingNumber, Kep } from '../model/kep.js'
import { inQuotesOf } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** Number, directory and title are read by different people; when they differ, links go to the wrong KEP. */
export default defineRule({
  id: 'number-matches',
  since: '1.0',
  summary: "A KEP's number matches its directory and its first heading",
  severity: 'error',
  *check(kep) {
    const { headingNumber: heading, nameNumber, writtenNumber: written } = kep
    if (written === null) return
    const named = nameNumber === null ? null : Number(nameNumber)
    if (named !== null && named !== written) {
      yield heading?.number === written ? wrongName(kep, heading) : wrongNumber(kep, named, heading)
    }
    // Where name and heading agree, the number alone is wrong.
    if (heading && heading.number !== written && (heading.number === null || heading.number !== named)) {
      yield wrongHeading(kep, heading)
    }
  },
})

function wrongNumber(kep: Kep, named: number, heading: HeadingNumber | null): Problem {
  const text = kep.text('number') ?? ''
  const at = kep.place('number')
  const subject = `path ${named} ${kep.writtenNumber}`
  const message = `${nameAsWritten(kep)} does not match the ${kep.nameNumber} of ${kep.path}`
  if (heading?.number !== named) return { at, message, subject }
  return {
    at,
    message: `${message} and of its heading; write ${kep.nameNumber}`,
    subject,
    related: [{ at: heading.at, message: `${heading.said} is here` }],
    suggestion: inQuotesOf(at, text, kep.nameNumber ?? ''),
  }
}

/** A name has no place in a file: the number is the place where the two are compared. */
function wrongName(kep: Kep, heading: HeadingNumber): Problem {
  return {
    at: kep.place('number'),
    message: `${nameAsWritten(kep)} matches the heading, but not the ${kep.nameNumber} of ${kep.path}; rename that path`,
    subject: `path ${Number(kep.nameNumber)} ${kep.writtenNumber}`,
    related: [{ at: heading.at, message: `${heading.said} is here` }],
  }
}

function wrongHeading(kep: Kep, { at, said, number, text }: HeadingNumber): Problem {
  const isNumberAlone = at.line === at.endLine && at.endColumn - at.column === text.length
  // Where the name has another number, nobody can tell which of the two the heading should say.
  const isSettled = kep.nameNumber === null || Number(kep.nameNumber) === kep.writtenNumber
  return {
    at,
    message: `heading says ${said}, but ${nameAsWritten(kep)} is the KEP's number`,
    subject: `heading ${number ?? text} ${kep.writtenNumber}`,
    related: [{ at: kep.place('number'), message: `${nameAsWritten(kep)} is here` }],
    ...(isNumberAlone && isSettled ? { suggestion: kep.text('number') ?? '' } : {}),
  }
}

function nameAsWritten(kep: Kep): string {
  return `${kep.keyName('number')} ${kep.text('number')}`
}
