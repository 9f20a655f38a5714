import type { Catalogue } from '../model/catalogue.js'
import type { Comparison } from '../model/change.js'
import type { Kep } from '../model/kep.js'
import { dayOf, daysFrom } from '../text/dates.js'
import { nameOf } from '../text/paths.js'
import { inQuotesOf, listed } from '../text/quoting.js'
import { wordOf } from '../yaml/values.js'
import { defineRule } from './rule.js'

/** A date that lags behind makes a KEP look forgotten; what is today differs with the time zone. */
export default defineRule({
  id: 'last-updated-bumped',
  since: '1.0',
  summary: 'A KEP that changes has a newer last-updated date',
  severity: 'warning',
  *checkChange(change, comparison) {
    const { before, now } = change
    if (!before || !now || change.files.length === 0) return
    // In another format the same text is in other files.
    if (before.profile.layout.kind !== now.profile.layout.kind) return
    const text = now.text('lastUpdated') ?? ''
    const [was, is] = [dayOf(before.text('lastUpdated') ?? ''), dayOf(text)]
    if (was === null || is === null || is > was) return
    const { today } = comparison.head
    const [yesterday, tomorrow] = [daysFrom(today, -1), daysFrom(today, 1)]
    // A date in the future was wrong, and is now fixed.
    if ((yesterday <= is && is <= tomorrow) || was > tomorrow) return
    const changed = changedTexts(change.files, before, now, comparison).filter(
      (file) => file !== nameOf(now.metadata.path) || !saysTheSame(before, now),
    )
    if (changed.length === 0) return
    const at = now.place('lastUpdated')
    const name = now.keyName('lastUpdated')
    const what = is === was ? `is still ${is}` : `went back from ${was} to ${is}`
    yield {
      at,
      message: `${name} ${what}, and ${listed(changed)} changed; set it to ${today}`,
      subject: name,
      suggestion: inQuotesOf(at, text, today),
    }
  },
})

/**
 * The metadata, the body and the sections whose words changed, as paths within the KEP. Line ends and white space at
 * the end of a line are no words.
 */
function changedTexts(files: readonly string[], before: Kep, now: Kep, { base, head }: Comparison): readonly string[] {
  const [old, current] = [textsIn(before, base), textsIn(now, head)]
  const changed = files.filter((file) => {
    const place = withinKep(file, now) ?? withinKep(file, before) ?? file
    const [was, is] = [old.get(place), current.get(place)]
    return was !== is && wordsOf(was) !== wordsOf(is)
  })
  return changed.map((file) => withinKep(file, now) || withinKep(file, before) || nameOf(file))
}

/** The metadata is a file of its own, and says in other words what it said before. */
function saysTheSame({ metadata: before }: Kep, { metadata: now, profile }: Kep): boolean {
  if (profile.layout.kind === 'file' || !before.value || !now.value) return false
  return wordOf(before, [], before.value) === wordOf(now, [], now.value)
}

/** The texts of a KEP by their paths within it. */
function textsIn(kep: Kep, { texts: markdown, tree }: Catalogue): ReadonlyMap<string, string> {
  const { path } = kep.metadata
  const texts = [{ path, text: tree.texts.get(path) ?? '' }, ...markdown.of(kep)]
  return new Map(texts.map(({ path, text }) => [withinKep(path, kep) ?? path, text]))
}

/** Empty for the KEP itself, where it is one file; null for what is not in it. */
function withinKep(file: string, { path }: Kep): string | null {
  if (file === path) return ''
  if (path === '.') return file
  return file.startsWith(`${path}/`) ? file.slice(path.length + 1) : null
}

function wordsOf(text: string | undefined): string | undefined {
  return text
    ?.split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()
}
