/** What the line above fences says of when they are as they are. */
export type Moment = 'Before' | 'After' | 'Before and after'

/** A fenced block of an example: its info string, and its text, which ends with a line end. */
export interface Fence {
  readonly info: string
  readonly text: string
  readonly moment: Moment
}

/**
 * What a page says below an example that passes: the change that would make the rule report something, or why no change
 * could. Texts are whole lines without their indent, or paths of files.
 *
 * - ``Fails without `OLD`.`` The line, or the file, is left out.
 * - ``Fails with `NEW` in place of `OLD`.`` The line is another one, or the file is at another path.
 * - ``Fails with `NEW` after `OLD`.`` The line is added.
 * - `Cannot fail: REASON.`
 *
 * `` in `PATH` `` says in which file, and `before the change` or `after the change` in which tree, where there are two.
 * `every` before OLD means all lines that are so, in all files.
 */
export type Counter =
  | {
      readonly old: string
      /** Null: nothing, the old text is left out. */
      readonly replacement: string | null
      readonly keepsOld: boolean
      readonly isEvery: boolean
      readonly path: string | null
      readonly moment: 'Before' | 'After' | null
    }
  | { readonly reason: string }

const code = '(?:``? ?)(.+?)(?: ?``?)'
const sentence = new RegExp(
  `^Fails (?:without|with ${code} (in place of|after)) (every )?${code}(?: in ${code})?(?:,? (before|after) the change)?\\.$`,
)

/** Reads one line of a page; null if it is no such sentence. Throws if it starts as one and cannot be read. */
export function readCounter(line: string): Counter | null {
  if (!/^(?:Fails with|Cannot fail)/.test(line)) return null
  const [, reason] = /^Cannot fail: (.+)\.$/.exec(line) ?? []
  if (reason !== undefined) return { reason }
  const [, replacement = null, how, every, old, path = null, moment] = sentence.exec(line) ?? []
  if (old === undefined) throw new Error(`this line cannot be read: ${line}`)
  const tree = moment === undefined ? null : moment === 'before' ? 'Before' : 'After'
  return { old, replacement, keepsOld: how === 'after', isEvery: every !== undefined, path, moment: tree }
}

type Change = Exclude<Counter, { readonly reason: string }>

/** The fences with the change made. Throws unless exactly one of them has the text, or several where it says `every`. */
export function countered(fences: readonly Fence[], change: Change): readonly Fence[] {
  const { old, path, moment, isEvery } = change
  const having = fences.filter(
    (fence) =>
      (path === null || pathOf(fence) === path) &&
      (moment === null || fence.moment === moment || fence.moment === 'Before and after') &&
      (pathOf(fence) === old || linesOf(fence).some((line) => line.trim() === old)),
  )
  if (having.length === 0) throw new Error(`no file has ${old}`)
  if (having.length > 1 !== isEvery) throw new Error(`${having.length} files have ${old}`)
  return fences.flatMap((fence) => {
    if (!having.includes(fence)) return [fence]
    if (moment === null || fence.moment === moment) return changed(fence, change)
    // It was the same in both trees, and is not any more.
    const other: Fence = { ...fence, moment: moment === 'Before' ? 'After' : 'Before' }
    return [other, ...changed({ ...fence, moment }, change)]
  })
}

function changed(fence: Fence, { old, replacement, keepsOld }: Change): readonly Fence[] {
  if (pathOf(fence) === old) {
    return replacement === null ? [] : [{ ...fence, info: `${fence.info.split(' ')[0] ?? ''} ${replacement}` }]
  }
  const lines = linesOf(fence)
  const index = lines.findIndex((line) => line.trim() === old)
  const line = lines[index] ?? ''
  const indent = line.slice(0, line.length - line.trimStart().length)
  const added = replacement === null ? [] : [indent + replacement]
  return [{ ...fence, text: lines.toSpliced(index, 1, ...(keepsOld ? [line] : []), ...added).join('\n') }]
}

function linesOf({ text }: Fence): readonly string[] {
  return text.split('\n')
}

/** The path of the file that a fence holds; `reviews` for those of the change. */
export function pathOf({ info }: Fence): string {
  return info.includes(' ') ? info.slice(info.indexOf(' ') + 1) : info
}
