import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

import { isRepository } from '../lint/text/repository.js'
import { errorCode } from './errors/system-error.js'

/**
 * Which GitHub repository the tree is, as `owner/name`: the one that was asked for, else the workflow's
 * (`GITHUB_REPOSITORY`), else that of git's remote `origin`; null where none of them says.
 */
export function repositoryOf(root: string, asked: string | null, workflow: string | undefined): string | null {
  if (asked !== null) return asked
  return workflow !== undefined && isRepository(workflow) ? workflow : originOf(root)
}

/** The repository of git's remote `origin`, as `owner/name`; null where that is no repository of GitHub. */
export function originOf(root: string): string | null {
  const config = gitConfig(root)
  return config === null ? null : fromConfig(config)
}

/** The text of `.git/config`; of the main working tree's, where `.git` is a file that points to it. */
function gitConfig(root: string): string | null {
  const git = join(root, '.git')
  const pointer = textOf(git)
  if (pointer === null) return textOf(join(git, 'config'))
  const [, path] = /^gitdir: (.+)$/m.exec(pointer) ?? []
  if (path === undefined) return null
  const directory = resolve(root, path.trim())
  const shared = textOf(join(directory, 'commondir'))
  return textOf(join(shared === null ? directory : resolve(directory, shared.trim()), 'config'))
}

/** In bytes; no honest file of git's own that is read here is larger. */
const longestFile = 2 ** 20

/**
 * Without git, or where git's files cannot be read, the repository is unknown, and that is fine. Opening a pipe does
 * not wait for its other end.
 */
function textOf(path: string): string | null {
  try {
    const file = openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0))
    try {
      const stat = fstatSync(file)
      return stat.isFile() && stat.size <= longestFile ? readFileSync(file, 'utf8') : null
    } finally {
      closeSync(file)
    }
  } catch (error) {
    if (errorCode(error) === null) throw error
    return null
  }
}

// https://git-scm.com/docs/git-config#_syntax, as far as git itself writes it.
function fromConfig(config: string): string | null {
  let inOrigin = false
  for (const line of config.split('\n')) {
    const [, section] = /^\s*\[([^\]]*)\]/.exec(line) ?? []
    if (section !== undefined) inOrigin = /^remote\s+"origin"$/i.test(section.trim())
    const [, url] = /^\s*url\s*=\s*"?([^"]*?)"?\s*$/i.exec(line) ?? []
    if (inOrigin && url !== undefined) return fromUrl(url)
  }
  return null
}

function fromUrl(url: string): string | null {
  const [, path] = /^(?:[a-z+]+:\/\/)?(?:[^/@]*@)?(?:www\.|ssh\.)?github\.com(?::\d+\/|[:/])\/*(.+)$/i.exec(url) ?? []
  const name = path?.replace(/\/+$/, '').replace(/\.git$/i, '') ?? ''
  return isRepository(name) ? name : null
}
