import type { Profile } from '../model/profile.js'

/** What the metadata of templates says until it is filled in: alternatives, a date, a number. */
const blanks: readonly RegExp[] = [
  /^[a-z]+(?:\s*\|\s*[a-z]+)+$/i,
  /^(?:y{4}|\d{4})-(?:m{2}|x{2}|\d{2})-(?:d{2}|x{2})$/i,
  /^(?:n{2,}|x{2,})$/i,
]

/** Values in the metadata of kubernetes/enhancements' templates, and of those made from them, that only stand for one. */
const exampleValues: readonly string[] = [
  '@jane.doe',
  '@janedoe',
  '@alice.doe',
  '@alicedoe',
  '@oscar.doe',
  '@oscardoe',
  'sig-aaa',
  'sig-bbb',
  'sig-ccc',
  'sig-xxx',
  'sig-xyz',
  'MyFeature',
  'my_feature_metric',
]

/** Whether a file's name is one of a template that proposals are made from, wherever it is; tools have theirs in hidden directories. */
export function mayBeTemplate(path: string): boolean {
  return /template[^/]*\.(?:md|markdown)$/i.test(path) && !/(?:^|\/)\./.test(path)
}

/** Names of directories that hold templates of approval files. */
export const inTemplates = /^nnnn|template$/i

/** What all templates of kubernetes/enhancements say since 2017, and those of the trees made after it. */
export const sharedTemplate: Profile['template'] = {
  titles: [],
  headings: ['Summary', 'Motivation'],
  references: [],
  paths: [],
  blanks,
  names: { number: 'nnnn', date: 'yyyymmdd', opening: ['0000-'], holding: ['template'] },
  values: exampleValues,
}

/** The HTML comments of these templates that speak to people, as `commentKey` of `read/template-contents.ts` knows them. */
export const exampleComments: readonly string[] = `
  007bcd96 00cf5324 013f726d 05e45681 075202c5 0926ccd0 0ebc331c 10f5bd4e
  11417dbe 1380623e 190179a1 1a32deae 227b13c8 26278e71 29167215 2e858402
  3bd94824 42191adb 42c74b5a 44f537f0 4c422895 51548c8f 58c0ff49 5ad510b8
  5d2ba7ef 62ce972c 69b3057f 6c196dd8 7172dea3 74109fe4 743efb1a 7e855923
  810752b4 84a86ab1 84c0d544 8d1e24f2 9ee7664d 9f26f3e3 a170045e a1eb5507
  a3ea8f7f ac1bfa56 ac924c6e adea030d ae761f1e c66a5f21 d29f446b d9f9dfd7
  de0a75d6 dffb9923 e3721180 e7c50102 ec608a4b ecd1ed50 f435df5d
`
  .trim()
  .split(/\s+/)

/** A number or a date that nobody filled in, anywhere in a text. */
export const unfilled = /\bN{4,}\b|\byyyy-?mm-?dd\b/i
