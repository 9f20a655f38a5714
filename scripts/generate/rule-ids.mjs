import { readdirSync } from 'node:fs'
import { root } from './output.mjs'

/** Where the rules are, from the top of the repository. */
export const folder = 'src/lint/rules/'

/** Returns the id of each rule, sorted: the names of its files. */
export function idsOfRules() {
  return readdirSync(root + folder)
    .filter((name) => name.endsWith('.ts') && !['index.ts', 'rule.ts'].includes(name))
    .map((name) => name.slice(0, -'.ts'.length))
    .sort()
}
