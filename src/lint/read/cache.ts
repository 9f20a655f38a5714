import { readComments } from '../markdown/comments.js'
import { readMarkdown } from '../markdown/document.js'
import type { Markdown, YamlDocument } from '../model/kep.js'
import type { Range } from '../model/texts.js'
import { parseYaml } from '../yaml/document.js'
import { readFrontMatter } from './flat-keps.js'

/** What was read of texts. Each is read once, however many trees hold it. */
export interface Cache {
  readonly yaml: (path: string, text: string) => YamlDocument
  /** The front matter of a Markdown file. */
  readonly frontMatter: (path: string, text: string) => YamlDocument
  readonly markdown: (path: string, text: string) => Markdown
  /** The HTML comments of a Markdown file. */
  readonly comments: (path: string, text: string) => readonly Range[]
}

/** Readings that are remembered for as long as these are. */
export function newCache(): Cache {
  return {
    yaml: remembered(parseYaml),
    frontMatter: remembered(readFrontMatter),
    markdown: remembered(readMarkdown),
    comments: remembered((_, text) => readComments(text)),
  }
}

/** A path has one text in each tree, and an editor makes a new one with each key: the last few of it are remembered. */
const mostOfPath = 4

function remembered<T>(read: (path: string, text: string) => T): (path: string, text: string) => T {
  const known = new Map<string, { readonly text: string; readonly made: T }[]>()
  return (path, text) => {
    const met = known.get(path)
    const before = met?.find((each) => each.text === text)
    if (before) return before.made
    const made = read(path, text)
    if (met) {
      met.push({ text, made })
      if (met.length > mostOfPath) met.shift()
    } else known.set(path, [{ text, made }])
    return made
  }
}
