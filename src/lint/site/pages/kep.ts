import type { Relation, SiteData, SiteKep } from '../data.js'
import { type Html, html } from '../html.js'
import { addressOf, countsLabel, findingItem, joined, kepLink, outwards, stateLabel, titleOf } from './pieces.js'
import { relationsDrawing } from './relations.js'

/** One KEP: what it says of itself, what it owes, what was found, how it came about, and what it refers to. */
export function kepPage(kep: SiteKep, data: SiteData, byPath: ReadonlyMap<string, SiteKep>): Html {
  const number = kep.kepNumber === '' || kep.kepNumber === '0' ? '' : `${kep.kepNumber}: `
  const source = addressOf(data, kep.path)
  return html`<h1>${number}${titleOf(kep)}</h1>
<p>${stateLabel(kep.status)} ${kep.stage === '' ? null : stateLabel(kep.stage)} ${countsLabel(kep.findings)}</p>
${facts(kep, source)}
${owes(kep)}
${sections(kep)}
${findings(kep, data)}
${timeline(kep, data)}
${relations(kep, byPath)}`
}

function facts(kep: SiteKep, source: string | null): Html {
  const milestones = Object.entries(kep.milestone).map(([stage, release]) => `${stage} ${release}`)
  const rows: readonly (readonly [string, string])[] = [
    ['SIG', kep.owningSig],
    ['Participating SIGs', kep.participatingSigs.join(', ')],
    ['Authors', kep.authors.join(', ')],
    ['Reviewers', kep.reviewers.join(', ')],
    ['Approvers', kep.approvers.join(', ')],
    ['Production readiness', kep.prrApprovers.join(', ')],
    ['Created', kep.creationDate],
    ['Last updated', kep.lastUpdated],
    ['Latest milestone', kep.latestMilestone],
    ['Milestones', milestones.join(', ')],
  ]
  const shown = rows
    .filter(([, value]) => value.trim() !== '')
    .map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)
  return html`<dl class="facts">${shown}<dt>Source</dt><dd>${outwards(source, html`<code>${kep.path}</code>`)}</dd></dl>`
}

function owes({ next, owes: lacks }: SiteKep): Html {
  const now = lacks.length === 0 ? html`` : html`<p><b>Lacks in its state:</b> ${lacks.join(', ')}</p>`
  if (next === null) return now
  const parts = [
    ...next.owes,
    ...(next.errors > 0 ? [`fix ${next.errors} other ${next.errors === 1 ? 'error' : 'errors'}`] : []),
  ]
  const then =
    parts.length === 0
      ? html`<p class="good">Ready for ${next.state}</p>`
      : html`<p><b>Needs for ${next.state}:</b> ${parts.join(', ')}</p>`
  return html`${now}${then}`
}

const marks = { written: ['✓', 'good'], empty: ['empty', 'warning'], missing: ['missing', 'error'] } as const

function sections({ sections: all }: SiteKep): Html {
  if (all.length === 0) return html``
  const items = all.map(({ is, name }) => {
    const [mark, color] = marks[is]
    return html`<li>${name} <span class="${color}">${mark}</span></li>`
  })
  return html`<h2>Sections that its state asks for</h2><ul class="plain">${items}</ul>`
}

function findings({ found }: SiteKep, data: SiteData): Html {
  if (found.length === 0) return html`<h2>Findings</h2><p class="good">Nothing was found.</p>`
  return html`<h2>Findings</h2><ul class="plain">${found.map((finding) => findingItem(data, finding))}</ul>`
}

function timeline({ timeline: own }: SiteKep, { noHistory, repository }: SiteData): Html {
  if (own === null || own.entries.length === 0) {
    return html`<h2>Timeline</h2><p class="soft">${noHistory ?? 'No commit of this history has its metadata.'}</p>`
  }
  const items = own.entries.map(({ commit, day, milestone, stage, state }) => {
    const address = repository === null ? null : `https://github.com/${repository}/commit/${commit}`
    const what = [stage, milestone].filter((each) => each !== null).join(' · ')
    return html`<li><time datetime="${day}">${day}</time> ${stateLabel(state ?? '')} ${what} ${outwards(address, html`<code>${commit.slice(0, 10)}</code>`)}</li>`
  })
  return html`<h2>Timeline</h2><ol class="time">${items}</ol><p class="soft">Last touched on ${own.touched}</p>`
}

function relations({ relations: all, ...kep }: SiteKep, byPath: ReadonlyMap<string, SiteKep>): Html {
  const groups = [
    ['Replaces', all.replaces],
    ['Superseded by', all.supersededBy],
    ['See also', all.seeAlso],
  ] as const
  if (groups.every(([, some]) => some.length === 0)) return html``
  const lists = groups
    .filter(([, some]) => some.length > 0)
    .map(
      ([name, some]) =>
        html`<dt>${name}</dt><dd>${joined(
          some.map((each) => relationLink(each, byPath)),
          '<br>',
        )}</dd>`,
    )
  return html`<h2>Related KEPs</h2>${relationsDrawing({ ...kep, relations: all }, byPath)}<dl class="facts">${lists}</dl>`
}

function relationLink({ path, text }: Relation, byPath: ReadonlyMap<string, SiteKep>): Html {
  const kep = path === null ? undefined : byPath.get(path)
  return kep === undefined ? html`${text}` : kepLink(kep, '../')
}
