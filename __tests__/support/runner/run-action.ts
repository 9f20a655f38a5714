import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

import { load } from 'js-yaml'

import { parseEntries, uploadSummary } from './command-files.js'
import { type Interpreted, interpret, type ShownAnnotation } from './output.js'

const root = resolve(import.meta.dirname, '../../..')

export interface Step {
  /** The directory that stands for the checkout. */
  readonly workspace: string
  /** What the workflow has under `with:`. */
  readonly inputs?: Readonly<Record<string, string>>
  /** Over what the runner sets; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>
  readonly event?: { readonly name: string; readonly payload: unknown }
  /** The directory that holds `action.yml`; this repository's by default. */
  readonly action?: string
  /** The Node to run it with; the one that the runner would choose by default. */
  readonly node?: string
}

export interface StepResult {
  readonly exitCode: number | null
  readonly conclusion: 'success' | 'failure'
  readonly annotations: readonly ShownAnnotation[]
  readonly droppedAnnotations: readonly ShownAnnotation[]
  readonly summary: string
  readonly outputs: Readonly<Record<string, string>>
  readonly log: readonly string[]
  readonly commands: Interpreted['commands']
  /** What the step asked to be set for the steps after it: nothing is what a good action asks. */
  readonly exported: { readonly env: string; readonly path: string; readonly state: string }
}

/** What this stand-in uses of an `action.yml`. */
interface Manifest {
  readonly inputs?: Readonly<Record<string, { readonly default?: unknown } | null>>
  readonly outputs?: Readonly<Record<string, unknown>>
  readonly runs: { readonly using: string; readonly main: string }
}

/** What is to be run, and where. */
export interface Start {
  readonly node: string
  readonly main: string
  readonly cwd: string
  readonly env: Environment
}

type Environment = Readonly<Record<string, string | undefined>>

/** How a step's program ended, and what it wrote to both of its streams, in order. */
export interface Ended {
  readonly exitCode: number | null
  readonly output: string
}

/** Runs a JavaScript action as GitHub's runner runs a step, on the files of `workspace`. */
export function runAction(step: Step): Promise<StepResult> {
  return runStep(step, runProcess)
}

/** As `runAction`, with the program started by `run`. */
export async function runStep(step: Step, run: (start: Start) => Promise<Ended>): Promise<StepResult> {
  const action = step.action ?? root
  const manifest = load(readFileSync(join(action, 'action.yml'), 'utf8')) as Manifest
  if (manifest.runs.using !== 'node24') throw new Error(`runs.using is ${manifest.runs.using}, not node24`)
  const runner = mkdtempSync(join(tmpdir(), 'runner-'))
  try {
    const files = prepareFiles(runner, step)
    const env = { ...ownEnvironment(), ...files.env, ...inputVariables(manifest, step.inputs ?? {}), ...step.env }
    const main = join(action, manifest.runs.main)
    const { exitCode, output } = await run({ node: step.node ?? node24(), main, cwd: step.workspace, env })
    return conclude(exitCode, interpret(output, step.workspace), files.read, manifest)
  } finally {
    rmSync(runner, { recursive: true, force: true })
  }
}

/** What a program needs to start; nothing of this process's own `GITHUB_*` and `INPUT_*`. */
function ownEnvironment(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR } = process.env
  return { PATH, HOME, TMPDIR }
}

/** Every declared input by its default, then what `with:` has; spaces become underscores, hyphens stay. */
function inputVariables(manifest: Manifest, inputs: Readonly<Record<string, string>>): Record<string, string> {
  const declared = Object.entries(manifest.inputs ?? {}).map(([name, input]) => [name, String(input?.default ?? '')])
  const values = new Map([...declared, ...Object.entries(inputs)] as [string, string][])
  const variable = (name: string): string => `INPUT_${name.replace(/ /g, '_').toUpperCase()}`
  return Object.fromEntries([...values].map(([name, value]) => [variable(name), value]))
}

function prepareFiles(runner: string, step: Step) {
  const temp = join(runner, 'temp')
  mkdirSync(temp)
  const create = (name: string, text = ''): string => {
    const path = join(runner, name)
    writeFileSync(path, text)
    return path
  }
  const event = step.event ?? { name: 'push', payload: {} }
  return {
    env: {
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_EVENT_NAME: event.name,
      GITHUB_EVENT_PATH: create('event.json', JSON.stringify(event.payload)),
      GITHUB_REPOSITORY: 'example/enhancements',
      GITHUB_SHA: '0123456789abcdef0123456789abcdef01234567',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_WORKSPACE: step.workspace,
      GITHUB_OUTPUT: create('output'),
      GITHUB_STEP_SUMMARY: create('summary'),
      GITHUB_ENV: create('env'),
      GITHUB_PATH: create('path'),
      GITHUB_STATE: create('state'),
      RUNNER_TEMP: temp,
    },
    read: (name: 'output' | 'summary' | 'env' | 'path' | 'state') => readFileSync(join(runner, name), 'utf8'),
  }
}

/** Node 24 as `npm ci` installs it, else the Node of this process. */
function node24(): string {
  const installed = join(root, 'node_modules/.bin/node')
  return existsSync(installed) ? installed : process.execPath
}

async function runProcess({ node, main, cwd, env }: Start): Promise<Ended> {
  const child = spawn(node, [main], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  const chunks: Buffer[] = []
  child.stdout.on('data', (chunk: Buffer) => void chunks.push(chunk))
  child.stderr.on('data', (chunk: Buffer) => void chunks.push(chunk))
  const exitCode = await new Promise<number | null>((done, fail) => child.on('close', done).on('error', fail))
  return { exitCode, output: Buffer.concat(chunks).toString('utf8') }
}

function conclude(
  exitCode: number | null,
  output: Interpreted,
  read: ReturnType<typeof prepareFiles>['read'],
  manifest: Manifest,
): StepResult {
  const masked = (text: string): string => output.masks.reduce((left, mask) => left.replaceAll(mask, '***'), text)
  const { summary, error } = uploadSummary(read('summary'))
  const late: ShownAnnotation[] = error === null ? [] : [{ level: 'error', message: error }]
  const full = output.annotations.filter(({ level }) => level === 'error').length >= 10
  const entries = parseEntries(read('output'))
  const declared = Object.keys(manifest.outputs ?? {})
  const stray = [...entries.keys()].filter((name) => !declared.includes(name))
  if (stray.length > 0) throw new Error(`outputs that action.yml does not declare: ${stray.join(', ')}`)
  return {
    exitCode,
    conclusion: exitCode === 0 && !output.refused ? 'success' : 'failure',
    annotations: full ? output.annotations : [...output.annotations, ...late],
    droppedAnnotations: full ? [...output.droppedAnnotations, ...late] : output.droppedAnnotations,
    summary: masked(summary),
    outputs: Object.fromEntries(entries),
    log: output.log,
    commands: output.commands,
    exported: { env: read('env'), path: read('path'), state: read('state') },
  }
}
