import { defineRule } from './rule.js'

/** `KEP-1234`, `KEP 1234`, `#1234` as a word, and the template's `KEP-NNNN`; an eight-digit date is no number. */
const inHeading = /(?:\bKEP[-\s]*#?|(?<![\w/])#)(\d{1,7}(?!\d)|NNNN)\b/i

/** Number, directory and title are read by different people; when they differ, links go to the wrong KEP. */
export default defineRule({
  id: 'number-matches',
  summary: "A KEP's number is that of its directory and of its first heading",
  severity: 'error',
  *check(kep) {
    if (kep.number === null) return
    const name = `${kep.keyName('number')} ${kep.text('number')}`
    if (kep.nameNumber !== null && Number(kep.nameNumber) !== kep.number) {
      const subject = `path ${Number(kep.nameNumber)} ${kep.number}`
      yield { at: kep.place('number'), message: `${name} is not the ${kep.nameNumber} of ${kep.path}`, subject }
    }
    const heading = kep.body?.headings[0]
    const number = heading && inHeading.exec(heading.text)
    if (!heading || !number || Number(number[1]) === kep.number) return
    const related = [{ at: kep.place('number'), message: `${name} is here` }]
    const subject = `heading ${Number(number[1])} ${kep.number}`
    yield { at: heading.at, message: `heading says ${number[0]}, but ${name} is the KEP's number`, subject, related }
  },
})
