import { approvalOf, isMisnamed, misfiledIn, ownNumberOf } from '../facts/approval-search.js'
import { folded, handleOf, isNobody } from '../facts/handles.js'
import { stageOf } from '../facts/milestones.js'
import { lessWhenPast } from '../facts/past.js'
import { peopleOf } from '../facts/people.js'
import type { Problem } from '../model/finding.js'
import type { Fix } from '../model/fix.js'
import type { Item, Kep, Pointer, YamlDocument, YamlValue } from '../model/kep.js'
import type { Aliases, Approval } from '../model/people.js'
import { type Place, topOf } from '../model/place.js'
import type { ApprovalFiles, Profile, SchemaName, Stage } from '../model/profile.js'
import { isNone, type SchemaFault, schemaFaults } from '../schema/faults.js'
import { nearest } from '../text/nearest.js'
import { inQuotesOf, listed, shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** Somebody outside the SIG has reviewed how the feature is switched off, monitored and scaled. */
export default defineRule({
  id: 'prr-approval',
  since: '1.0',
  summary: 'A KEP that may be implemented has a production readiness approval for its stage',
  severity: 'error',
  *check(kep, catalogue) {
    const { approvals } = kep.profile
    const search = approvalOf(kep, catalogue)
    if (!approvals || !search) return
    if (search.approval) yield* stageProblems(kep, search.approval, approvals, catalogue.people.aliases)
    else if (search.path !== null) yield missing(kep, search.path, search.others)
  },
  *checkTree(catalogue) {
    const kinds = new Map(
      catalogue.keps.all.flatMap(({ profile }) => (profile.approvals ? [[profile.approvals.directory, profile]] : [])),
    )
    for (const profile of kinds.values()) {
      if (!profile.approvals) continue
      const { directory, schema } = profile.approvals
      const misfiled = misfiledIn(directory, catalogue).files
      for (const approval of catalogue.people.approvals(directory).files) {
        if (!misfiled.has(approval)) yield* fileProblems(approval, schema, profile)
        else if (!isMisnamed(approval, catalogue)) yield orphan(approval)
      }
    }
  },
})

/** There is no file for the KEP; `others` have its number and are elsewhere. */
function missing(kep: Kep, path: string, others: readonly Approval[]): Problem {
  const stage = stageOf(kep)
  const whose = stage ? `an approver for ${stage.name}` : 'an approver'
  const fix =
    others.length > 0
      ? `move ${listed(
          others.map((other) => other.path),
          'or',
        )}`
      : `create it with ${whose}`
  return {
    at: kep.place('stage'),
    message: `${path} is not there, but ${kep.keyName('state')} is ${kep.state?.name}; ${fix}`,
    subject: approvalFor(stage),
    needs: `a ${approvalFor(stage)}`,
    fixes: () => fixesOf(kep, path, others, stage),
  }
}

/** The one file that has the number moves; where there is none, it is made without a name: somebody must approve. */
function fixesOf(kep: Kep, path: string, others: readonly Approval[], stage: Stage | null): readonly Fix[] {
  const [other, ...more] = others
  if (other && more.length === 0) {
    return [{ title: `move ${other.path} to ${path}`, kind: 'safe', edits: [{ path: other.path, rename: path }] }]
  }
  if (other || stage === null || kep.number === null) return []
  const create = `kep-number: ${kep.number}\n${stage.name}:\n  ${approver}: ""\n`
  return [{ title: `create ${path} without an approver`, kind: 'choice', edits: [{ path, create }] }]
}

function approvalFor(stage: Stage | null): string {
  return `production readiness approval${stage ? ` for ${stage.name}` : ''}`
}

/** What the KEP's stage requires of its approval. A file that cannot be read is reported at the file. */
function* stageProblems(
  kep: Kep,
  { path, document }: Approval,
  { groups }: ApprovalFiles,
  aliases: Aliases | null,
): Generator<Problem> {
  const stage = stageOf(kep)
  if (kep.text('stage') === undefined) {
    const [key, at] = [kep.keyName('stage'), kep.has('stage') ? kep.keyPlace('stage') : kep.place('state')]
    const message = `${key} is ${kep.has('stage') ? 'empty' : 'missing'}, but ${path} approves stage by stage`
    yield { at, message, subject: key, needs: key }
  }
  if (!stage || !document?.value) return
  const stages = kep.profile.stages.map(({ name }) => name)
  const pointer = approverIn(document.value, stage.name, stages)
  const name = `${stage.name}.${approver}`
  const subject = approvalFor(stage)
  const needs = `a ${subject}`
  const stageAt = { at: kep.place('stage'), message: `${kep.keyName('stage')} ${stage.name} is here` }
  if (pointer === null) {
    const message = `${kep.keyName('stage')} is ${stage.name}, for which ${path} names no approver`
    const related = [{ at: firstLine(document), message: 'the approval is here' }]
    yield { at: kep.place('stage'), message, subject, needs, related }
    return
  }
  const [at, text] = [document.place(pointer), document.text(pointer)]
  const isEmpty = isNone(valueAt(document.value, pointer) ?? null)
  if (isEmpty || (text !== undefined && isNobody(text))) {
    const lack = isEmpty ? 'empty' : `${shown(text ?? '')}, which names nobody`
    const message = `${name} is ${lack}, but ${stage.name} is the stage of ${kep.path}`
    yield { at, message, subject: name, needs, related: [stageAt] }
    return
  }
  // What is no text is for the schema to report.
  if (text === undefined || pointer.length === 1) return
  const refused = refusal(text, at, groups, aliases)
  if (refused) yield { ...refused, at, message: `${name} is ${refused.message}`, related: [stageAt] }
  else yield* byAuthor(kep, { text, at }, name)
}

/** The key of the person in a stage of an approval file. */
const approver = 'approver'

/**
 * The way to a stage's approver in an approval file, to what is there in place of a mapping, or to where it is
 * missing; null where the file has nothing for the stage. A typo in a key is followed: the schema reports it.
 */
function approverIn(file: Mapping, stage: string, stages: readonly string[]): Pointer | null {
  const key = keyMeant(file, stage, [...stages, 'kep-number'])
  if (key === null) return null
  const block = file[key]
  if (isMapping(block)) return [key, keyMeant(block, approver, [approver]) ?? approver]
  return block === undefined || isNone(block) ? [key, approver] : [key]
}

type Mapping = { readonly [key: string]: YamlValue }

function isMapping(value: YamlValue | undefined): value is Mapping {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The key of this name, else an unknown key that is nearly so called. */
function keyMeant(mapping: Mapping, name: string, known: readonly string[]): string | null {
  if (Object.hasOwn(mapping, name)) return name
  return Object.keys(mapping).find((key) => !known.includes(key) && nearest(key, known) === name) ?? null
}

function valueAt(value: YamlValue | undefined, pointer: Pointer): YamlValue | undefined {
  return pointer.reduce<YamlValue | undefined>((each, key) => (isMapping(each) ? each[key] : undefined), value)
}

/** Why this approver does not count, as the end of a sentence; null where the approver does, or that is not known. */
function refusal(
  text: string,
  at: Place,
  groups: readonly string[],
  aliases: Aliases | null,
): Omit<Problem, 'at'> | null {
  const allowed = groups.flatMap((group) => aliases?.groups.get(group) ?? [])
  const { login, fault } = handleOf(text)
  const subject = `${approver} ${text}`
  if (fault !== null && /\s/.test(text)) {
    const message = `${shown(text)}, which is ${fault}`
    if (login === null) return { subject, message: `${message}; write one GitHub handle` }
    return { subject, message: `${message}; write @${login}`, suggestion: `"@${login}"` }
  }
  const person = folded(text)
  if (aliases === null || allowed.length === 0 || allowed.some((each) => folded(each) === person)) return null
  const judged = { subject, basis: aliases.path }
  const meant = nearest(text.replace(/^@/, ''), allowed)
  const message = `${shown(text)}, not in ${listed(groups, 'or')} of ${aliases.path}`
  if (meant === null) return { ...judged, message }
  return { ...judged, message: `${message}; did you mean @${meant}?`, suggestion: inQuotesOf(at, text, `@${meant}`) }
}

/** Whoever wrote the KEP does not look at it from outside. */
function* byAuthor(kep: Kep, { text, at }: Item, name: string): Generator<Problem> {
  const author = peopleOf(kep, 'authors').entries.find((each) => folded(each.text) === folded(text))
  if (!author) return
  const message = `${name} is ${shown(text)}, an author of ${kep.path}; ask another approver`
  const related = [{ at: author.at, message: `${kep.keyName('authors')} has ${shown(author.text)} here` }]
  yield { at, severity: 'warning', ...lessWhenPast(kep, ['authors', 'stage', 'file']), message, subject: name, related }
}

/** What is wrong with the file itself, whatever its KEP's state. */
function* fileProblems(approval: Approval, schema: SchemaName, { stages }: Profile): Generator<Problem> {
  const { path, number, numberText, document } = approval
  if (!document) return
  for (const each of document.problems) yield { ...each, subject: each.message.replace(/ \d+/g, '') }
  if (!document.value) return
  // One stage without the number is too few keys, and names a stage all the same.
  const isNumberAlone = Object.keys(document.value).every((key) => key === 'kep-number')
  for (const fault of schemaFaults(schema, document.value)) {
    // A stage without an approval yet may be any empty value of YAML.
    const isOfStage = stages.some(({ name }) => name === fault.pointer[0])
    const isEmpty = fault.on === 'value' && isNone(valueAt(document.value, fault.pointer))
    const isTold = fault.keyword === 'minProperties' && !isNumberAlone
    if (!isTold && !(isOfStage && isEmpty)) yield shapeProblem(fault, document)
  }
  const own = ownNumberOf(approval)
  if (own === null || own === number) return
  const at = document.place(['kep-number'])
  const written = document.text(['kep-number']) ?? ''
  const suggestion = inQuotesOf(at, written, numberText)
  const subject = `kep-number ${own} ${number}`
  yield { at, message: `kep-number ${written} does not match the ${numberText} of ${path}`, subject, suggestion }
}

function shapeProblem({ on, pointer, keyword, key, allowed, ...fault }: SchemaFault, document: YamlDocument): Problem {
  const place = on === 'value' ? document.place : document.keyPlace
  const at = pointer.length === 0 ? firstLine(document) : place(pointer)
  if (keyword === 'minProperties') return { at, message: 'the approval has no stage' }
  const message = fault.message.replace(/^the metadata\b/, 'the approval')
  const meant = on === 'key' && key !== undefined ? nearest(key, allowed ?? []) : null
  return meant === null ? { at, message } : { at, message: `${message}; did you mean ${meant}?`, suggestion: meant }
}

function firstLine(document: YamlDocument): Place {
  const { line, column } = document.place([])
  return { path: document.path, line, column, endLine: line, endColumn: column }
}

function orphan({ path, numberText }: Approval): Problem {
  const at = topOf(path)
  return { at, severity: 'warning', message: `approval belongs to no KEP: none has the number ${numberText}` }
}
