import { titleOf } from '../facts/identity.js'
import type { WrittenKep } from '../model/kep.js'
import type { Profile } from '../model/profile.js'
import type { TemplateKeys, Templates } from '../model/templates.js'
import type { Tree } from '../model/tree.js'
import { readContents, type TemplateContents } from './template-contents.js'

/** Everything that templates say, read when it is first asked for. `groups` gives the names of groups that there are. */
export function readTemplates(
  templates: readonly WrittenKep[],
  keysOf: (profile: Profile) => TemplateKeys,
  profiles: readonly Profile[],
  tree: Tree,
  groups: () => ReadonlySet<string>,
): Templates {
  let read: TemplateContents | undefined
  const contents = (): TemplateContents => (read ??= readContents(templates, profiles, tree, groups()))
  const chosen = profiles.flatMap((profile) => profile.template.titles.map((title) => title.toLowerCase()))
  return {
    paths: templates.map(({ path }) => path),
    titles: new Set([...chosen, ...templates.flatMap((template) => titleOf(template) ?? [])]),
    keysOf,
    hasValue: (value) => contents().hasValue(value),
    isNeverMeant: (value) => contents().isNeverMeant(value),
    hasTitle: (title) => contents().hasTitle(title),
    hasComment: (text, comment) => contents().hasComment(text, comment),
  }
}
