import type { ChangeReport, Report } from '../model/finding.js'
import { pathOf } from '../text/paths.js'
import {
  mostChanges,
  mostLoosened,
  movesOf,
  nextOf,
  owedBy,
  promotionOf,
  sumOf,
  type Touched,
  touchedOf,
  type Voice,
} from './change.js'
import { cut, safeForTerminal } from './safe-text.js'
import { inWords, plural } from './tally.js'

const longest = 300

/** The words as they are: each line is made safe whole. */
const voice: Voice = { value: (text) => text, words: (text) => text }

/** What a change does, as lines for a terminal. */
export function* renderChangeLines({ findings }: Report, change: ChangeReport): Generator<string> {
  const { base, keps, loosened, mended, older, scope } = change
  const left = sumOf(older)
  if (left > 0) {
    const name = cut(base, longest)
    yield safeForTerminal(`not counted: ${plural(left, 'finding')} already in ${name} (${inWords(older)})`)
  }
  if (mended > 0) yield `this change fixes ${plural(mended, 'finding')}`
  for (const sentence of loosened.slice(0, mostLoosened)) {
    yield safeForTerminal(`this change loosens the checks: ${cut(sentence, longest)}`)
  }
  if (loosened.length > mostLoosened) yield `this change loosens ${loosened.length - mostLoosened} more checks`
  if (keps.length === 0) {
    // Where the change is all that counts, the verdict has said so.
    if (scope === 'all') yield 'this change touches no KEP'
    return
  }
  yield 'what this change does:'
  for (const one of touchedOf(change, findings).slice(0, mostChanges)) {
    for (const line of renderKep(one)) yield safeForTerminal(line)
  }
  if (keps.length > mostChanges) yield `  …and ${plural(keps.length - mostChanges, 'KEP')} more`
}

function* renderKep({ change }: Touched): Generator<string> {
  const { needs, ready } = nextOf(change, voice)
  const facts = [movesOf(change, voice), owedBy(change, voice), ready].filter((fact) => fact !== null)
  yield `  ${cut(pathOf(change), longest)}  ${facts.join('; ')}`
  if (change.promoted) yield `    ${promotionOf(change)}`
  if (needs !== null) yield `    ${needs}`
}
