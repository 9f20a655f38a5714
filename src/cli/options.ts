import { parseArgs } from 'node:util'
import { UsageError } from '../host/errors/usage-error.js'
import { nearest } from '../lint/text/nearest.js'
import { type Command, commands } from '../settings/commands.js'
import { isCount, ruleId } from '../settings/kinds.js'
import { options } from '../settings/options.js'
import { isOf, nameOf, type Table } from '../settings/table.js'
import { readValues, type ValuesIn } from '../settings/values.js'
import type { CheckOptions, Options, OptionsOf } from './asked.js'

/** The names that options may give. */
export interface KnownNames {
  readonly rules: readonly string[]
}

/** What was written, checked for form alone. */
interface Written {
  /** By the key of each option that is given, all its values in order; `true` for a flag. */
  readonly values: ReadonlyMap<string, readonly string[]>
  readonly words: readonly string[]
  /** The first word is before any `--`, so it may be a command. */
  readonly mayBeCommand: boolean
}

/** Reads the command line, without Node's own two words. Throws a UsageError for what it cannot mean. */
export function parseOptions(argv: readonly string[], known: KnownNames): Options {
  const written = readWords(options, argv)
  if (written.values.has('help')) return { command: 'help' }
  if (written.values.has('version')) return { command: 'version' }
  const first = written.mayBeCommand ? written.words[0] : undefined
  const named = first !== undefined && isCommand(first) ? first : null
  const words = named === null ? written.words : written.words.slice(1)
  const command = named ?? 'check'
  if (command === 'help') return { command }
  refuseForeign(options, command, written)
  switch (command) {
    case 'explain':
      return { command, id: ruleToExplain(words, known.rules), ...readOptions(options, command, written, known) }
    case 'rules':
      refusePaths(command, words)
      return { command, ...readOptions(options, command, written, known) }
    case 'lsp':
      refusePaths(command, words)
      return { command, ...readOptions(options, command, written, known) }
    case 'baseline':
      refusePaths(command, words, ': it holds the findings of the whole tree')
      return { command, ...readOptions(options, command, written, known) }
    case 'schema': {
      const [profile] = wordsFor(command, ['PROFILE'], words)
      return { command, profile, ...readOptions(options, command, written, known) }
    }
    case 'new': {
      const [title] = wordsFor(command, ['TITLE'], words)
      return { command, title, ...readOptions(options, command, written, known) }
    }
    case 'query': {
      if (words.includes('')) throw new UsageError('a path is empty')
      return { command, paths: words, ...readOptions(options, command, written, known) }
    }
    case 'site': {
      if (words.includes('')) throw new UsageError('a path is empty')
      const values = readOptions(options, command, written, known)
      if (values.out === null) throw new UsageError('site needs --out: the directory that the pages are written to')
      return { command, paths: words, ...values, out: values.out }
    }
    case 'move': {
      const [state = null] = words.slice(1)
      const [kep] = wordsFor(command, state === null ? ['KEP'] : ['KEP', 'STATE'], words)
      return { command, kep: kep ?? '', state, ...readOptions(options, command, written, known) }
    }
    case 'accept': {
      const [kep] = wordsFor(command, ['KEP'], words)
      return { command, kep, ...readOptions(options, command, written, known) }
    }
    case 'plan': {
      const [kep] = wordsFor(command, ['KEP'], words)
      return { command, kep, ...readOptions(options, command, written, known) }
    }
    case 'supersede': {
      const [old, by] = wordsFor(command, ['OLD', 'NEW'], words)
      return { command, old, by, ...readOptions(options, command, written, known) }
    }
    case 'renumber': {
      const [kep, digits] = wordsFor(command, ['KEP', 'N'], words)
      if (!isCount(digits)) throw new UsageError(`renumber: ${quote(digits)} is not a whole number from 1`)
      return { command, kep, number: Number(digits), ...readOptions(options, command, written, known) }
    }
    case 'migrate': {
      if (words.length === 0 || words.includes(''))
        throw new UsageError('migrate takes KEPs or directories of KEPs, but none is given')
      return { command, paths: words, ...readOptions(options, command, written, known) }
    }
    case 'propose':
    case 'approve': {
      const [kep] = wordsFor(command, ['KEP'], words)
      return { command, kep, ...readOptions(options, command, written, known) }
    }
    case 'init': {
      if (words.includes('')) throw new UsageError('a path is empty')
      return { command, paths: words, ...readOptions(options, command, written, known) }
    }
    case 'fix': {
      if (words.includes('')) throw new UsageError('a path is empty')
      const values = readOptions(options, command, written, known)
      return { command, paths: words, nearCommand: null, ...values, scope: scopeOf(values) }
    }
    case 'check': {
      if (words.includes('')) throw new UsageError('a path is empty')
      const nearCommand = named === null && first !== undefined ? nearCommandOf(first) : null
      const values = readOptions(options, command, written, known)
      return { command, paths: words, nearCommand, ...values, scope: scopeOf(values) }
    }
  }
}

/** Reads the options that a subcommand has. Throws a UsageError for the first value that is wrong. */
export function readOptions<T extends Table, C extends Command>(
  table: T,
  command: C,
  { values }: Pick<Written, 'values'>,
  { rules }: KnownNames,
): ValuesIn<T, C> {
  return readValues(table, command, (key, takes) =>
    takes.read(values.get(key) ?? [], { subject: `--${nameOf(key)}`, rules }),
  )
}

/** Checks the form of each word of a command line. */
export function readWords(table: Table, argv: readonly string[]): Written {
  const known = knownOptions(table)
  const config = Object.fromEntries([...known].map(([name, option]) => [name, option.config]))
  // Not strict, as its messages are Node's own; every token is judged here instead.
  const { tokens } = parseArgs({ args: [...argv], options: config, strict: false, tokens: true })
  const values = new Map<string, string[]>()
  const words: { readonly text: string; readonly index: number }[] = []
  let end = Infinity
  const faults: UsageError[] = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') end = token.index
    else if (token.kind === 'positional') words.push({ text: token.value, index: token.index })
    else {
      const { name, rawName, value } = token
      const option = known.get(name)
      if (option === undefined) {
        faults.push(unknownOption(rawName, known.keys()))
        continue
      }
      const isFlag = option.config.type === 'boolean'
      if (isFlag && value !== undefined) {
        faults.push(new UsageError(`--${name} takes no value, but ${quote(value)} is given`))
      }
      if (!isFlag && (value === undefined || value === '' || (!token.inlineValue && value.startsWith('-')))) {
        faults.push(new UsageError(`--${name} needs a value`))
      }
      const text = isFlag ? 'true' : (value ?? '')
      const written = values.get(option.key)
      if (written === undefined) values.set(option.key, [text])
      else written.push(text)
    }
  }
  // Who asks for help gets it, whatever else is wrong.
  const [fault] = faults
  if (fault !== undefined && !values.has('help')) throw fault
  return { values, words: words.map((word) => word.text), mayBeCommand: (words[0]?.index ?? end) < end }
}

/** An option of the command: its key in the table, and how `parseArgs` reads it. */
interface KnownOption {
  readonly key: string
  readonly config: { readonly type: 'boolean' | 'string'; readonly short?: string }
}

/** The options of the command by name. */
function knownOptions(table: Table): ReadonlyMap<string, KnownOption> {
  const known = new Map<string, KnownOption>()
  for (const [key, { command, takes }] of Object.entries(table)) {
    if (command === undefined) continue
    const type = takes.is === 'flag' ? 'boolean' : 'string'
    known.set(nameOf(key), { key, config: command.short === undefined ? { type } : { type, short: command.short } })
  }
  return known
}

function unknownOption(written: string, names: Iterable<string>): UsageError {
  const near = nearest(written.replace(/^-+/, ''), names)
  const hint = near === null ? '--help lists them' : `did you mean --${near}?`
  return new UsageError(`unknown option ${written}; ${hint}`)
}

function refuseForeign(table: Table, command: Command, { values }: Written): void {
  for (const key of values.keys()) {
    const option = table[key]
    if (option && !isOf(option, command)) throw new UsageError(`--${nameOf(key)} is not an option of ${command}`)
  }
}

function isCommand(word: string): word is Command {
  return Object.hasOwn(commands, word)
}

/** What is written as no command is, with a slash or a dot, is a path and nothing else. */
function nearCommandOf(word: string): string | null {
  return /^[a-z-]+$/i.test(word) ? nearest(word, Object.keys(commands)) : null
}

function ruleToExplain(words: readonly string[], rules: readonly string[]): string {
  const [word, ...others] = words
  if (word === undefined || others.length > 0) {
    throw new UsageError(`explain takes the id of one rule, but ${words.length} are given; keplint rules lists them`)
  }
  return ruleId(word, rules)
}

/** The words that a subcommand takes, one for each name. */
function wordsFor<const N extends readonly string[]>(
  command: Command,
  names: N,
  words: readonly string[],
): { readonly [I in keyof N]: string }
function wordsFor(command: Command, names: readonly string[], words: readonly string[]): readonly string[] {
  if (words.length === names.length && !words.includes('')) return words
  const given = words.length === 0 ? 'nothing is given' : `${words.map(quote).join(' ')} is given`
  const hint = words.length > names.length ? '; put what has blanks in quotes' : ''
  throw new UsageError(`${command} takes ${names.join(' and ')}, but ${given}${hint}`)
}

function refusePaths(command: Command, [path]: readonly string[], why = ''): void {
  if (path !== undefined) throw new UsageError(`${command} takes no path, but ${quote(path)} is given${why}`)
}

/** Where there is nothing to compare with, nothing is a change. */
function scopeOf({ base, scope }: Pick<OptionsOf<'check'>, 'base' | 'scope'>): CheckOptions['scope'] {
  if (base !== null) return scope ?? 'changed'
  if (scope !== 'changed') return 'all'
  throw new UsageError('--scope changed needs --base: name the commit to compare with, as in --base origin/main')
}

function quote(text: string): string {
  return JSON.stringify(text)
}
