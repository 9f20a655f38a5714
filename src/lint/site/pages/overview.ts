import { compareVersions, versionOf } from '../../text/versions.js'
import type { SiteData, SiteKep } from '../data.js'
import { type Html, html, scrolling } from '../html.js'
import { countsLabel, kepLink, stateLabel } from './pieces.js'

const mostMoves = 20
const mostKeps = 12
/** A release that fewer KEPs name is a slip or a plan of few. */
const fewest = 3

/** What is there, what moved lately, what waits, and what is worst. */
export function overview(data: SiteData): Html {
  const { keps } = data
  const of = (standing: SiteKep['standing']): number => keps.filter((kep) => kep.standing === standing).length
  const errors =
    keps.reduce((sum, { findings }) => sum + findings.error, 0) +
    data.elsewhere.filter(({ severity }) => severity === 'error').length
  const tiles = [
    [keps.length, 'KEPs'],
    [of('open'), 'being written'],
    [keps.filter(({ complete, standing }) => standing === 'accepted' && !complete).length, 'being implemented'],
    [keps.filter(({ complete, standing }) => standing === 'accepted' && complete).length, 'done'],
    [of('record'), 'kept as a record'],
    [errors, errors === 1 ? 'error' : 'errors'],
  ] as const
  return html`<h1>Overview</h1>
<ul class="tiles">${tiles.map(([count, label]) => html`<li><b>${count}</b><span>${label}</span></li>`)}</ul>
<div class="columns">
<section><h2>By state</h2>${byState(data)}</section>
<section><h2>By SIG</h2>${bySig(data)}</section>
</div>
${movedLately(data)}
${blocked(data)}
<h2>Most severe findings</h2>
${worst(data)}`
}

function byState({ keps, states }: SiteData): Html {
  const counts = new Map<string, number>()
  for (const { status } of keps) counts.set(status, (counts.get(status) ?? 0) + 1)
  const known = states.filter((state) => counts.has(state))
  const other = [...counts].reduce((sum, [state, count]) => (states.includes(state) ? sum : sum + count), 0)
  const most = [...counts.values()].reduce((all, count) => Math.max(all, count), 1)
  const rows = known.map((state) => {
    const count = counts.get(state) ?? 0
    const link = html`<a href="keps.html?state=${encodeURIComponent(state)}">${state}</a>`
    return html`<tr><th scope="row">${link}</th><td class="n">${count}</td><td>${bar(count, most)}</td></tr>`
  })
  if (other > 0)
    rows.push(html`<tr><th scope="row">other</th><td class="n">${other}</td><td>${bar(other, most)}</td></tr>`)
  return html`<table><thead><tr><th scope="col">State</th><th scope="col" class="n">KEPs</th><th scope="col"><span class="soft">share</span></th></tr></thead><tbody>${rows}</tbody></table>`
}

function bySig({ keps }: SiteData): Html {
  const sigs = new Map<string, { count: number; open: number; errors: number }>()
  for (const { findings, owningSig, standing } of keps) {
    const row = sigs.get(owningSig) ?? { count: 0, open: 0, errors: 0 }
    row.count++
    if (standing === 'open') row.open++
    row.errors += findings.error
    sigs.set(owningSig, row)
  }
  const rows = [...sigs]
    .sort(([a, one], [b, other]) => other.count - one.count || (a < b ? -1 : 1))
    .map(
      ([sig, { count, errors, open }]) =>
        html`<tr><th scope="row"><a href="keps.html?sig=${encodeURIComponent(sig)}">${sig === '' ? 'no SIG' : sig}</a></th><td class="n">${count}</td><td class="n">${open}</td><td class="n">${errors === 0 ? '' : html`<span class="error">${errors}</span>`}</td></tr>`,
    )
  return scrolling(
    'KEPs by SIG',
    html`<table><thead><tr><th scope="col">SIG</th><th scope="col" class="n">KEPs</th><th scope="col" class="n">being written</th><th scope="col" class="n">errors</th></tr></thead><tbody>${rows}</tbody></table>`,
  )
}

function bar(count: number, most: number): Html {
  return html`<svg width="160" height="12" viewBox="0 0 160 12" aria-hidden="true"><rect class="fill" width="${Math.max(1, Math.round((count / most) * 160))}" height="12" rx="2"/></svg>`
}

function movedLately({ keps, noHistory }: SiteData): Html {
  if (noHistory !== null) return html`<h2>Moved lately</h2><p class="soft">${noHistory}</p>`
  const moves = keps.flatMap((kep) =>
    (kep.timeline?.entries ?? []).map((entry, place, all) => ({ kep, entry, before: all[place - 1] ?? null })),
  )
  moves.sort((a, b) => (a.entry.day < b.entry.day ? 1 : a.entry.day > b.entry.day ? -1 : 0))
  const items = moves.slice(0, mostMoves).map(({ before, entry, kep }) => {
    const what = [
      before === null ? `new: ${entry.state ?? 'no state'}` : null,
      before !== null && before.state !== entry.state
        ? `${before.state ?? 'no state'} → ${entry.state ?? 'no state'}`
        : null,
      before !== null && before.stage !== entry.stage
        ? `${before.stage ?? 'no stage'} → ${entry.stage ?? 'no stage'}`
        : null,
      before !== null && before.milestone !== entry.milestone ? `for ${entry.milestone ?? 'no release'}` : null,
    ].filter((each) => each !== null)
    return html`<li><time datetime="${entry.day}">${entry.day}</time> ${kepLink(kep)} <span class="soft">${what.join(', ')}</span></li>`
  })
  return html`<h2>Moved lately</h2><ul class="plain">${items}</ul>`
}

/** The release that is worked on: the latest that some KEPs name which are not done. */
export function nextRelease({ keps }: SiteData): string | null {
  const counts = new Map<string, number>()
  for (const { latestMilestone, standing } of keps) {
    if (versionOf(latestMilestone) !== null && standing !== 'record') {
      counts.set(latestMilestone, (counts.get(latestMilestone) ?? 0) + 1)
    }
  }
  const named = [...counts].filter(([, count]) => count >= fewest).map(([release]) => release)
  const sorted = named.sort((a, b) => {
    const [one, other] = [versionOf(a), versionOf(b)]
    return one !== null && other !== null ? compareVersions(other, one) : 0
  })
  return sorted[0] ?? null
}

function blocked(data: SiteData): Html {
  const release = nextRelease(data)
  if (release === null) return html``
  const all = data.keps.filter(({ latestMilestone, standing }) => latestMilestone === release && standing !== 'record')
  const waiting = all.filter(({ findings, owes }) => owes.length > 0 || findings.error > 0)
  const rows = waiting.map(
    (kep) =>
      html`<tr><td class="t">${kepLink(kep)}</td><td class="w">${kep.owningSig}</td><td>${stateLabel(kep.status)}</td><td class="w">${kep.stage}</td><td class="t">${[...kep.owes, ...kep.errors].join('; ')}</td></tr>`,
  )
  const count = `${waiting.length} of ${all.length} KEPs for ${release} lack something.`
  const table =
    waiting.length === 0
      ? html``
      : scrolling(
          `What ${release} waits for`,
          html`<table><thead><tr><th scope="col">KEP</th><th scope="col">SIG</th><th scope="col">State</th><th scope="col">Stage</th><th scope="col">Lacks</th></tr></thead><tbody>${rows}</tbody></table>`,
        )
  return html`<h2>Blocked for ${release}</h2><p>${count}</p>${table}`
}

function worst({ keps }: SiteData): Html {
  const sorted = keps
    .filter(({ findings }) => findings.error > 0)
    .sort((a, b) => b.findings.error - a.findings.error || b.findings.warning - a.findings.warning)
  if (sorted.length === 0) return html`<p class="good">No KEP has an error.</p>`
  const items = sorted.slice(0, mostKeps).map((kep) => html`<li>${kepLink(kep)} · ${countsLabel(kep.findings)}</li>`)
  const rest = sorted.length - items.length
  const more = rest > 0 ? html`<p><a href="keps.html?has=error">${rest} more KEPs with errors</a></p>` : html``
  return html`<ul class="plain">${items}</ul>${more}`
}
