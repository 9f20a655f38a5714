// What the benchmarks share: whole processes measured by turns, and tables of what was measured.
import { spawnSync } from 'node:child_process'

/** @typedef {{ readonly time: number, readonly peak: number, readonly output: string }} Ran */

/**
 * Runs Node with these arguments; the time in milliseconds and the peak memory in bytes. Stops where it ends with another
 * status than those of `ends`.
 *
 * @param {readonly string[]} args
 * @param {'ignore' | 'pipe'} stdout
 * @param {Readonly<Record<string, string>>} env
 * @param {readonly number[]} ends
 * @returns {Ran}
 */
export function runProcess(args, stdout = 'ignore', env = {}, ends = [0]) {
  const started = process.hrtime.bigint()
  const child = spawnSync(process.execPath, ['--import', new URL('peak.mjs', import.meta.url).href, ...args], {
    stdio: ['ignore', stdout, 'pipe', 'pipe'],
    env: { ...process.env, ...env, NODE_OPTIONS: '' },
    maxBuffer: 1 << 28,
  })
  const time = Number(process.hrtime.bigint() - started) / 1e6
  if (child.status === null || !ends.includes(child.status))
    fail(`${args.join(' ')} failed: ${child.error ?? child.stderr}`)
  return { time, peak: Number(child.output[3]), output: String(child.stdout) }
}

/**
 * @param {readonly string[]} head
 * @param {readonly (readonly string[])[]} rows
 */
export function printTable(head, rows) {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)))
  /** @param {readonly string[]} cells */
  const line = (cells) =>
    cells.map((cell, i) => (i === 0 ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0))).join('  ')
  console.log(`${[head, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('\n')}\n`)
}

/** @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[sorted.length >> 1] ?? NaN
}

/** @param {number} number */
export function round(number) {
  return String(Math.round(number))
}

/** @param {number} number */
export function grouped(number) {
  return number.toLocaleString('en')
}

/**
 * @param {string} message
 * @returns {never}
 */
export function fail(message) {
  console.error(`bench: ${message}`)
  process.exit(2)
}
