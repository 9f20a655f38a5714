import { fileURLToPath } from 'node:url'

import { readWorkspace } from '../../src/host/workspace.js'
import type { LintOptions } from '../../src/lint/lint.js'
import type { Finding } from '../../src/lint/model/finding.js'
import type { Tree } from '../../src/lint/model/tree.js'

/** What the tests of whole trees ask for: every rule, all of the tree, on a fixed day. */
export const wholeTree: LintOptions = {
  today: '2026-11-20',
  repository: 'harbour/proposals',
  rules: new Map(),
  only: null,
}

/** A directory of this repository as a tree of its own, without the files named. */
export function readTree(directory: URL, without: readonly string[] = []): Tree {
  return readWorkspace({ root: fileURLToPath(directory), select: (path) => !without.includes(path) })
}

/** All of a tree, as plain values that compare with their order. */
export function plain({ files, directories, links, selected, texts, refused }: Tree): unknown {
  return {
    files: [...files],
    directories: [...directories],
    links: Object.fromEntries(links),
    selected: [...selected],
    texts: Object.fromEntries(texts),
    refused: refused.map(({ path, reason }) => `${path} ${reason}`),
  }
}

/** A finding in one line: `path:line:column severity rule message`. */
export function findingLine({ at, severity, rule, message }: Finding): string {
  return `${at.path}:${at.line}:${at.column} ${severity} ${rule} ${message}`
}
