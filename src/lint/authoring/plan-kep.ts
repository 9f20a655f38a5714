import type { Draft } from '../fix/draft.js'
import { draftOf, withTexts } from '../fix/draft.js'
import { withEdits } from '../fix/edit.js'
import { catalogueOf, type LintOptions, lint } from '../lint.js'
import type { Catalogue } from '../model/catalogue.js'
import type { Kep } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import { steps } from '../profiles/steps.js'
import { join } from '../text/paths.js'
import { filledBody } from './filling.js'
import { type MetadataText, withItem, withList, withScalar } from './metadata-text.js'
import { kepNamed, moveKep } from './move-kep.js'
import { templateFiles, templateOf } from './new-kep.js'
import { isRefusal, type Plan, type Refusal, refuse } from './outcome.js'

/** What the tree is read and checked with. */
export interface Reading {
  readonly options: LintOptions
  readonly profiles: readonly Profile[]
  readonly repository: string | null
}

/** What a KEP is planned for. */
export interface PlanRequest {
  readonly kep: string
  readonly stage: string | null
  readonly milestone: string | null
}

/**
 * Makes what the state that allows implementing asks for and the KEP lacks, as skeletons: sections, an approval file,
 * empty lists of people. The state stays: what is made is still to be written.
 */
export function planKep(catalogue: Catalogue, request: PlanRequest, reading: Reading): Plan | Refusal {
  const kep = kepNamed(request.kep, catalogue.keps)
  if (isRefusal(kep)) return kep
  const moved = moveKep(catalogue, { ...request, state: { like: steps.approve } })
  const isThere = isRefusal(moved) && moved.refused.endsWith('is there already')
  if (isRefusal(moved) && !isThere) return moved
  const start = isRefusal(moved) ? draftOf(catalogue.tree) : moved.draft
  const made = scaffolded(start, kep.path, reading)
  const { path } = kep.metadata
  const text = made.now.texts.get(path) ?? ''
  // The state is a step of its own.
  const kind = kep.profile.layout.kind
  const state = kep.stateText
  const back = isThere || state === null ? text : withScalar({ text, kind }, kep.keyName('state'), state).text
  const draft = withTexts(made, new Map([[path, back]]))
  const same = [...draft.now.texts].every(([file, now]) => draft.before.texts.get(file) === now)
  if (same) return refuse(`${kep.path} has all that ${steps.approve} asks for`)
  return { draft, keps: [kep.path], notes: [], mayOwe: true }
}

/** The draft with skeletons of what a KEP lacks in it. */
export function scaffolded(draft: Draft, path: string, reading: Reading): Draft {
  const withFiles = withSectionFiles(draft, path, reading)
  const { findings } = lint(withFiles.now, { ...reading.options, base: null, scope: 'all', only: [path] })
  const order = sectionOrder(draft, path, reading)
  const edits = findings
    .filter(({ kep, rule }) => kep === path && scaffolds.has(rule))
    .sort((a, b) => order(a.subject) - order(b.subject))
    .flatMap(({ fixes }) => fixes?.()[0]?.edits ?? [])
  return withEdits(withFiles, edits)
}

/** The place of a section in the format: sections that belong to one place are made in this order. */
function sectionOrder(draft: Draft, path: string, { options }: Reading): (name: string | undefined) => number {
  const kinds = catalogueOf(draft.now, options).keps.byPath.get(path)?.profile.sections.kinds ?? []
  const places = new Map(kinds.map(({ name }, place) => [name, place]))
  return (name) => places.get(name ?? '') ?? kinds.length
}

/** The rules whose fixes make what is missing. */
const scaffolds: ReadonlySet<string> = new Set(['section-required', 'prr-approval'])

/** Where sections are files: those that are owed and not listed, each from the template; and lists of people. */
function withSectionFiles(draft: Draft, path: string, { options, profiles, repository }: Reading): Draft {
  const catalogue = catalogueOf(draft.now, options)
  const kep = catalogue.keps.byPath.get(path)
  const text = kep && draft.now.texts.get(kep.metadata.path)
  if (!kep || text === undefined) return draft
  const { profile } = kep
  const written = new Map<string, string>()
  let metadata: MetadataText = { text, kind: profile.layout.kind }
  for (const { field, states } of profile.people) {
    const isOwed = kep.state !== null && states.includes(kep.state.name)
    if (isOwed && profile.keys[field] && !kep.has(field)) metadata = withList(metadata, kep.keyName(field), [])
  }
  if (profile.sections.as === 'files') {
    const template = templateOf(profile, catalogue, profiles)
    const files = templateFiles(template, profile, catalogue)
    for (const { kind, found } of kep.owed) {
      if (found !== null) continue
      const to = join(path, kind.name)
      metadata = withItem(metadata, kep.keyName('sections'), kind.name)
      if (draft.now.files.has(to)) continue
      const from = template === null ? to : join(template.path, kind.name)
      written.set(
        to,
        filledBody(files[kind.name] ?? '', { from, to, isBody: false }, fillingOf(kep, catalogue, repository)),
      )
    }
  }
  if (metadata.text !== text) written.set(kep.metadata.path, metadata.text)
  return withTexts(draft, written)
}

function fillingOf(kep: Kep, catalogue: Catalogue, repository: string | null) {
  return {
    title: kep.text('title') ?? '',
    sig: kep.text('owningSig') ?? null,
    number: kep.number,
    authors: [],
    uuid: kep.uuid ?? '',
    profile: kep.profile,
    catalogue,
    repository,
  }
}
