// What the published package says of itself: node scripts/published-package.mjs write|restore
//
// npm runs it around `npm pack` and `npm publish`. The bundles hold all that they need, so the package brings nothing
// into the project of a user: neither dependencies, nor the Node that this repository is built and tested with.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const manifest = join(root, 'package.json')
const kept = join(root, 'node_modules/.cache/keplint/package.json')

/** What is for this repository alone. */
const ours = ['devDependencies', 'imports', 'optionalDependencies', 'scripts']

const [action] = process.argv.slice(2)
if (action === 'write') write()
else if (action === 'restore') restore()
else {
  console.error('published-package takes write or restore')
  process.exit(2)
}

function write() {
  mkdirSync(dirname(kept), { recursive: true })
  copyFileSync(manifest, kept)
  /** @type {Record<string, unknown>} */
  const whole = JSON.parse(readFileSync(manifest, 'utf8'))
  const published = Object.fromEntries(Object.entries(whole).filter(([key]) => !ours.includes(key)))
  writeFileSync(manifest, `${JSON.stringify(published, null, 2)}\n`)
}

function restore() {
  if (!existsSync(kept)) return
  copyFileSync(kept, manifest)
  rmSync(kept)
}
