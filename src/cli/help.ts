import { listOfFormats } from '../lint/reporters/formats.js'

/** What `--help` prints. */
export const help = `\
keplint checks a tree of enhancement proposals (KEPs): their metadata, sections,
references, owners, dates and links.

Usage
  keplint [check] [options] [path ...]   check the tree and report findings
  keplint baseline [--grow] [options]    write the baseline: its findings are
                                         not reported until their KEP moves on
  keplint rules [--format text|json]     list the rules
  keplint explain ID                     show what a rule checks, and how to fix
                                         what it reports
  keplint help                           show this help

Paths
  Directories (with everything below them), globs ("keps/sig-*/**", quoted) and
  files, relative to the root. "!" before a glob excludes what it matches.
  Default: keps if the root has it, else the whole root. If files are given, as
  pre-commit does, keplint reads the whole tree and reports the KEPs of those
  files.

The tree
  --root DIR               the repository's root (default: working directory)
  --repository OWNER/NAME  its name on GitHub: its URLs are checked like paths
                           (default: $GITHUB_REPOSITORY, or git's origin)
  --config FILE            the configuration file (default: .keplint.yml or
                           .keplint.yaml, if it exists)
  --profile NAME           the format: auto, kep-1a, kep, kep-flat or a profile
                           file (default: as in the configuration, else auto)

What counts
  --fail-on SEVERITY       the lowest severity that fails the check: error,
                           warning, notice or never (default: error)
  --base REF               compare with a git commit: a branch, a tag or an id.
                           If it has moved on, the merge base with HEAD is used
  --scope all|changed      changed: only findings that are not in the base, and
                           all findings of a KEP that the change promotes
                           (default with --base); all: every finding
  --rule ID=SEVERITY       set a rule to off, notice, warning or error; may be
                           repeated
  --grow                   baseline: add new findings too (default: only remove
                           fixed ones from an existing baseline)
  --today YYYY-MM-DD       the day that dates are compared with (default: today,
                           UTC)

The report
  --format FORMAT          ${listOfFormats()}
                           (default: text)
  --output FILE            write the report to FILE, not to standard output
  --quiet                  no progress and no verdict on standard error
  --no-color               no colour; the variable NO_COLOR does the same

  -h, --help               show this help
  --version                show the version

Examples
  keplint
  keplint keps/sig-node --fail-on warning
  keplint --rule link-target=off --format json --output report.json
  keplint keps/sig-cli/2377-Kustomize/README.md
  keplint --base origin/main
  keplint explain uuid-unique

Exit codes
  0  no finding at or above --fail-on
  1  a finding at or above --fail-on
  2  keplint could not run: a bad option or configuration, no KEP found, or a
     root that cannot be read
`
