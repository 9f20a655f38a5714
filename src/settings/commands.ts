/** The first word of a command line: how it is written, and what it does. `check` may be left out. */
export const commands = {
  check: { usage: '[check] [options] [path ...]', help: 'check the tree and report findings' },
  fix: { usage: 'fix [--diff] [options] [path ...]', help: 'fix what has one right fix' },
  baseline: {
    usage: 'baseline [--grow] [options]',
    help: 'write the baseline: its findings are not reported until their KEP moves on',
  },
  rules: { usage: 'rules [--format text|json]', help: 'list the rules' },
  explain: { usage: 'explain ID [--examples]', help: 'show what a rule checks, and how to fix what it reports' },
  query: { usage: 'query [filters] [path ...]', help: 'list KEPs: --blocking v1.37 says what a release waits for' },
  site: { usage: 'site --out DIR [path ...]', help: 'write a static site: KEPs, roadmap, timelines, health' },
  init: { usage: 'init [--yes] [path ...]', help: 'write a configuration, with what was learned of the format' },
  new: { usage: 'new TITLE [--sig SIG] [--number N]', help: "write a new KEP from the tree's template" },
  move: { usage: 'move KEP [STATE] [--stage S] [--milestone V]', help: 'move a KEP to a state, a stage or a release' },
  propose: { usage: 'propose KEP', help: 'move a draft on, so that it is discussed' },
  approve: { usage: 'approve KEP', help: 'say that a KEP may be implemented' },
  accept: { usage: 'accept KEP [--sig S] [--reviewer @X] [--approver @X]', help: 'name who takes a KEP on' },
  plan: { usage: 'plan KEP', help: 'make what a KEP lacks to be implementable, as skeletons' },
  supersede: { usage: 'supersede OLD NEW', help: 'say in both KEPs that one replaces the other' },
  renumber: { usage: 'renumber KEP N', help: 'give a KEP another number; references and links follow' },
  migrate: { usage: 'migrate [--to FORMAT] PATH ...', help: 'rewrite KEPs of one file as directories; links follow' },
  lsp: { usage: 'lsp', help: 'serve an editor over standard input and output (Language Server Protocol)' },
  schema: { usage: 'schema PROFILE', help: 'print the JSON Schema of a format of metadata' },
  help: { usage: 'help', help: 'show this help' },
} as const satisfies Readonly<Record<string, { readonly usage: string; readonly help: string }>>

export type Command = keyof typeof commands

/** The subcommands that change KEPs. */
export const authoring = [
  'new',
  'move',
  'propose',
  'accept',
  'plan',
  'approve',
  'supersede',
  'renumber',
  'migrate',
] as const satisfies readonly Command[]
