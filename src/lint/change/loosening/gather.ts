import type { Config, Exemption, Override } from '../../model/config.js'
import type { Loosening } from '../../model/loosening.js'
import type { Place } from '../../model/place.js'
import { rankOf, type Setting, severityName } from '../../model/severity.js'
import { shown } from '../../text/quoting.js'
import type { Surroundings } from './surroundings.js'
import { lasting, type Verdict } from './verdicts.js'

/** Compares verdicts, and keeps one loosening for each rule and entry that decides. */
export interface Gatherer {
  /**
   * The verdicts on one place: of the base, here and where its KEP was; of the change, here and where its KEP is.
   * A change asks less where both of its own ask less than both of the base.
   */
  readonly compare: (rule: string, was: Pair, is: Pair) => void
  readonly loosenings: () => readonly Loosening[]
}

type Pair = readonly [here: Verdict, elsewhere: Verdict]

/** A loosening, and how much it was and is: of one entry and rule, the one that tells most is kept. */
interface Kept extends Loosening {
  readonly weight: number
}

/** Names what decides in words of the two configurations. */
export function gatherer(
  before: Config,
  now: Config,
  { moves, severities, spanOf }: Pick<Surroundings, 'moves' | 'severities' | 'spanOf'>,
): Gatherer {
  const kept = new Map<string, Kept>()
  const keep = (key: string, weight: number, at: Place | null, message: string): void => {
    const known = kept.get(key)
    if (!known || known.weight < weight) kept.set(key, { at, message, weight })
  }
  const generally = (config: Config, rule: string): string => {
    const written = config.rules.get(rule)
    return written === undefined ? `${severityName(severities.get(rule) ?? 'error')} by default` : severityName(written)
  }
  const inBefore = before.overrides.map((override) => wordsFor(override, (path) => path))
  const inNow = now.overrides.map((override) => wordsFor(override, (path) => path))
  const movedWords = before.overrides.map((override) => wordsFor(override, moves.forth))

  const addSetting = (
    rule: string,
    was: Verdict,
    is: Verdict,
    past = generally(before, rule),
    present = generally(now, rule),
  ): void => {
    const weight = rankOf(was.setting) * 4 - rankOf(is.setting)
    const wasNamed = severityName(was.setting)
    if (is.by !== null) {
      const isSamePlace = was.by !== null && [inBefore[was.by], movedWords[was.by]].includes(inNow[is.by])
      const wasWords = was.by === null ? past : wasNamed + (isSamePlace ? '' : (inBefore[was.by] ?? ''))
      const message = `${rule}${inNow[is.by] ?? ''} is ${severityName(is.setting)}, and was ${wasWords}`
      keep(`${rule}\0now ${is.by}`, weight, now.placeOf('overrides', is.by, 'rules', rule), message)
    } else {
      const where = was.by === null ? '' : (inBefore[was.by] ?? '')
      const message = `${rule}${where} is ${present}, and was ${was.by === null ? past : wasNamed}`
      keep(`${rule}\0${was.by === null ? 'general' : `before ${was.by}`}`, weight, now.placeOf('rules', rule), message)
    }
  }

  /** A rule may count some findings as more or less than it says; a configuration that says the same does not. */
  const compareSpans = (rule: string, was: Verdict, is: Verdict): void => {
    const [least, most] = spanOf(rule)
    if (is.explicit && rankOf(most) > rankOf(is.setting)) {
      addSetting(rule, was, is, `up to ${severityName(most)} by default`)
    } else if (was.explicit && rankOf(least) < rankOf(was.setting)) {
      addSetting(rule, was, is, undefined, `down to ${severityName(least)} by default`)
    }
  }

  const compareExemptions = (rule: string, was: string, is: Verdict): void => {
    for (const exemption of is.exemptions) {
      const { path, until, at } = exemption
      if ((until ?? 'forever') <= was) continue
      const isSame = (each: Exemption): boolean =>
        each.rule === rule && [each.path, moves.forth(each.path)].includes(path)
      const same = before.exemptions.filter(isSame)
      const name = `exemption of ${rule} for ${shown(path)}`
      const holds = until === null ? 'for good' : `until ${until}`
      const message = same.length === 0 ? `${name} is new` : `${name} holds ${holds}, and held until ${lasting(same)}`
      keep(`exemption ${now.exemptions.indexOf(exemption)}`, 0, at, message)
    }
  }

  return {
    compare: (rule, was, is) => {
      const [old] = was.map(({ setting }) => setting).sort(byWeight)
      const current = is
        .map(({ setting }) => setting)
        .sort(byWeight)
        .at(-1)
      if (old === undefined || current === undefined || old === 'off') return
      // What is reported is how the KEP counted where it was, and counts where it is.
      const [[, stood], [, stands]] = [was, is]
      if (rankOf(current) < rankOf(old)) return addSetting(rule, stood, stands)
      if (current === old && stood.explicit !== stands.explicit) compareSpans(rule, stood, stands)
      const least = was.reduce((low, { promoted }) => Math.min(low, rankOf(promoted)), Infinity)
      const most = is.reduce((high, { promoted }) => Math.max(high, rankOf(promoted)), -Infinity)
      if (most < least) {
        const [past, present] = [generally(before, rule), generally(now, rule)]
        const message = `${rule} is ${present} in KEPs that move forward, and was ${past}`
        keep(`${rule}\0promoted`, 0, now.placeOf('rules', rule), message)
      }
      const lasted =
        was
          .map(({ exemptions }) => lasting(exemptions))
          .sort()
          .at(-1) ?? ''
      const lasts = is.map(({ exemptions }) => lasting(exemptions)).sort()[0] ?? ''
      if (lasts > lasted) compareExemptions(rule, lasted, stands)
    },
    loosenings: () =>
      [...kept].flatMap(([key, { at, message }]) => {
        const [rule = '', kind] = key.split('\0')
        return kind === 'promoted' && kept.has(`${rule}\0general`) ? [] : [{ at, message }]
      }),
  }
}

function byWeight(a: Setting, b: Setting): number {
  return rankOf(a) - rankOf(b)
}

/** ` in "keps/sig-node" while provisional`; what holds everywhere by an override is not what `rules` says. */
function wordsFor({ paths, states }: Override, place: (path: string) => string): string {
  const where = paths.length === 0 ? '' : ` in ${paths.map((path) => shown(place(path))).join(', ')}`
  return where + (states.length === 0 ? '' : ` while ${states.join(' or ')}`) || ' everywhere'
}
