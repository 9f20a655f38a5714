import type {
  CodeAction,
  Diagnostic,
  Hover,
  Location,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver-protocol'
import { isRefusal } from '../../lint/authoring/outcome.js'
import { renumberKep } from '../../lint/authoring/renumber-kep.js'
import { editsOf } from '../../lint/fix/draft.js'
import { fixesOf } from '../../lint/fix/fixes-of.js'
import type { Catalogue } from '../../lint/model/catalogue.js'
import type { Finding } from '../../lint/model/finding.js'
import type { Kep } from '../../lint/model/kep.js'
import { type Reference, referenceFields } from '../../lint/model/references.js'
import type { Severity } from '../../lint/model/severity.js'
import { rulePage } from '../../lint/reporters/rule-page.js'
import { safeForSummary } from '../../lint/reporters/safe-text.js'
import { upwards } from '../../lint/text/paths.js'
import { workspaceEdit } from './edits.js'
import { isInPlace, rangeOfPlace, uriOfPath } from './positions.js'

/** The protocol's numbers of severities. */
const severities = { error: 1, warning: 2, notice: 3 } as const satisfies Record<Severity, 1 | 2 | 3>

/** A finding as the editor shows it. */
export function diagnosticOf(root: string, { at, message, related = [], rule, severity }: Finding): Diagnostic {
  return {
    range: rangeOfPlace(at),
    severity: severities[severity],
    source: 'keplint',
    code: rule,
    codeDescription: { href: rulePage(rule) },
    message,
    relatedInformation: related.map((other) => ({
      location: { uri: uriOfPath(root, other.at.path), range: rangeOfPlace(other.at) },
      message: other.message,
    })),
  }
}

/** The fixes of the findings in a range, the safe ones preferred. */
export function actionsFor(
  root: string,
  { tree }: Catalogue,
  findings: readonly Finding[],
  path: string,
  range: Range,
): readonly CodeAction[] {
  const here = findings.filter(({ at }) => at.path === path && overlaps(rangeOfPlace(at), range))
  return here.flatMap((finding) =>
    fixesOf(finding, tree).map(
      ({ edits, kind, title }): CodeAction => ({
        title: `${title.charAt(0).toUpperCase()}${title.slice(1)}`,
        kind: 'quickfix',
        isPreferred: kind === 'safe',
        diagnostics: [diagnosticOf(root, finding)],
        edit: workspaceEdit(root, tree, edits),
      }),
    ),
  )
}

function overlaps(a: Range, b: Range): boolean {
  return isUpTo(a.start, b.end) && isUpTo(b.start, a.end)
}

function isUpTo(a: Position, b: Position): boolean {
  return a.line < b.line || (a.line === b.line && a.character <= b.character)
}

/** The KEP that a file belongs to; null where it belongs to none. */
export function kepOf({ keps }: Catalogue, path: string): Kep | null {
  for (const above of upwards(path)) {
    const kep = keps.byPath.get(above)
    if (kep) return kep
  }
  return null
}

/** The reference of the metadata at a position; null where there is none. */
export function referenceAt({ keps, references }: Catalogue, path: string, position: Position): Reference | null {
  const kep = keps.all.find(({ metadata }) => metadata.path === path)
  if (kep === undefined) return null
  const all = referenceFields.flatMap((field) => references.of(kep, field))
  return all.find(({ item }) => isInPlace(item.at, position)) ?? null
}

/** What a reference leads to: the KEP's title, state, stage and path. */
export function hoverAt(catalogue: Catalogue, path: string, position: Position): Hover | null {
  const reference = referenceAt(catalogue, path, position)
  if (reference?.target.kind !== 'kep') return null
  const { kep } = reference.target
  const title = kep.text('title') ?? kep.path
  const facts = [kep.stateText, kep.text('stage'), kep.text('latestMilestone')].filter(
    (fact) => fact !== undefined && fact !== null,
  )
  const value = [
    `**${safeForSummary(title)}**`,
    facts.map((fact) => safeForSummary(fact)).join(' · '),
    safeForSummary(kep.path),
  ]
  return {
    contents: { kind: 'markdown', value: value.filter((each) => each !== '').join('\n\n') },
    range: rangeOfPlace(reference.item.at),
  }
}

/** Where the KEP begins that a reference leads to. */
export function definitionAt(root: string, catalogue: Catalogue, path: string, position: Position): Location | null {
  const reference = referenceAt(catalogue, path, position)
  if (reference === null) return null
  const { target } = reference
  if (target.kind === 'kep') return locationOf(root, target.kep)
  const start = { line: 0, character: 0 }
  return target.kind === 'file' ? { uri: uriOfPath(root, target.path), range: { start, end: start } } : null
}

function locationOf(root: string, kep: Kep): Location {
  return { uri: uriOfPath(root, kep.metadata.path), range: rangeOfPlace(kep.place('title')) }
}

/** All references to a KEP: to that of the reference at the position, else to that of the file. */
export function referencesTo(
  root: string,
  catalogue: Catalogue,
  path: string,
  position: Position,
): readonly Location[] {
  const reference = referenceAt(catalogue, path, position)
  const meant = reference?.target.kind === 'kep' ? reference.target.kep : kepOf(catalogue, path)
  if (meant === null) return []
  return catalogue.keps.all.flatMap((kep) =>
    referenceFields.flatMap((field) =>
      catalogue.references
        .of(kep, field)
        .filter(({ target }) => target.kind === 'kep' && target.kep === meant)
        .map(({ item }) => ({ uri: uriOfPath(root, item.at.path), range: rangeOfPlace(item.at) })),
    ),
  )
}

/** The number of a KEP at a position of its metadata, which can be renamed; null elsewhere. */
export function numberAt({ keps }: Catalogue, path: string, position: Position): { kep: Kep; range: Range } | null {
  const kep = keps.all.find(({ metadata }) => metadata.path === path)
  if (!kep?.has('number') || !isInPlace(kep.place('number'), position)) return null
  return { kep, range: rangeOfPlace(kep.place('number')) }
}

/** The edits that give a KEP another number, in the whole tree; or why it cannot have it. */
export function renumbered(
  root: string,
  catalogue: Catalogue,
  kep: Kep,
  name: string,
  repository: string | null,
): WorkspaceEdit | string {
  if (!/^[1-9]\d{0,6}$/.test(name)) return `${JSON.stringify(name)} is not a whole number from 1`
  const plan = renumberKep(catalogue, { kep: kep.path, number: Number(name), repository })
  return isRefusal(plan) ? plan.refused : workspaceEdit(root, catalogue.tree, editsOf(plan.draft))
}
