/** What `--help` prints. */
export const help = `\
keplint checks a tree of enhancement proposals (KEPs): their metadata, sections,
references, owners, dates and links.

Usage
  keplint [check] [options] [path ...]   check the tree and report findings
  keplint baseline [--grow] [options]    write the baseline: what is found now
                                         is not reported until its KEP moves on
  keplint rules [--format text|json]     list the rules
  keplint explain ID                     show what a rule wants, and why

Paths
  Directories (with all below them), globs ("keps/sig-*/**", quoted) and files,
  relative to the root; "!" before a glob leaves out what it matches. Default:
  keps if the root has it, else the whole root. Where files are given, as
  pre-commit does, the whole tree is read and the KEPs of those files reported.

The tree
  --root DIR               the repository's root (default: working directory)
  --repository OWNER/NAME  its name on GitHub, so that its URLs are checked like
                           paths (default: $GITHUB_REPOSITORY, or git's origin)
  --config FILE            the configuration (default: .keplint.yml, or
                           .keplint.yaml, if there)
  --profile NAME           auto, kep-1a, kep, kep-flat or a profile file
                           (default: the configuration's, else auto)

What counts
  --fail-on SEVERITY       error, warning, notice or never (default: error)
  --base REF               compare with a git commit: a branch, a tag or an id;
                           where it has moved on, with where HEAD left it
  --scope all|changed      changed: only findings that the base does not have,
                           and all of a KEP that the change promotes (default
                           with --base); all: every finding
  --rule ID=SEVERITY       off, notice, warning or error; may be repeated
  --grow                   baseline: take in new findings too; without it the
                           baseline that is there only shrinks
  --today YYYY-MM-DD       the day dates are compared with (default: today, UTC)

The report
  --format FORMAT          text, json, github (workflow commands) or markdown
                           (default: text)
  --output FILE            write it there instead of to standard output
  --quiet                  neither progress nor verdict on standard error
  --no-color               no colour; so does the variable NO_COLOR

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
  0  nothing at or above --fail-on
  1  something at or above --fail-on
  2  it could not run: a bad option or configuration, no KEP found, an
     unreadable root
`
