import { severities } from '../lint/model/severity.js'
import { profiles } from '../lint/profiles/index.js'
import { fileOf } from '../lint/profiles/layouts.js'
import { authoring } from './commands.js'
import { day, flag, patterns, repository, revision, ruleSettings, secret, text, word } from './kinds.js'
import { listOptions } from './list-options.js'
import { reportOptions } from './report-options.js'
import type { Table } from './table.js'
import { writingOptions } from './writing-options.js'

const names = profiles.map(({ name }) => name)
const byFile = profiles.map((profile) => `${fileOf(profile)} is ${profile.name}`).join(', ')

const ofTrees = ['check', 'fix', 'query', 'site', 'lsp', 'baseline', 'init', ...authoring] as const
const everywhere = [...ofTrees, 'rules', 'explain', 'schema'] as const

/**
 * Every option of the command and every input of the action. The parser and its messages, `--help`, the inputs of
 * `action.yml` and the tables of the README come from here, in this order. `npm run generate` writes the files.
 */
export const options = {
  root: {
    takes: text(),
    command: {
      of: ofTrees,
      group: 'The tree',
      value: 'DIR',
      help: "the repository's root (default: working directory)",
    },
    input: {
      description:
        'The directory of the repository to check, relative to the workspace: the same as path: of actions/checkout. ' +
        'The configuration, paths, base, links and annotations are those of this directory. Default: the workspace.',
      usual: 'the workspace',
      meaning:
        'the directory of the repository to check: the same as `path:` of `actions/checkout`; all other paths are ' +
        'relative to it',
    },
  },
  repository: {
    takes: repository(),
    command: {
      of: ofTrees,
      group: 'The tree',
      value: 'OWNER/NAME',
      help: "its name on GitHub: its URLs are checked like paths (default: $GITHUB_REPOSITORY, or git's origin)",
    },
    input: {
      description:
        'OWNER/NAME of the repository. Its GitHub URLs are checked like paths of this tree. Default: the repository ' +
        'that the workflow runs in.',
      usual: "the workflow's",
      meaning: 'OWNER/NAME: GitHub URLs of this repository are checked like paths',
    },
  },
  paths: {
    takes: patterns(),
    input: {
      description:
        'Where the KEPs are: one directory, file or glob pattern per line, relative to the root. A directory includes ' +
        'everything below it. A line that begins with ! excludes, a line that begins with # is a comment, and the last ' +
        'line that matches a file decides. Globs support * ? [] and **, but no braces. Default: the paths of the ' +
        'configuration file, else keps. A repository without a directory keps passes with a notice.',
      usual: '`keps`',
      meaning:
        'where the KEPs are: directories, files or glob patterns, one per line; `!` excludes, `#` starts a comment',
    },
  },
  config: {
    takes: text(),
    command: {
      of: ofTrees,
      group: 'The tree',
      value: 'FILE',
      help: 'the configuration file (default: .keplint.yml or .keplint.yaml, if it exists)',
    },
    input: {
      description:
        'The configuration file, relative to the root. Default: .keplint.yml or .keplint.yaml, if one exists.',
      usual: '`.keplint.yml` or `.keplint.yaml`, if it exists',
      meaning: 'the [configuration file](docs/configuration.md)',
    },
  },
  profile: {
    takes: text(),
    command: {
      of: ofTrees,
      group: 'The tree',
      value: 'NAME',
      help: `the format: auto, ${names.join(', ')} or a profile file (default: as in the configuration, else auto)`,
    },
    input: {
      description:
        `The format of the KEPs. "auto" takes each KEP's format from its files: ${byFile}. A format's name, or a profile file of the ` +
        'repository (a path that ends in .yaml), reads every KEP in that format. Default: the profile of the ' +
        'configuration file, else auto.',
      usual: '`auto`',
      meaning: `the format: \`auto\`, ${names.map((name) => `\`${name}\``).join(', ')}, or a [profile file](docs/formats.md)`,
    },
  },
  failOn: {
    takes: word([...severities, 'never'], 'error'),
    command: {
      of: ['check', 'fix'],
      group: 'What counts',
      value: 'SEVERITY',
      help: 'the lowest severity that fails the check: error, warning, notice or never (default: error)',
    },
    input: {
      description:
        'The lowest severity that fails the step: "error", "warning" or "notice". "never" reports and always succeeds.',
      meaning: 'the lowest severity that fails the step: `error`, `warning`, `notice`, or `never`',
    },
  },
  base: {
    takes: revision(),
    command: {
      of: ['check', 'fix'],
      group: 'What counts',
      value: 'REF',
      help: 'compare with a git commit: a branch, a tag or an id. If it has moved on, the merge base with HEAD is used',
    },
    input: {
      description:
        'The commit to compare with: a branch, a tag or a commit id. Default: on pull_request the first parent of the ' +
        'checked-out merge commit (set fetch-depth: 2 for actions/checkout), on merge_group and push the commit in the ' +
        'payload; other events have no base. A missing commit is fetched if possible.',
      usual: 'from the event',
      meaning: 'the commit to compare with: a branch, a tag or a commit id',
    },
  },
  scope: {
    takes: word(['all', 'changed']),
    takesIn: { action: word(['auto', 'all', 'changed'], 'auto') },
    command: {
      of: ['check', 'fix'],
      group: 'What counts',
      value: 'all|changed',
      help:
        'changed: only findings that are not in the base, and all findings of a KEP that the change promotes ' +
        '(default with --base); all: every finding',
    },
    input: {
      description:
        'Which findings count. "all": every finding. "changed": findings that are not in the base, in any file, and all ' +
        'findings of a KEP whose state or stage the change moves forward. "auto" is "changed" on pull_request, ' +
        'pull_request_review and merge_group, else "all". The whole tree is always read. Without a base all findings ' +
        'count.',
      meaning:
        'which findings count: `all`, `changed` (see above), or `auto`: `changed` on pull requests and in the merge ' +
        'queue, else `all`',
    },
  },
  configFrom: {
    takes: word(['head', 'base'], 'head'),
    input: {
      description:
        'Which configuration, profile file and baseline are used: those of "head", the checked-out tree, or of "base", ' +
        'so that a pull request cannot loosen its own checks.',
      meaning: 'which configuration, profile file and baseline to use: those of the change (`head`) or of the `base`',
    },
  },
  rule: {
    takes: ruleSettings(),
    command: {
      of: ofTrees,
      group: 'What counts',
      value: 'ID=SEVERITY',
      help: 'set a rule to off, notice, warning or error; may be repeated',
    },
  },
  today: {
    takes: day(),
    command: {
      of: ofTrees,
      group: 'What counts',
      value: 'YYYY-MM-DD',
      help: 'the day that dates are compared with (default: today, UTC)',
    },
  },
  ...writingOptions,
  ...listOptions,
  ...reportOptions,
  quiet: {
    takes: flag(),
    command: { of: everywhere, group: 'The report', help: 'no progress and no verdict on standard error' },
  },
  noColor: {
    takes: flag(),
    command: { of: everywhere, group: 'The report', help: 'no colour; the variable NO_COLOR does the same' },
  },
  githubToken: {
    takes: secret(),
    input: {
      description:
        'A token with the permission pull-requests: read, such as github.token in a job that has it. Only the rule ' +
        'transition-approved uses it, to read reviews; that rule is off by default.',
      meaning: 'only for [`transition-approved`](docs/pull-requests.md#approvals), which is off by default',
    },
  },
  help: {
    takes: flag(),
    command: { of: [], group: '', short: 'h', help: 'show this help' },
  },
  version: {
    takes: flag(),
    command: { of: [], group: '', help: 'show the version' },
  },
} as const satisfies Table
