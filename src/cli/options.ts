import { parseArgs } from 'node:util'
import { UsageError } from '../host/errors/usage-error.js'
import { isRepository } from '../host/repository.js'
import { type Setting, type Severity, severities } from '../lint/model/finding.js'
import { type Format, formats } from '../lint/reporters/formats.js'
import { dayOf } from '../lint/text/dates.js'
import { nearest } from '../lint/text/nearest.js'

const scopes = ['all', 'changed'] as const

const commands = ['check', 'baseline', 'rules', 'explain'] as const
type Command = (typeof commands)[number]

/** What is asked of the command, every value valid. */
export type Options =
  | { readonly command: 'help' | 'version' }
  | { readonly command: 'rules'; readonly format: 'text' | 'json' }
  | { readonly command: 'explain'; readonly rule: string }
  | CheckOptions

/** Of `check`, and of `baseline`, which writes what `check` would find. */
export interface CheckOptions {
  readonly command: 'check' | 'baseline'
  /** As written: directories, globs and files. */
  readonly paths: readonly string[]
  /** The command that the first path was probably meant for, if there is no such path. */
  readonly nearCommand: string | null
  /** Null: the working directory. */
  readonly root: string | null
  readonly repository: string | null
  /** A file, relative to the root; null: the usual one, if it is there. */
  readonly config: string | null
  /** A format's name or a profile file; null: what the configuration says. */
  readonly profile: string | null
  /** The baseline may take in new findings. */
  readonly grow: boolean
  readonly format: Format
  /** Null: standard output. */
  readonly output: string | null
  readonly failOn: Severity | 'never'
  /** The revision to compare with, as written; null: nothing is compared. */
  readonly base: string | null
  /** Which findings count; `changed` only where there is a base. */
  readonly scope: (typeof scopes)[number]
  readonly rules: ReadonlyMap<string, Setting>
  /** `YYYY-MM-DD`, or null: the present day. */
  readonly today: string | null
  readonly quiet: boolean
  readonly color: boolean
}

/** The names that options may give. */
export interface KnownNames {
  readonly rules: readonly string[]
}

/** Every option: whether it takes a value, and which commands know it. */
const optionTable = {
  root: { type: 'string', of: ['check', 'baseline'] },
  repository: { type: 'string', of: ['check', 'baseline'] },
  config: { type: 'string', of: ['check', 'baseline'] },
  profile: { type: 'string', of: ['check', 'baseline'] },
  format: { type: 'string', of: ['check', 'rules'] },
  output: { type: 'string', of: ['check'] },
  'fail-on': { type: 'string', of: ['check'] },
  base: { type: 'string', of: ['check'] },
  scope: { type: 'string', of: ['check'] },
  rule: { type: 'string', of: ['check', 'baseline'] },
  today: { type: 'string', of: ['check', 'baseline'] },
  grow: { type: 'boolean', of: ['baseline'] },
  quiet: { type: 'boolean', of: commands },
  'no-color': { type: 'boolean', of: commands },
  help: { type: 'boolean', short: 'h', of: commands },
  version: { type: 'boolean', of: commands },
} as const satisfies Record<string, { type: 'string' | 'boolean'; short?: string; of: readonly Command[] }>
type OptionName = keyof typeof optionTable

/** What was written, checked for form alone: single values (the last wins), flags, and every `--rule`. */
interface Written {
  readonly values: ReadonlyMap<OptionName, string>
  readonly flags: ReadonlySet<OptionName>
  readonly rules: readonly string[]
  readonly words: readonly string[]
  /** The first word is before any `--`, so it may be a command. */
  readonly mayBeCommand: boolean
}

/** Reads the command line, without Node's own two words. Throws a UsageError for what it cannot mean. */
export function parseOptions(argv: readonly string[], known: KnownNames): Options {
  const written = readWords(argv)
  if (written.flags.has('help')) return { command: 'help' }
  if (written.flags.has('version')) return { command: 'version' }
  const first = written.mayBeCommand ? written.words[0] : undefined
  if (first === 'help') return { command: 'help' }
  const named = commands.find((command) => command === first)
  const command = named ?? 'check'
  const words = named === undefined ? written.words : written.words.slice(1)
  refuseForeign(written, command)
  if (command === 'explain') return { command, rule: ruleToExplain(words, known.rules) }
  if (command === 'rules') {
    if (words.length > 0) throw new UsageError(`rules takes no path, but ${quote(words[0])} is given`)
    return { command, format: oneOf('format', written.values, ['text', 'json'], 'text') }
  }
  if (command === 'baseline' && words.length > 0) {
    const why = 'it holds the findings of the whole tree'
    throw new UsageError(`baseline takes no path, but ${quote(words[0])} is given: ${why}`)
  }
  const { values, flags } = written
  return {
    command,
    paths: words.map((word) => notEmpty('a path', word)),
    nearCommand: named === undefined && first !== undefined ? nearCommandOf(first) : null,
    root: values.get('root') ?? null,
    repository: repository(values.get('repository')),
    config: values.get('config') ?? null,
    profile: values.get('profile') ?? null,
    grow: flags.has('grow'),
    format: oneOf('format', values, formats, 'text'),
    output: values.get('output') ?? null,
    failOn: oneOf('fail-on', values, [...severities, 'never'], 'error'),
    ...comparison(values),
    rules: settings(written.rules, known.rules),
    today: day(values.get('today')),
    quiet: flags.has('quiet'),
    color: !flags.has('no-color'),
  }
}

function readWords(argv: readonly string[]): Written {
  // Not strict, as its messages are Node's own; every token is judged here instead.
  const { tokens } = parseArgs({ args: [...argv], options: optionTable, strict: false, tokens: true })
  const values = new Map<OptionName, string>()
  const flags = new Set<OptionName>()
  const rules: string[] = []
  const words: { readonly text: string; readonly index: number }[] = []
  let end = Infinity
  const faults: UsageError[] = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') end = token.index
    else if (token.kind === 'positional') words.push({ text: token.value, index: token.index })
    else {
      const { name, rawName, value } = token
      if (!isOption(name)) faults.push(unknownOption(rawName))
      else if (optionTable[name].type === 'boolean') {
        if (value !== undefined) faults.push(new UsageError(`--${name} takes no value, but ${quote(value)} is given`))
        flags.add(name)
      } else if (value === undefined || value === '' || (!token.inlineValue && value.startsWith('-'))) {
        faults.push(new UsageError(`--${name} needs a value`))
      } else if (name === 'rule') rules.push(value)
      else values.set(name, value)
    }
  }
  // Who asks for help gets it, whatever else is wrong.
  const [fault] = faults
  if (fault !== undefined && !flags.has('help')) throw fault
  return { values, flags, rules, words: words.map((word) => word.text), mayBeCommand: (words[0]?.index ?? end) < end }
}

/** What is written as no command is, with a slash or a dot, is a path and nothing else. */
function nearCommandOf(word: string): string | null {
  return /^[a-z-]+$/i.test(word) ? nearest(word, [...commands, 'help']) : null
}

function isOption(name: string): name is OptionName {
  return Object.hasOwn(optionTable, name)
}

function unknownOption(written: string): UsageError {
  const near = nearest(written.replace(/^-+/, ''), Object.keys(optionTable))
  const hint = near === null ? '--help lists them' : `did you mean --${near}?`
  return new UsageError(`unknown option ${written}; ${hint}`)
}

function refuseForeign({ values, flags, rules }: Written, command: Command): void {
  const used: OptionName[] = [...values.keys(), ...flags, ...(rules.length > 0 ? ['rule' as const] : [])]
  for (const name of used) {
    const owners: readonly Command[] = optionTable[name].of
    if (!owners.includes(command)) throw new UsageError(`--${name} is not an option of ${command}`)
  }
}

function ruleToExplain(words: readonly string[], rules: readonly string[]): string {
  const [word, ...others] = words
  if (word === undefined || others.length > 0) {
    throw new UsageError(`explain takes the id of one rule, but ${words.length} are given; keplint rules lists them`)
  }
  return ruleId(word, rules)
}

function ruleId(word: string, rules: readonly string[]): string {
  if (rules.includes(word)) return word
  const near = nearest(word, rules)
  const hint = near === null ? 'keplint rules lists them' : `did you mean ${near}?`
  throw new UsageError(`unknown rule ${quote(word)}; ${hint}`)
}

function settings(written: readonly string[], rules: readonly string[]): ReadonlyMap<string, Setting> {
  const result = new Map<string, Setting>()
  for (const text of written) {
    const equals = text.indexOf('=')
    if (equals < 0) {
      throw new UsageError(`--rule ${quote(text)} has no severity: write ID=SEVERITY, as in uuid-unique=off`)
    }
    const id = ruleId(text.slice(0, equals), rules)
    result.set(id, choice(`--rule ${id}`, text.slice(equals + 1), ['off', ...severities]))
  }
  return result
}

function oneOf<const T extends string>(
  name: OptionName,
  values: ReadonlyMap<OptionName, string>,
  choices: readonly T[],
  usual: T,
): T {
  const value = values.get(name)
  return value === undefined ? usual : choice(`--${name}`, value, choices)
}

function choice<const T extends string>(subject: string, value: string, choices: readonly T[]): T {
  const found = choices.find((other) => other === value)
  if (found !== undefined) return found
  const near = nearest(value, choices)
  const hint = near === null ? '' : `; did you mean ${near}?`
  throw new UsageError(`${subject} ${quote(value)} is not one of ${choices.join(', ')}${hint}`)
}

/** Where there is nothing to compare with, nothing is a change. */
function comparison(values: ReadonlyMap<OptionName, string>): Pick<CheckOptions, 'base' | 'scope'> {
  const base = values.get('base') ?? null
  // Git would take it for an option.
  if (base?.startsWith('-')) throw new UsageError(`--base ${quote(base)} is not a branch, a tag or a commit id`)
  const scope = oneOf('scope', values, scopes, base === null ? 'all' : 'changed')
  if (base !== null || scope === 'all') return { base, scope }
  throw new UsageError('--scope changed needs --base: name the commit to compare with, as in --base origin/main')
}

function repository(value: string | undefined): string | null {
  if (value === undefined || isRepository(value)) return value ?? null
  throw new UsageError(`--repository ${quote(value)} is not OWNER/NAME, as in kubernetes/enhancements`)
}

function day(value: string | undefined): string | null {
  if (value === undefined) return null
  if (!/^\d{4}-\d{2}-\d{2}$/.test(value)) {
    throw new UsageError(`--today ${quote(value)} is not a date: write YYYY-MM-DD`)
  }
  if (dayOf(value) === null) throw new UsageError(`--today ${quote(value)} is a day that does not exist`)
  return value
}

function notEmpty(subject: string, value: string): string {
  if (value === '') throw new UsageError(`${subject} is empty`)
  return value
}

function quote(text: string | undefined): string {
  return JSON.stringify(text ?? '')
}
