import { randomUUID } from 'node:crypto'
import { gitSetting } from '../../host/git/uncommitted.js'
import { formatNamed, newKep as planOf } from '../../lint/authoring/new-kep.js'
import { isRefusal } from '../../lint/authoring/outcome.js'
import type { NewOptions } from '../asked.js'
import type { Host } from '../host.js'
import { author } from './author.js'

/** Writes a new KEP. Throws a UsageError where it cannot be what is asked. */
export function newKep(options: NewOptions, host: Host): number {
  const { title, sig, number, dir: directory } = options
  return author({ ...options, profile: null }, host, ({ catalogue, profiles, repository, root }) => {
    const profile = options.profile === null ? null : formatNamed(options.profile, profiles)
    if (profile !== null && isRefusal(profile)) return profile
    const login = options.author.length > 0 ? null : gitSetting(root, 'github.user', host.env)
    const authors = login === null ? options.author : [login]
    const request = { title, sig, number, authors, profile, directory, uuid: randomUUID() }
    return planOf(catalogue, profiles, repository, request)
  })
}
