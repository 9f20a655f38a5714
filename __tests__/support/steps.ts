import { Session } from 'node:inspector'

/**
 * Counts the work that a call does, in steps that are the same on every machine: how often each block of JavaScript
 * runs, by V8's own coverage, and how many characters the functions of strings that search, which are no JavaScript,
 * read. The code that is measured must be loaded after `startCounting`; nothing in it knows of the counting.
 */
export interface Counter {
  readonly steps: (work: () => void) => number
  readonly stop: () => void
}

/** A function of strings and how much of the text it reads, given what it returned. */
type Cost = (text: string, args: readonly unknown[], result: unknown) => number

const from = (value: unknown): number => (typeof value === 'number' ? Math.max(0, value) : 0)
const whole: Cost = (text) => text.length

const searches: Readonly<Record<string, Cost>> = {
  indexOf: (text, [, start], found) => (found === -1 ? text.length : from(found)) - Math.min(from(start), text.length),
  lastIndexOf: (text, [, start], found) =>
    (typeof start === 'number' ? Math.min(start, text.length) : text.length) - Math.max(0, from(found)),
  includes: (text, _, found) => (found === true ? 1 : text.length),
  split: whole,
  trim: (text, _, result) => text.length - String(result).length,
  trimEnd: (text, _, result) => text.length - String(result).length,
  trimStart: (text, _, result) => text.length - String(result).length,
  toLowerCase: whole,
  toUpperCase: whole,
  normalize: whole,
}

export function startCounting(): Counter {
  const session = new Session()
  session.connect()
  const post = (method: string, params?: object): unknown => {
    let answer: unknown
    session.post(method, params, (error, result) => {
      if (error) throw new Error(error.message)
      answer = result
    })
    return answer
  }
  post('Profiler.enable')
  post('Profiler.startPreciseCoverage', { callCount: true, detailed: true })
  let read = 0
  const restore = countReading((characters) => (read += Math.max(0, characters)))
  return {
    steps(work) {
      post('Profiler.takePreciseCoverage')
      read = 0
      work()
      const characters = read
      return blocksRun(post('Profiler.takePreciseCoverage')) + characters / 10
    },
    stop() {
      restore()
      post('Profiler.stopPreciseCoverage')
      session.disconnect()
    },
  }
}

/** How often blocks ran in all. */
function blocksRun(answer: unknown): number {
  let sum = 0
  const visit = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [key, each] of Object.entries(value)) {
      if (key === 'count' && typeof each === 'number') sum += each
      else visit(each)
    }
  }
  visit(answer)
  return sum
}

function countReading(count: (characters: number) => void): () => void {
  const restores = Object.entries(searches).map(([name, cost]) => {
    const original: unknown = Reflect.get(String.prototype, name)
    if (typeof original !== 'function') throw new Error(`strings have no ${name}`)
    const counting = function (this: string, ...args: unknown[]): unknown {
      const result: unknown = Reflect.apply(original, this, args)
      count(cost(String(this), args, result))
      return result
    }
    Reflect.defineProperty(String.prototype, name, { value: counting, configurable: true, writable: true })
    return () => Reflect.defineProperty(String.prototype, name, { value: original, configurable: true, writable: true })
  })
  return () => {
    for (const restore of restores) restore()
  }
}
