// Writes every file that is generated, and every part of a page that is. With --check it writes nothing, names the
// committed files that differ from what it would write, and exits with 1 if there are any.
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import * as configuration from './generate/configuration.mjs'
import * as fields from './generate/fields.mjs'
import * as formats from './generate/formats.mjs'
import * as options from './generate/options.mjs'
import { readText, root } from './generate/output.mjs'
import * as rules from './generate/rules.mjs'
import * as validators from './generate/validators.mjs'

/** In the order in which they run: one that writes a part of a file gets it as those before leave it. */
const modules = [fields, validators, rules, options, formats, configuration]

/** What is in here is not committed. */
const ignored = 'src/lint/generated/'

/** @type {Map<string, string>} */
const texts = new Map()
for (const { outputs } of modules) {
  for (const { path, text } of await outputs((path) => texts.get(path) ?? readText(path))) texts.set(path, text)
}
const changed = [...texts].filter(([path, text]) => readText(path) !== text)

if (process.argv[2] === '--check') {
  const differing = changed.map(([path]) => path).filter((path) => !path.startsWith(ignored))
  for (const path of differing) console.error(`${path} is not what its sources make: run npm run generate`)
  if (differing.length > 0) process.exitCode = 1
} else {
  // A file that is as it should be is left alone, so that watchers and incremental builds stay quiet.
  for (const [path, text] of changed) {
    mkdirSync(dirname(root + path), { recursive: true })
    writeFileSync(root + path, text)
    if (!path.startsWith(ignored)) console.log(`wrote ${path}`)
  }
}
