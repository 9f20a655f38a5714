import { Buffer } from 'node:buffer'
import { existsSync, readlinkSync } from 'node:fs'

import { join } from '../../lint/text/paths.js'
import { readText } from '../disk/read-file.js'
import { type Entry, type Listing, listingOf, type Names, namesOf } from '../disk/walk.js'
import { errorCode } from '../errors/system-error.js'
import type { Checkout } from './checkout.js'
import { directoriesOf } from './directories.js'
import { linkFollower, longestTarget, targetIn, targetsOf } from './symbolic-links.js'

/**
 * Lists all below `root`, an absolute path without symbolic links, as git holds it for checked out: with what a sparse
 * checkout leaves out, with files as the links that they stand for, and without what is in submodules. Throws where
 * the root itself cannot be listed.
 */
export function walk(root: string, checkout: Checkout): Names {
  const disk = listingOf(root)
  const { skipped, submodules, links } = checkout
  if (skipped.size + submodules.size + links.size === 0) return namesOf(disk)
  return namesOf(overlaid(root, disk, checkout))
}

/** The disk's listing under that of the index. */
function overlaid(root: string, disk: Listing, { git, skipped, submodules, links }: Checkout): Listing {
  const added = directoriesOf([...skipped.values()])
  const found = new Map<string, Entry['kind']>()
  const directories = new Set(['.'])

  const entriesOf: Listing['entriesOf'] = (directory) => {
    if (submodules.has(directory)) return []
    const more = added.get(directory)
    const isThere = more == null || existsSync(`${root}/${directory}`)
    const onDisk = isThere ? disk.entriesOf(directory) : []
    if ('reason' in onDisk) return onDisk
    const merged = new Map(
      onDisk.map(({ name, kind }) => {
        const isLink = kind === 'file' && links.has(join(directory, name))
        return [name, { name, kind: isLink ? ('link' as const) : kind }]
      }),
    )
    for (const entry of more?.values() ?? []) {
      // A directory that is there too has its own way in.
      if (entry.kind !== 'directory' || !merged.has(entry.name)) merged.set(entry.name, entry)
    }
    for (const { name, kind } of merged.values()) {
      if (kind === 'directory') directories.add(join(directory, name))
      else found.set(join(directory, name), kind)
    }
    return [...merged.values()]
  }

  let follow: ((path: string) => string | null) | null = null
  const targetOf = (path: string): string | null => {
    follow ??= linkFollower({
      root,
      links: new Map([
        ...[...found].flatMap(([at, kind]) =>
          kind === 'link' && !skipped.has(at) ? [[at, onDiskTarget(root, at)] as const] : [],
        ),
        ...(git === null ? [] : targetsOf(git, skipped.values())),
      ]),
      isFile: (at) => found.has(at),
      directories,
      submodules,
    })
    return follow(path)
  }
  return { entriesOf, targetOf }
}

/** What a link on disk says, or a file that stands for one. */
function onDiskTarget(root: string, path: string): string | null {
  try {
    return targetIn(readlinkSync(`${root}/${path}`, 'utf8'))
  } catch (error) {
    if (errorCode(error) === null) throw error
    const read = readText(root, path, Buffer.allocUnsafe(longestTarget))
    return 'text' in read ? targetIn(read.text) : null
  }
}
