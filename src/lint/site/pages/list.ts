import { sorted } from '../../index/columns.js'
import { compareVersions, versionOf } from '../../text/versions.js'
import type { SiteData, SiteKep } from '../data.js'
import { type Html, html, scrolling } from '../html.js'
import { kepLink } from './pieces.js'

/** All KEPs in one table, with filters for those who run scripts. */
export function list(data: SiteData): Html {
  const { keps } = data
  const values = (of: (kep: SiteKep) => readonly string[]): readonly string[] =>
    [...new Set(keps.flatMap(of))].filter((value) => value !== '' && !value.includes(' ')).sort()
  const states = data.states.filter((state) => keps.some(({ status }) => status === state))
  const releases = [...values(releasesOf)].sort((a, b) => {
    const [one, other] = [versionOf(a), versionOf(b)]
    return one !== null && other !== null ? compareVersions(other, one) : one !== null ? -1 : 1
  })
  const head = ['Number', 'Title', 'SIG', 'State', 'Stage', 'Release', 'People', 'Errors', 'Warnings']
  return html`<h1>KEPs</h1>
<form class="filter" id="filter" hidden role="search" aria-label="Filter the KEPs">
<label>Search <input type="search" name="q" autocomplete="off"></label>
${select(
  'sig',
  'SIG',
  values(({ owningSig }) => [owningSig]),
)}
${select('state', 'State', states)}
${select(
  'stage',
  'Stage',
  values(({ stage }) => [stage]),
)}
${select('milestone', 'Release', releases)}
<label class="check"><input type="checkbox" name="has" value="error"> with errors</label>
<button type="button" id="clear">Clear</button> <button type="button" id="csv">Download CSV</button>
</form>
<p id="count" role="status">${keps.length} KEPs</p>
${scrolling(
  'All KEPs',
  html`<table id="keps"><thead><tr>${head.map((name) => html`<th scope="col"${isNumber(name) ? { html: ' class="n"' } : null}>${name}</th>`)}</tr></thead><tbody>${sorted(keps, 'number').map(row)}</tbody></table>`,
)}`
}

function isNumber(name: string): boolean {
  return name === 'Number' || name === 'Errors' || name === 'Warnings'
}

function releasesOf({ latestMilestone, milestone }: SiteKep): readonly string[] {
  return [latestMilestone, ...Object.values(milestone)]
}

function select(name: string, label: string, values: readonly string[]): Html {
  const options = values.map((value) => html`<option>${value}</option>`)
  return html`<label>${label} <select name="${name}"><option value="">all</option>${options}</select></label>`
}

function row(kep: SiteKep): Html {
  const { findings, kepNumber, latestMilestone, owningSig, stage, status } = kep
  const people = [...new Set([...kep.authors, ...kep.reviewers, ...kep.approvers])]
  const number = /^\d+$/.test(kepNumber) ? Number(kepNumber) : Number.MAX_SAFE_INTEGER
  const release = versionOf(latestMilestone)
  const releases = [...new Set(releasesOf(kep))].join(' ')
  return html`<tr data-sig="${owningSig}" data-state="${status}" data-stage="${stage}" data-milestone="${releases}" data-errors="${findings.error}"><td class="n" data-sort="${number}">${kepNumber}</td><td class="t">${kepLink({ ...kep, kepNumber: '' })}</td><td class="w">${owningSig}</td><td class="w">${status}</td><td class="w">${stage}</td><td class="w"${release === null ? null : { html: ` data-sort="${release[0] * 1000 + release[1]}"` }}>${latestMilestone}</td><td class="t">${people.join(' ')}</td><td class="n" data-sort="${findings.error}">${findings.error === 0 ? '' : html`<span class="error">${findings.error}</span>`}</td><td class="n" data-sort="${findings.warning}">${findings.warning === 0 ? '' : findings.warning}</td></tr>`
}
