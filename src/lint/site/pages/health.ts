import type { Timeline } from '../../index/timeline.js'
import { lineChart, stackedChart } from '../chart.js'
import type { SiteData, SiteKep } from '../data.js'
import { type Html, html, scrolling } from '../html.js'
import { kepLink, stateLabel } from './pieces.js'

/** The KEPs by state go back so many months. */
const mostMonths = 96
/** A KEP that is open and was not touched for so many days is named. */
const long = 365
const mostUntouched = 30

/** Findings by rule and SIG, how the tree moved over the months, how long KEPs take, and which were left. */
export function health(data: SiteData): Html {
  return html`<h1>Health</h1>
<h2>Findings by rule</h2>
${byRule(data)}
<h2>Findings by SIG</h2>
${bySig(data)}
${trend(data)}
<h2>KEPs by state over the months</h2>
${overMonths(data)}
<h2>Time from state to state</h2>
${durations(data)}
<h2>Open and long untouched</h2>
${untouched(data)}`
}

function byRule({ elsewhere, keps, rules }: SiteData): Html {
  const counts = new Map<string, { error: number; warning: number; notice: number }>()
  for (const { rule, severity } of [...keps.flatMap(({ found }) => found), ...elsewhere]) {
    const row = counts.get(rule) ?? { error: 0, warning: 0, notice: 0 }
    row[severity]++
    counts.set(rule, row)
  }
  if (counts.size === 0) return html`<p class="good">Nothing was found.</p>`
  const summaries = new Map(rules.map(({ id, summary }) => [id, summary]))
  const rows = [...counts]
    .sort(
      ([a, one], [b, other]) =>
        other.error - one.error || other.warning - one.warning || other.notice - one.notice || (a < b ? -1 : 1),
    )
    .map(
      ([rule, { error, notice, warning }]) =>
        html`<tr><th scope="row"><a href="https://github.com/keplint/keplint/blob/v1/src/lint/rules/${rule}.md" rel="noopener">${rule}</a></th><td class="n error">${error || ''}</td><td class="n warning">${warning || ''}</td><td class="n">${notice || ''}</td><td class="t">${summaries.get(rule) ?? ''}</td></tr>`,
    )
  return scrolling(
    'Findings by rule',
    html`<table>${head(['Rule', 'Errors', 'Warnings', 'Notices', 'What it checks'])}<tbody>${rows}</tbody></table>`,
  )
}

function bySig({ keps }: SiteData): Html {
  const counts = new Map<string, { keps: number; error: number; warning: number; notice: number }>()
  for (const { findings, owningSig } of keps) {
    const row = counts.get(owningSig) ?? { keps: 0, error: 0, warning: 0, notice: 0 }
    row.keps++
    row.error += findings.error
    row.warning += findings.warning
    row.notice += findings.notice
    counts.set(owningSig, row)
  }
  const rows = [...counts]
    .sort(([a, one], [b, other]) => other.error - one.error || other.warning - one.warning || (a < b ? -1 : 1))
    .map(
      ([sig, row]) =>
        html`<tr><th scope="row"><a href="keps.html?sig=${encodeURIComponent(sig)}">${sig === '' ? 'no SIG' : sig}</a></th><td class="n">${row.keps}</td><td class="n error">${row.error || ''}</td><td class="n warning">${row.warning || ''}</td><td class="n">${row.notice || ''}</td></tr>`,
    )
  return scrolling(
    'Findings by SIG',
    html`<table>${head(['SIG', 'KEPs', 'Errors', 'Warnings', 'Notices'])}<tbody>${rows}</tbody></table>`,
  )
}

function head(names: readonly string[]): Html {
  const isText = (name: string, at: number): boolean => at === 0 || name === 'What it checks'
  return html`<thead><tr>${names.map((name, at) => html`<th scope="col"${isText(name, at) ? null : { html: ' class="n"' }}>${name}</th>`)}</tr></thead>`
}

function trend({ trend: points }: SiteData): Html {
  if (points.length < 2) return html``
  const series = [
    { name: 'errors', values: points.map(({ errors }) => errors), color: 'l5' },
    { name: 'warnings', values: points.map(({ warnings }) => warnings), color: 'l4' },
    { name: 'KEPs', values: points.map(({ keps }) => keps), color: 'l1' },
  ]
  return html`<h2>Findings over the months</h2>
<p class="soft">Each month is checked with the rules and the configuration of today.</p>
${lineChart({ title: 'Errors, warnings and KEPs over the months', days: points.map(({ day }) => day), series })}`
}

function overMonths({ day, keps, noHistory, states }: SiteData): Html {
  if (noHistory !== null) return html`<p class="soft">${noHistory}</p>`
  const timelines = keps.flatMap(({ timeline }) => (timeline === null ? [] : [timeline]))
  const first = timelines.reduce((least, { entries: [entry] }) => (entry && entry.day < least ? entry.day : least), day)
  const days = monthsBetween(first, day).slice(-mostMonths)
  const stateOn = (timeline: Timeline, on: string): string | null =>
    timeline.entries.findLast((entry) => entry.day <= on)?.state ?? null
  const counted = states.filter((state) =>
    timelines.some(({ entries }) => entries.some((entry) => entry.state === state)),
  )
  const series = counted.map((state) => ({
    name: state,
    color: `s${states.indexOf(state) % 8}`,
    values: days.map((on) => timelines.filter((timeline) => stateOn(timeline, on) === state).length),
  }))
  if (days.length < 2 || series.length === 0) return html`<p class="soft">The history is too short for a chart.</p>`
  return stackedChart({ title: 'KEPs by state over the months', days, series })
}

/** The first day of each month from one day to another, and that other day: `YYYY-MM-DD`. */
export function monthsBetween(first: string, last: string): readonly string[] {
  const days: string[] = []
  let [year, month] = [Number(first.slice(0, 4)), Number(first.slice(5, 7))]
  for (;;) {
    month++
    if (month > 12) [year, month] = [year + 1, 1]
    const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-01`
    if (day >= last) break
    days.push(day)
  }
  return [...days, last]
}

function durations({ keps, noHistory, way }: SiteData): Html {
  if (noHistory !== null) return html`<p class="soft">${noHistory}</p>`
  const steps = way.slice(1).map((to, at): readonly [string, string] => [way[at] ?? '', to])
  const taken = keps.flatMap(({ timeline }) =>
    steps.flatMap(([from, to]) => {
      const start = timeline?.entries.find(({ state }) => state === from)
      const end = timeline?.entries.find(({ day, state }) => state === to && start !== undefined && day >= start.day)
      return start && end
        ? [{ step: `${from} → ${to}`, year: end.day.slice(0, 4), days: daysBetween(start.day, end.day) }]
        : []
    }),
  )
  if (taken.length === 0) return html`<p class="soft">No KEP has gone from one state to the next in this history.</p>`
  const years = [...new Set(taken.map(({ year }) => year))].sort().toReversed()
  const names = steps.map(([from, to]) => `${from} → ${to}`).filter((name) => taken.some(({ step }) => step === name))
  const rows = years.map((year) => {
    const cells = names.map((name) => {
      const own = taken.filter((each) => each.year === year && each.step === name).map(({ days }) => days)
      return html`<td class="n">${own.length === 0 ? '' : `${medianOf(own)} days (${own.length})`}</td>`
    })
    return html`<tr><th scope="row">${year}</th>${cells}</tr>`
  })
  return html`<p class="soft">The median, and of how many KEPs, by the year in which the second state was reached.</p>
${scrolling('Time from state to state', html`<table><thead><tr><th scope="col">Year</th>${names.map((name) => html`<th scope="col" class="n">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table>`)}`
}

function daysBetween(a: string, b: string): number {
  return Math.round((Date.parse(b) - Date.parse(a)) / 86_400_000)
}

function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const [low = 0, high = 0] = [sorted[sorted.length % 2 === 0 ? middle - 1 : middle], sorted[middle]]
  return Math.round((low + high) / 2)
}

function untouched({ day, keps, noHistory }: SiteData): Html {
  if (noHistory !== null) return html`<p class="soft">${noHistory}</p>`
  const isOld = ({ standing, timeline }: SiteKep): boolean =>
    standing === 'open' && timeline !== null && daysBetween(timeline.touched, day) > long
  const left = keps.filter(isOld).sort((a, b) => ((a.timeline?.touched ?? '') < (b.timeline?.touched ?? '') ? -1 : 1))
  if (left.length === 0) return html`<p class="good">Every open KEP was touched within a year.</p>`
  const items = left
    .slice(0, mostUntouched)
    .map(
      (kep) =>
        html`<li><time datetime="${kep.timeline?.touched ?? ''}">${kep.timeline?.touched ?? ''}</time> ${kepLink(kep)} ${stateLabel(kep.status)} <span class="soft">${kep.owningSig}</span></li>`,
    )
  const more = left.length > items.length ? html`<p class="soft">…and ${left.length - items.length} more</p>` : html``
  return html`<ul class="plain">${items}</ul>${more}`
}
