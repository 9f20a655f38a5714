import { compareVersions, versionOf } from '../../text/versions.js'
import type { SiteData, SiteKep } from '../data.js'
import { type Html, html, scrolling } from '../html.js'
import { titleOf } from './pieces.js'

/** As many releases are shown: a longer way is on the pages of the KEPs. */
const mostReleases = 8

/** Releases as columns, SIGs as rows: each KEP at the release of each of its stages. */
export function roadmap({ keps }: SiteData): Html {
  const placed = keps.flatMap((kep) => stepsOf(kep).map((step) => ({ kep, ...step })))
  const releases = [...new Set(placed.map(({ release }) => release))].sort(byVersion).slice(-mostReleases)
  if (releases.length === 0) return html`<h1>Roadmap</h1><p>No KEP names a release.</p>`
  const shown = placed.filter(({ release }) => releases.includes(release))
  const sigs = [...new Set(shown.map(({ kep }) => kep.owningSig))].sort()
  const rows = sigs.map((sig) => {
    const cells = releases.map((release) => {
      const here = shown.filter((each) => each.release === release && each.kep.owningSig === sig)
      const items = here.map(({ kep, stage }) => {
        const isAtOdds = kep.rules.includes('milestone-consistent') || kep.rules.includes('stage-matches-state')
        const mark = isAtOdds ? html` <span class="error" title="its milestones are at odds">⚠ at odds</span>` : html``
        return html`<li><a href="kep/${kep.page}">${titleOf(kep)}</a> <span class="soft">${stage}</span>${mark}</li>`
      })
      return html`<td class="t">${items.length === 0 ? '' : html`<ul class="plain">${items}</ul>`}</td>`
    })
    return html`<tr><th scope="row">${sig === '' ? 'no SIG' : sig}</th>${cells}</tr>`
  })
  return html`<h1>Roadmap</h1>
<p class="lead">Each KEP at the release of each of its stages, in the ${releases.length} latest releases. “At odds” marks a KEP whose milestones or stage contradict each other.</p>
${scrolling('Roadmap', html`<table><thead><tr><th scope="col">SIG</th>${releases.map((release) => html`<th scope="col">${release}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`)}`
}

/** The releases of a KEP's stages; where it names none, the one that it is worked on for. */
function stepsOf({ latestMilestone, milestone, stage }: SiteKep): readonly { stage: string; release: string }[] {
  const steps = Object.entries(milestone).flatMap(([name, release]) => step(name, release))
  return steps.length > 0 ? steps : step(stage, latestMilestone)
}

function step(stage: string, text: string): readonly { stage: string; release: string }[] {
  const version = versionOf(text)
  return version === null || version.every((part) => part === 0) ? [] : [{ stage, release: `v${version.join('.')}` }]
}

function byVersion(a: string, b: string): number {
  const [one, other] = [versionOf(a), versionOf(b)]
  return one !== null && other !== null ? compareVersions(one, other) : 0
}
