import { resolve } from 'node:path'
import { checkSiteDirectory, writeSite } from '../host/disk/site-directory.js'
import { UsageError } from '../host/errors/usage-error.js'
import { selectionOf } from '../host/selection.js'
import { siteOf } from '../host/site.js'
import { plural } from '../lint/reporters/tally.js'
import type { SiteOptions } from './asked.js'
import { exitCodes, type Host, line } from './host.js'
import { openTree } from './open-tree.js'
import { startProgress } from './progress.js'

/** Writes a static site of the tree. Throws a UsageError where it cannot be written. */
export function site(options: SiteOptions, host: Host): number {
  const name = `--out ${options.out}`
  const directory = resolve(host.cwd, options.out)
  checkSiteDirectory(directory, name)
  const progress = startProgress(host.now, host.stderrIsTTY && !options.quiet ? host.stderr : null)
  try {
    const { asked, git, root, selection, setup, tree } = openTree(options, host, progress, (at, checkout, { config }) =>
      selectionOf(at, options.paths, config.paths, checkout),
    )
    const { files, keps, noHistory } = siteOf({
      tree,
      git,
      options: { ...asked, baseline: setup.baseline },
      trend: options.trend,
      wanted: { select: selection.select, alsoRead: setup.alsoRead },
      at: progress.at,
    })
    if (keps.length === 0) throw new UsageError(`no KEP found in ${root}`)
    writeSite(directory, name, files)
    progress.end()
    if (!options.quiet) {
      if (noHistory !== null) host.stderr(line(noHistory.replace(/^T/, 't')))
      host.stderr(
        line(`${plural(keps.length, 'KEP')} in ${plural(files.size - 1, 'page')}; open ${options.out}/index.html`),
      )
    }
    return exitCodes.passed
  } finally {
    progress.end()
  }
}
