import * as core from '@actions/core'
import { UsageError } from '../host/errors/usage-error.js'
import { isRepository } from '../host/repository.js'
import { type Severity, severities } from '../lint/model/severity.js'
import { nearest } from '../lint/text/nearest.js'
import { type Pattern, parsePatterns } from './patterns.js'

/** What the workflow asks for. */
export interface Inputs {
  /** A directory, relative to the workspace; null: the workspace. */
  readonly root: string | null
  /** Null when the workflow does not say. */
  readonly patterns: readonly Pattern[] | null
  /** A file, relative to the root; null: the usual one, if it is there. */
  readonly config: string | null
  /** `auto`, a profile's name or a profile file; null: what the configuration says. */
  readonly profile: string | null
  readonly failOn: Severity | 'never'
  /** `auto`: as the event has it. */
  readonly scope: 'auto' | 'all' | 'changed'
  /** The revision to compare with; null: as the event has it. */
  readonly base: string | null
  /** Which of the two trees has the configuration. */
  readonly configFrom: 'head' | 'base'
  /** `owner/name`; null when the workflow does not say. */
  readonly repository: string | null
  readonly annotations: boolean
  readonly summary: boolean
  /** As given; null when no report is wanted. */
  readonly reportFile: string | null
  /** Masked in the log from here on; null when there is none. */
  readonly token: string | null
}

/** Those of `action.yml`: an input that is given and empty, as an unset expression is, means its default too. */
const defaults = {
  root: '',
  paths: '',
  config: '',
  profile: '',
  'fail-on': 'error',
  scope: 'auto',
  base: '',
  'config-from': 'head',
  repository: '',
  annotations: 'true',
  summary: 'true',
  'report-file': '',
  'github-token': '',
} as const

type Name = keyof typeof defaults

const booleans = new Map([
  ['true', true],
  ['false', false],
])

/** Reads every input, once, and masks the token. Throws a `UsageError` that names the first one that is wrong. */
export function readInputs(): Inputs {
  return {
    root: read('root') || null,
    patterns: read('paths') === '' ? null : parsePatterns(read('paths')),
    config: read('config') || null,
    profile: read('profile') || null,
    failOn: word('fail-on', [...severities, 'never']),
    scope: word('scope', ['auto', 'all', 'changed']),
    base: base(),
    configFrom: word('config-from', ['head', 'base']),
    repository: repository(),
    annotations: boolean('annotations'),
    summary: boolean('summary'),
    reportFile: read('report-file') || null,
    token: token(),
  }
}

function read(name: Name): string {
  return core.getInput(name) || defaults[name]
}

function word<Word extends string>(name: Name, words: readonly Word[]): Word {
  const text = read(name)
  return words.find((known) => known === text) ?? refuse(name, text, words)
}

/** As YAML 1.2's core schema spells booleans, whatever the case. */
function boolean(name: Name): boolean {
  const text = read(name)
  return booleans.get(text.toLowerCase()) ?? refuse(name, text, [...booleans.keys()])
}

function refuse(name: Name, text: string, words: readonly string[]): never {
  const near = nearest(text, words)
  const hint = near === null ? '' : `; did you mean ${near}?`
  throw new UsageError(`input ${name} ${JSON.stringify(text)} is not one of ${words.join(', ')}${hint}`)
}

function repository(): string | null {
  const text = read('repository')
  if (text === '' || isRepository(text)) return text || null
  throw new UsageError(`input repository ${JSON.stringify(text)} is not OWNER/NAME, as in kubernetes/enhancements`)
}

/** What git would take for an option is no revision. */
function base(): string | null {
  const text = read('base')
  if (!text.startsWith('-')) return text || null
  throw new UsageError(`input base ${JSON.stringify(text)} is not a branch, a tag or a commit id`)
}

function token(): string | null {
  const text = read('github-token')
  if (text !== '') core.setSecret(text)
  return text || null
}
