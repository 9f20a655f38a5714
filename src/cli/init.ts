import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { errorWords } from '../host/errors/system-error.js'
import { UsageError } from '../host/errors/usage-error.js'
import { selectionOf } from '../host/selection.js'
import { type LearnedFormat, learnedFormats, lint, movedForwardIn, writeBaseline } from '../lint/lint.js'
import { profiles } from '../lint/profiles/index.js'
import { safeForTerminal } from '../lint/reporters/safe-text.js'
import { plural } from '../lint/reporters/tally.js'
import type { InitOptions } from './asked.js'
import { exitCodes, type Host, line } from './host.js'
import { openTree } from './open-tree.js'
import { startProgress } from './progress.js'

const configFile = '.keplint.yml'
const workflowFile = '.github/workflows/keps.yml'
const baselineFile = '.keplint-baseline.json'

/**
 * Writes what was learned of the tree: a profile file for each format that differs from the built-in one, and the
 * configuration that names them; where that is asked for, a workflow and a baseline. What is there already is kept, and
 * is an error before anything is written.
 */
export function init(options: InitOptions, host: Host): number {
  const progress = startProgress(host.now, host.stderrIsTTY && !options.quiet ? host.stderr : null)
  const open = openTree(options, host, progress, (root, checkout, { config }) =>
    selectionOf(root, options.paths, config.paths, checkout),
  )
  progress.end()
  const { root, tree, asked } = open
  const formats = learnedFormats(tree)
  if (formats.length === 0)
    throw new UsageError(`no KEP found in ${root}; say where they are, as in keplint init docs/proposals`)
  for (const { report } of formats) host.stderr(line(sentenceOf(report)))
  const files = new Map<string, string>()
  for (const format of formats) if (format.text !== null) files.set(nameOf(format), textOf(format))
  files.set(configFile, configText(formats, options.paths))
  if (asks(options, host, 'write a workflow that checks pull requests')) files.set(workflowFile, workflow)
  if (asks(options, host, "record today's findings in a baseline, so that only new ones fail")) {
    const { findings, keps } = lint(tree, asked)
    files.set(baselineFile, writeBaseline(findings, keps, null, true, movedForwardIn(profiles)))
  }
  const there = [...files.keys()].find((path) => tree.files.has(path))
  if (there !== undefined) throw new UsageError(`${there} is there already; delete it to have it written anew`)
  for (const [path, text] of files) {
    if (options.dryRun) host.stdout(`${path}:\n${safeLines(text)}\n`)
    else {
      write(root, path, text)
      host.stdout(`created ${path}\n`)
    }
  }
  return exitCodes.passed
}

/** A question of the terminal; `--yes` asks none, and takes what changes least. */
function asks({ yes }: InitOptions, { ask }: Host, question: string): boolean {
  if (yes) return false
  if (ask === null) throw new UsageError('init asks questions, and there is no terminal; add --yes')
  return /^y(?:es)?$/i.test(ask(`${question}? [y/N] `)?.trim() ?? '')
}

function sentenceOf({ base, directory, learned, proposals }: LearnedFormat['report']): string {
  const where = directory === '.' ? 'the tree' : directory
  const what =
    learned.length === 0 ? 'as it is built in' : `with ${plural(learned.length, 'difference')}: ${learned.join('; ')}`
  return `${where} has ${plural(proposals, 'proposal')} in the format ${base} ${what}`
}

/** `keplint-kep-flat.yaml`, by the format that it changes. */
function nameOf({ report }: LearnedFormat): string {
  return `keplint-${report.base}.yaml`
}

function textOf({ report, text }: LearnedFormat): string {
  const from = [...report.templates, plural(report.proposals, 'proposal')].join(' and ')
  return `# How the proposals differ from ${report.base}, learned from ${from.replace(/[^\x20-\x7e]/g, '?')}.\n${text ?? ''}`
}

function configText(formats: readonly LearnedFormat[], paths: readonly string[]): string {
  const named = profiles.map((profile) => {
    const own = formats.find(({ claimedBy, text }) => claimedBy === profile && text !== null)
    return own === undefined ? profile.name : nameOf(own)
  })
  const isBuiltIn = formats.every(({ text }) => text === null)
  const lines = [
    '# See https://github.com/keplint/keplint/blob/v1/docs/configuration.md',
    `profile: ${isBuiltIn ? 'auto' : `[${named.join(', ')}]`}`,
    ...(paths.length === 0 ? [] : [`paths: ${JSON.stringify(paths)}`]),
  ]
  return `${lines.join('\n')}\n`
}

function safeLines(text: string): string {
  return text.split('\n').map(safeForTerminal).join('\n')
}

function write(root: string, path: string, text: string): void {
  try {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    writeFileSync(join(root, path), text, { flag: 'wx' })
  } catch (error) {
    throw new UsageError(`${path} cannot be written: ${errorWords(error)}`)
  }
}

/** The workflow that the README shows: a check of pull requests, the merge queue and, each week, the whole tree. */
const workflow = `name: KEPs
on:
  pull_request:
  merge_group:
  push:
    branches: [main]
  schedule:
    - cron: '23 5 * * 1' # the whole tree, every Monday

permissions:
  contents: read

jobs:
  keplint:
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 2 # the change, and the commit to compare it with
          persist-credentials: false
      - uses: keplint/keplint@v1
`
