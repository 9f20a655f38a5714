import { insertLines } from '../fix/replace.js'
import type { Problem } from '../model/finding.js'
import type { Fix } from '../model/fix.js'
import type { Kep, OwedSection } from '../model/kep.js'
import type { Tree } from '../model/tree.js'
import { join } from '../text/paths.js'
import { listed } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** A state tells readers what they can expect; each state requires its sections. */
export default defineRule({
  id: 'section-required',
  since: '1.0',
  summary: 'Every section that the state requires is present',
  severity: 'error',
  *check(kep, { tree }) {
    const missing = kep.owed.filter(({ found }) => !found)
    if (kep.profile.sections.as === 'headings') {
      for (const section of missing) if (section.severity !== 'notice') yield ofHeading(section, kep, tree)
      yield* ofOlder(
        missing.filter(({ severity }) => severity === 'notice'),
        kep,
        tree,
      )
      return
    }
    const at = kep.place('state')
    for (const { kind, severity } of missing) {
      const there = tree.files.has(join(kep.path, kind.name)) ? '; the file exists: list it' : ''
      const message = `${kind.name} is not in ${kep.keyName('sections')}; ${requiring(kep)} it${there}`
      yield { at, message, severity, subject: kind.name, needs: kind.name }
    }
  },
})

function ofHeading(section: OwedSection, kep: Kep, tree: Tree): Problem {
  const { kind, severity, after, standIn } = section
  const hint = standIn === null ? '' : `; ${standIn} seems to hold it: move it, or add a heading that refers to it`
  return {
    at: kep.place('state'),
    message: `section ${kind.name} is missing; ${requiring(kep)} it${hint}`,
    severity,
    subject: kind.name,
    needs: kind.name,
    fixes: () => fixesOf([section], kep, tree),
    ...(after ? { related: [{ at: after, message: `section ${kind.name} belongs after this heading` }] } : {}),
  }
}

/** A KEP of an older template: one finding names all that it lacks. */
function* ofOlder(missing: readonly OwedSection[], kep: Kep, tree: Tree): Generator<Problem> {
  if (missing.length === 0) return
  const names = listed(missing.map(({ kind }) => kind.name))
  const said = missing.length === 1 ? `section ${names} is missing; ${requiring(kep)} it` : null
  const message = said ?? `sections ${names} are missing; ${requiring(kep)} them`
  const fixes = (): readonly Fix[] => fixesOf(missing, kep, tree)
  yield { at: kep.place('state'), message, severity: 'notice', subject: 'older sections', needs: names, fixes }
}

/** The headings that are missing, each at the end of the section that it belongs after; the text is the author's. */
function fixesOf(missing: readonly OwedSection[], { body }: Kep, tree: Tree): readonly Fix[] {
  if (body === null) return []
  const lines = new Map<number, string[]>()
  for (const { kind, after } of missing) {
    const index = after === null ? -1 : body.headings.findIndex(({ at }) => at.line === after.line)
    const before = body.headings[index]
    const level = Math.max(before?.level ?? 2, 2)
    const next = body.headings.find(
      ({ at }, i) => i > index && at.line > (after?.line ?? 0) && (body.headings[i]?.level ?? 0) <= level,
    )
    const line = before === undefined || next === undefined ? Infinity : next.at.line
    lines.set(line, [...(lines.get(line) ?? []), `${'#'.repeat(level)} ${kind.name}`, ''])
  }
  const edits = [...lines].map(([line, some]) => insertLines(tree, body.path, line, some))
  const names = missing.map(({ kind }) => kind.name)
  return [
    {
      title: `insert the ${names.length === 1 ? 'heading' : 'headings'} ${listed(names, 'and')}`,
      kind: 'choice',
      edits,
    },
  ]
}

function requiring(kep: Kep): string {
  return `${kep.keyName('state')} ${kep.state?.name ?? ''} requires`
}
