import { area, line, stack } from 'd3-shape'
import { type Html, html } from './html.js'

/** One series of a chart: a value for each day of it. */
export interface Series {
  readonly name: string
  readonly values: readonly number[]
  /** The class that gives its colour. */
  readonly color: string
}

interface Chart {
  readonly title: string
  /** `YYYY-MM-DD`, evenly spaced. */
  readonly days: readonly string[]
  readonly series: readonly Series[]
}

const width = 860
const height = 280
const margin = { left: 44, right: 12, top: 12, bottom: 30 }

/** Values that add up, as areas on top of each other. */
export function stackedChart({ days, series, title }: Chart): Html {
  const rows = days.map((_, at) => Object.fromEntries(series.map(({ name, values }) => [name, values[at] ?? 0])))
  const layers = stack<Readonly<Record<string, number>>>().keys(series.map(({ name }) => name))(rows)
  const top = mostOf(layers.flatMap((layer) => layer.map(([, end]) => end)))
  const shape = area<readonly [number, number]>()
    .x((_, at) => xAt(at, days.length))
    .y0(([start]) => yAt(start, top))
    .y1(([, end]) => yAt(end, top))
  const paths = layers.map((layer, at) => {
    const points = layer.map(([start, end]): readonly [number, number] => [start, end])
    return html`<path class="${series[at]?.color ?? ''}" d="${shape([...points]) ?? ''}"/>`
  })
  return chart(title, days, series, top, paths)
}

/** Values that are read each by itself, as lines. */
export function lineChart({ days, series, title }: Chart): Html {
  const top = mostOf(series.flatMap(({ values }) => [...values]))
  const shape = line<number>()
    .x((_, at) => xAt(at, days.length))
    .y((value) => yAt(value, top))
  const paths = series.map(
    ({ color, values }) => html`<path class="${color}" d="${shape([...values]) ?? ''}" fill="none" stroke-width="2"/>`,
  )
  return chart(title, days, series, top, paths)
}

function chart(
  title: string,
  days: readonly string[],
  series: readonly Series[],
  top: number,
  paths: readonly Html[],
): Html {
  const steps = [0, top / 2, top]
  const ticks = steps.map(
    (value) =>
      html`<line class="axis" x1="${margin.left}" x2="${width - margin.right}" y1="${rounded(yAt(value, top))}" y2="${rounded(yAt(value, top))}"/><text class="soft" x="${margin.left - 6}" y="${rounded(yAt(value, top) + 4)}" text-anchor="end">${Math.round(value)}</text>`,
  )
  const years = days
    .map((day, at) => ({ day, at }))
    .filter(({ at, day }) => at === 0 || day.slice(0, 4) !== days[at - 1]?.slice(0, 4))
  const least = 48
  const labels = years
    .filter(
      ({ at }, place) =>
        place === years.length - 1 || xAt(years[place + 1]?.at ?? 0, days.length) - xAt(at, days.length) >= least,
    )
    .map(
      ({ at, day }) =>
        html`<text class="soft" x="${rounded(xAt(at, days.length))}" y="${height - 8}">${day.slice(0, 4)}</text>`,
    )
  const key = series.map(({ color, name }) => html`<li><i class="${color}"></i>${name}</li>`)
  const rows = days
    .map(
      (day, at) =>
        html`<tr><th scope="row">${day}</th>${series.map(({ values }) => html`<td class="n">${values[at] ?? 0}</td>`)}</tr>`,
    )
    .toReversed()
  return html`<figure><svg role="img" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" aria-label="${title}"><title>${title}</title>${ticks}${paths}${labels}</svg><ul class="key">${key}</ul>
<details><summary>${title}, as a table</summary><div class="scroll" role="region" aria-label="${title}" tabindex="0"><table><thead><tr><th scope="col">Day</th>${series.map(({ name }) => html`<th scope="col" class="n">${name}</th>`)}</tr></thead><tbody>${rows}</tbody></table></div></details></figure>`
}

/** The top of the axis: the next round number. */
function mostOf(values: readonly number[]): number {
  const most = values.reduce((all, value) => Math.max(all, value), 0)
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(Math.max(1, most))))
  return Math.max(1, Math.ceil(most / unit) * unit)
}

function xAt(at: number, count: number): number {
  const room = width - margin.left - margin.right
  return margin.left + (count < 2 ? room / 2 : (at / (count - 1)) * room)
}

function yAt(value: number, top: number): number {
  return height - margin.bottom - (value / top) * (height - margin.top - margin.bottom)
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}
