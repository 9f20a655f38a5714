import type { Severity } from '../model/finding.js'
import type { Field, Profile, State } from '../model/profile.js'
import { gravityName, weightOf } from './gravity.js'
import { listed, shown } from './shown.js'
import { compareVersions, versionOf } from './versions.js'

/** What `now` asks less than `before`, a sentence each. States and sections are known by their names. */
export function profileLoosening(before: Profile, now: Profile): readonly string[] {
  return comparisons.flatMap((compare) => [...compare(before, now)])
}

type Compare = (before: Profile, now: Profile) => Iterable<string>

const comparisons: readonly Compare[] = [
  function* required(before, now) {
    const lost = (before.required ?? []).filter((field) => now.required && !now.required.includes(field))
    for (const field of lost) yield `${nameOf(field, now)} is no longer required`
  },

  function* openings(before, now) {
    for (const [was, is] of statesInBoth(before, now)) {
      yield* milder(`opening as ${is.name} is`, was.first, is.first, 'was')
    }
  },

  function* moves(before, now) {
    const states = statesInBoth(before, now)
    for (const [was, is] of states) {
      for (const [, { name }] of states) {
        if (name === is.name) continue
        yield* milder(`moving from ${is.name} to ${name} is`, moveTo(name, was), moveTo(name, is), 'was')
      }
    }
  },

  function* sections(before, now) {
    for (const was of before.sections.kinds) {
      const is = now.sections.kinds.find(({ name }) => name === was.name)
      const name = `section ${was.name}`
      yield* fewer(`${name} is`, was.states, is?.states ?? [], now)
      if (!is || is.states.length === 0) continue
      yield* later(`${name} is owed`, was.since, is.since, 'was')
      const { directory } = is
      if (directory !== undefined && directory !== was.directory) yield `${name} is owed only beside ${directory}`
      yield* milder(`an empty ${name} is`, was.empty ?? 'error', is.empty ?? 'error', 'was')
    }
  },

  function* people(before, now) {
    for (const was of before.people) {
      const is = now.people.find(({ field }) => field === was.field)
      yield* fewer(`${was.field} are`, was.states, is?.states ?? [], now)
      if (is) yield* milder(`missing ${was.field} are`, was.severity, is.severity, 'were')
    }
  },

  function* approvals({ approvals: was }, now) {
    if (!was) return
    yield* fewer('approvals are', was.states, now.approvals?.states ?? [], now)
    if (now.approvals) yield* later('approvals are owed', was.since, now.approvals.since, 'were')
  },

  function* current({ current: was }, { current: is }) {
    if (is) yield* later('proposals are current', was?.latestMilestone, is.latestMilestone, 'were')
  },

  function* body({ layout: was }, { layout: is }) {
    const isRequired = (layout: Profile['layout']): boolean => layout.kind === 'directory' && layout.body.required
    if (isRequired(was) && !isRequired(is)) yield 'the body is no longer required'
  },

  function* unlisted(before, now) {
    for (const path of now.unlisted) {
      if (!before.unlisted.includes(path)) yield `${shown(path)} need not be listed any more`
    }
  },

  function* templates({ template: was }, { template: is }) {
    for (const path of is.paths) {
      if (!was.paths.includes(path)) yield `${shown(path)} is a template now, and not checked`
    }
  },
]

function statesInBoth(before: Profile, now: Profile): readonly (readonly [State, State])[] {
  return before.states.flatMap((was) => {
    const is = now.states.find(({ name }) => name === was.name)
    return is ? [[was, is] as const] : []
  })
}

function moveTo(name: string, { next }: State): Severity | null {
  return Object.hasOwn(next, name) ? (next[name] ?? null) : 'error'
}

type Verb = 'was' | 'were'

function* milder(subject: string, was: Severity | null, is: Severity | null, verb: Verb): Generator<string> {
  if (weightOf(is) < weightOf(was)) yield `${subject} ${gravityName(is)}, and ${verb} ${gravityName(was)}`
}

/** The states that owed something, are still there, and owe it no longer. */
function* fewer(
  subject: string,
  was: readonly string[],
  is: readonly string[],
  { states }: Profile,
): Generator<string> {
  const lost = was.filter((name) => !is.includes(name) && states.some((state) => state.name === name))
  if (lost.length > 0) yield `${subject} no longer owed while ${listed(lost, 'or')}`
}

/** A milestone from which something holds, and did from an earlier one, or always. */
function* later(subject: string, was: string | undefined, is: string | undefined, verb: Verb): Generator<string> {
  const [from, to] = [was, is].map((text) => versionOf(text ?? ''))
  if (!to || (from && compareVersions(to, from) <= 0)) return
  yield `${subject} from ${is ?? ''} on, and ${verb} ${from ? `from ${was ?? ''} on` : 'from the first'}`
}

function nameOf(field: Field, { keys }: Profile): string {
  return keys[field]?.name ?? field
}
