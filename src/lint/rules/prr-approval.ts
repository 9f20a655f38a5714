import type { Approval, Catalogue } from '../model/catalogue.js'
import type { Place, Problem } from '../model/finding.js'
import type { Kep, YamlDocument } from '../model/kep.js'
import type { ApprovalFiles, Stage } from '../model/profile.js'
import { shapeFaults, type ShapeFault } from '../parse/shape.js'
import { stageOf } from '../words/milestones.js'
import { nearest } from '../words/nearest.js'
import { isNothing } from '../words/nothing.js'
import { directoryOf, join, upwards } from '../words/paths.js'
import { topOf } from '../words/places.js'
import { inQuotesOf, listed, shown } from '../words/shown.js'
import { compareVersions, versionOf } from '../words/versions.js'
import { defineRule } from './rule.js'

/** A value that can be a directory's name. */
const segment = /^[\w][\w.-]{0,100}$/

/** Somebody outside the SIG has asked how the feature is switched off, watched and scaled. */
export default defineRule({
  id: 'prr-approval',
  summary: 'A KEP that may be implemented has a production readiness approval for its stage',
  severity: 'error',
  *check(kep, catalogue) {
    const { approvals } = kep.profile
    if (!approvals || !isOwed(kep, approvals)) return
    const root = rootOf(kep, approvals, catalogue)
    const number = numberOf(kep)
    const sig = segment.exec(catalogue.owningSig(kep) ?? '')?.[0]
    if (root === null || number === null) return
    const candidates = (catalogue.approvals(approvals.directory).byNumber.get(number) ?? []).filter(
      (each) => each.root === root,
    )
    const at = (name: string): Approval | undefined =>
      candidates.find(({ path }) => directoryOf(path) === `${root}/${name}` && isRead(path))
    // Where the approval is in the SIG directory of the KEP, the two agree, and the metadata is wrong.
    const approval = sig === undefined ? candidates[0] : at(sig) ?? at(catalogue.sigDirectory(kep) ?? sig)
    if (approval) yield* stageProblems(kep, approval, approvals, catalogue)
    else if (sig !== undefined) yield missing(kep, `${root}/${sig}/${numberText(kep)}.yaml`, candidates)
  },
  *checkTree(catalogue) {
    const kinds = new Map(
      catalogue.keps.flatMap(({ profile: { approvals } }) => (approvals ? [[approvals.directory, approvals]] : [])),
    )
    const numbers = new Set(catalogue.keps.map(numberOf))
    for (const kind of kinds.values()) {
      for (const approval of catalogue.approvals(kind.directory).files) {
        if (numbers.has(approval.number)) yield* fileProblems(approval, kind)
        else yield orphan(approval)
      }
    }
  },
})

/** The ending that tools look for. */
function isRead(path: string): boolean {
  return path.endsWith('.yaml')
}

/** The state needs one, and the latest milestone is not from before there were any. */
function isOwed(kep: Kep, { states, since }: ApprovalFiles): boolean {
  const { state } = kep
  const [latest, first] = [versionOf(kep.text('latestMilestone') ?? ''), versionOf(since)]
  return state !== null && states.includes(state.name) && !!latest && !!first && compareVersions(latest, first) >= 0
}

/** The directory of approvals beside the KEP, or beside the nearest directory it is in that has one. */
function rootOf({ path }: Kep, { directory }: ApprovalFiles, { tree }: Catalogue): string | null {
  for (const above of upwards(path)) {
    if (tree.directories.has(join(above, directory))) return join(above, directory)
  }
  return null
}

function numberOf({ number, nameNumber }: Kep): number | null {
  return number ?? (nameNumber === null ? null : Number(nameNumber))
}

/** As written, which is how files are looked for. */
function numberText(kep: Kep): string {
  return (kep.number === null ? kep.nameNumber : kep.text('number')) ?? ''
}

/** There is no file for the KEP; `others` are of its number and stand elsewhere. */
function missing(kep: Kep, path: string, others: readonly Approval[]): Problem {
  const stage = stageOf(kep)
  const whose = stage ? `an approver for ${stage.name}` : 'an approver'
  const mend = others.length > 0 ? `move ${listed(others.map((other) => other.path), 'or')}` : `create it with ${whose}`
  return {
    at: kep.place('stage'),
    message: `${path} is not there, but ${kep.keyName('state')} is ${kep.state?.name}; ${mend}`,
    subject: approvalFor(stage),
    needs: `a ${approvalFor(stage)}`,
  }
}

function approvalFor(stage: Stage | null): string {
  return `production readiness approval${stage ? ` for ${stage.name}` : ''}`
}

/** What the KEP's stage asks of its approval. A file that cannot be read is spoken of with the file. */
function* stageProblems(
  kep: Kep,
  { path, document }: Approval,
  { groups }: ApprovalFiles,
  { aliases }: Catalogue,
): Generator<Problem> {
  const stage = stageOf(kep)
  if (kep.text('stage') === undefined) {
    const [key, at] = [kep.keyName('stage'), kep.has('stage') ? kep.keyPlace('stage') : kep.place('state')]
    const message = `${key} is ${kep.has('stage') ? 'empty' : 'missing'}, but ${path} approves stage by stage`
    yield { at, message, subject: key, needs: key }
  }
  if (!stage || !document?.value) return
  const related = [{ at: kep.place('stage'), message: `${kep.keyName('stage')} ${stage.name} is here` }]
  const block = document.value[stage.name]
  const needs = `a ${approvalFor(stage)}`
  if (block === undefined) {
    yield {
      at: kep.place('stage'),
      message: `${kep.keyName('stage')} is ${stage.name}, for which ${path} names no approver`,
      subject: approvalFor(stage),
      needs,
      related: [{ at: firstLine(document), message: 'the approval is here' }],
    }
    return
  }
  const pointer = [stage.name, 'approver']
  const approver = document.text(pointer)?.trim() ?? ''
  if (isNothing(approver)) {
    if (block !== null && typeof block !== 'object') return
    const message = `${pointer.join('.')} is empty, but ${stage.name} is the stage of ${kep.path}`
    yield { at: document.keyPlace([stage.name]), message, subject: pointer.join('.'), needs, related }
    return
  }
  const allowed = groups.flatMap((group) => aliases?.get(group) ?? [])
  const login = approver.replace(/^@/, '')
  if (allowed.length === 0 || allowed.some((each) => each.toLowerCase() === login.toLowerCase())) return
  const at = document.place(pointer)
  const meant = nearest(login, allowed)
  const message = `${pointer.join('.')} is ${shown(approver)}, not in ${listed(groups, 'or')} of OWNERS_ALIASES`
  const subject = `${pointer.join('.')} ${approver}`
  const judged = { at, subject, basis: 'OWNERS_ALIASES', related }
  if (meant === null) yield { ...judged, message }
  else yield { ...judged, message: `${message}; did you mean @${meant}?`, suggestion: `"@${meant}"` }
}

/** What is wrong with the file itself, whatever its KEP's state. */
function* fileProblems(approval: Approval, { schema }: ApprovalFiles): Generator<Problem> {
  const { path, number, numberText, document } = approval
  if (!document) return
  for (const each of document.problems) yield { ...each, subject: each.message.replace(/ \d+/g, '') }
  if (!document.value) return
  // One stage without the number is too few keys, and names a stage all the same.
  const isNumberAlone = Object.keys(document.value).every((key) => key === 'kep-number')
  for (const fault of shapeFaults(schema, document.value)) {
    if (fault.keyword !== 'minProperties' || isNumberAlone) yield shapeProblem(fault, document)
  }
  const own = document.text(['kep-number'])
  if (own === undefined || !/^\d{1,15}$/.test(own) || Number(own) === number) return
  const at = document.place(['kep-number'])
  const suggestion = inQuotesOf(at, own, numberText)
  const subject = `kep-number ${Number(own)} ${number}`
  yield { at, message: `kep-number ${own} is not the ${numberText} of ${path}`, subject, suggestion }
}

function shapeProblem({ on, pointer, keyword, key, allowed, ...fault }: ShapeFault, document: YamlDocument): Problem {
  const place = on === 'value' ? document.place : document.keyPlace
  const at = pointer.length === 0 ? firstLine(document) : place(pointer)
  if (keyword === 'minProperties') return { at, message: 'the approval names no stage' }
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
