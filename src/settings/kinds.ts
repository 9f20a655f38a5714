import { UsageError } from '../host/errors/usage-error.js'
import { type Setting, severities } from '../lint/model/severity.js'
import { dayOf } from '../lint/text/dates.js'
import { nearest } from '../lint/text/nearest.js'
import { isRepository } from '../lint/text/repository.js'
import { type Pattern, parsePatterns } from './patterns.js'

/** What a reader of values must know. */
export interface Asked {
  /** What messages call the option: `--fail-on`, `input fail-on`. */
  readonly subject: string
  /** The ids of all rules. */
  readonly rules: readonly string[]
}

/** A kind of value: what may be written, and what it becomes. */
export interface Kind<V> {
  /** The words that it may be; null: other texts too. */
  readonly choices: readonly string[] | null
  /** Its default as it is written; empty where there is none. */
  readonly usual: string
  /** `flag`: the command's option takes no value. `secret`: the log must not show it. */
  readonly is: 'flag' | 'secret' | 'text'
  /** Reads all that was written, in order and not empty; mostly the last counts. Throws a `UsageError`. */
  readonly read: (written: readonly string[], asked: Asked) => V
}

/** Any text; null where there is none. */
export function text(): Kind<string | null> {
  return textThat(() => null)
}

/** Texts, one each time that it is given. */
export function texts(): Kind<readonly string[]> {
  return { choices: null, usual: '', is: 'text', read: (written) => written }
}

/** Texts, one a line, each without blanks around it; empty lines count for nothing. */
export function lines(): Kind<readonly string[]> {
  const read = (written: readonly string[]) =>
    written
      .flatMap((text) => text.split(/\r?\n/))
      .map((text) => text.trim())
      .filter((text) => text !== '')
  return { choices: null, usual: '', is: 'text', read }
}

/** A whole number from 1; null where there is none. */
export function count(): Kind<number | null> {
  const read: Kind<number | null>['read'] = (written, asked) => {
    const value = textThat((each) => (isCount(each) ? null : 'is not a whole number from 1')).read(written, asked)
    return value === null ? null : Number(value)
  }
  return { choices: null, usual: '', is: 'text', read }
}

/** A time such as `30d`, `6w`, `6m` or `1y`, in days; null where there is none. */
export function duration(): Kind<number | null> {
  const days = { d: 1, w: 7, m: 30.44, y: 365.25 } as const
  const read: Kind<number | null>['read'] = (written, asked) => {
    const fault = (value: string) =>
      /^[1-9]\d{0,3}[dwmy]$/.test(value) ? null : 'is not a time such as 30d, 6w, 6m or 1y'
    const value = textThat(fault).read(written, asked)
    if (value === null) return null
    const unit = value.at(-1)
    const each = unit === 'd' || unit === 'w' || unit === 'm' || unit === 'y' ? days[unit] : 1
    return Math.round(Number(value.slice(0, -1)) * each)
  }
  return { choices: null, usual: '', is: 'text', read }
}

/** Digits of a number from 1 that no KEP is too late for. */
export function isCount(text: string): boolean {
  return /^0*[1-9]\d{0,6}$/.test(text)
}

/** A text that the log must not show. */
export function secret(): Kind<string | null> {
  return { ...text(), is: 'secret' }
}

/** `OWNER/NAME` of a repository on GitHub. */
export function repository(): Kind<string | null> {
  return textThat((value) => (isRepository(value) ? null : 'is not OWNER/NAME, as in kubernetes/enhancements'))
}

/** A revision of git. It would take what begins with a hyphen for an option. */
export function revision(): Kind<string | null> {
  return textThat((value) => (value.startsWith('-') ? 'is not a branch, a tag or a commit id' : null))
}

/** A day, `YYYY-MM-DD`. */
export function day(): Kind<string | null> {
  return textThat((value) => {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) return 'is not a date: write YYYY-MM-DD'
    return dayOf(value) === null ? 'is a day that does not exist' : null
  })
}

/** One of some words; null where none is written and there is no default. */
export function word<const W extends string>(choices: readonly W[], usual: NoInfer<W>): Kind<W>
export function word<const W extends string>(choices: readonly W[]): Kind<W | null>
export function word<W extends string>(choices: readonly W[], usual: W | null = null): Kind<W | null> {
  return {
    choices,
    usual: usual ?? '',
    is: 'text',
    read: (written, { subject }) => {
      const value = written.at(-1)
      return value === undefined ? usual : choice(subject, value, choices)
    },
  }
}

const booleans = ['true', 'false'] as const

/** Off, unless it is given. The action's input is `true` or `false`. */
export function flag(): Kind<boolean> {
  return { ...boolean(false), is: 'flag' }
}

/** `true` or `false`, whatever the case, as the core schema of YAML 1.2 has them. */
export function boolean(usual: boolean): Kind<boolean> {
  return {
    choices: booleans,
    usual: String(usual),
    is: 'text',
    read: (written, { subject }) => {
      const value = written.at(-1)
      if (value === undefined) return usual
      const folded = value.toLowerCase()
      return choice(subject, booleans.find((known) => known === folded) ?? value, booleans) === 'true'
    },
  }
}

/** Patterns, one a line; null where there are none. */
export function patterns(): Kind<readonly Pattern[] | null> {
  const read = (written: readonly string[]) => (written.length === 0 ? null : parsePatterns(written.join('\n')))
  return { choices: null, usual: '', is: 'text', read }
}

/** Severities of rules, each `ID=SEVERITY`; the last one of a rule counts. */
export function ruleSettings(): Kind<ReadonlyMap<string, Setting>> {
  return { choices: null, usual: '', is: 'text', read: (written, asked) => new Map(written.map(settingIn(asked))) }
}

/** Ids of rules; null where none is given. */
export function ruleIds(): Kind<ReadonlySet<string> | null> {
  const read: Kind<ReadonlySet<string> | null>['read'] = (written, { rules }) =>
    written.length === 0 ? null : new Set(written.map((id) => ruleId(id, rules)))
  return { choices: null, usual: '', is: 'text', read }
}

function settingIn({ subject, rules }: Asked): (text: string) => readonly [id: string, setting: Setting] {
  return (text) => {
    const equals = text.indexOf('=')
    if (equals < 0) {
      throw new UsageError(`${subject} ${quote(text)} has no severity: write ID=SEVERITY, as in uuid-unique=off`)
    }
    const id = ruleId(text.slice(0, equals), rules)
    return [id, choice(`${subject} ${id}`, text.slice(equals + 1), ['off', ...severities])]
  }
}

/** A text, or the first thing that is wrong with it, as the end of a sentence. */
function textThat(faultOf: (value: string) => string | null): Kind<string | null> {
  const read: Kind<string | null>['read'] = (written, { subject }) => {
    const value = written.at(-1)
    if (value === undefined) return null
    const fault = faultOf(value)
    if (fault === null) return value
    throw new UsageError(`${subject} ${quote(value)} ${fault}`)
  }
  return { choices: null, usual: '', is: 'text', read }
}

/** The id of a rule. Throws a `UsageError` that says which one was probably meant. */
export function ruleId(written: string, rules: readonly string[]): string {
  if (rules.includes(written)) return written
  const near = nearest(written, rules)
  const hint = near === null ? 'keplint rules lists them' : `did you mean ${near}?`
  throw new UsageError(`unknown rule ${quote(written)}; ${hint}`)
}

function choice<W extends string>(subject: string, value: string, choices: readonly W[]): W {
  const found = choices.find((other) => other === value)
  if (found !== undefined) return found
  const near = nearest(value, choices)
  const hint = near === null ? '' : `; did you mean ${near}?`
  throw new UsageError(`${subject} ${quote(value)} is not one of ${choices.join(', ')}${hint}`)
}

function quote(text: string): string {
  return JSON.stringify(text)
}
