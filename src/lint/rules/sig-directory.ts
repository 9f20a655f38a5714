import { directoryOf } from '../words/paths.js'
import { shown } from '../words/shown.js'
import { defineRule } from './rule.js'

/** A directory that is named as groups are, whether or not there is such a group. */
const named = /^(?:sig|wg|ug|committee)-./

/** People look for a SIG's KEPs in its directory. */
export default defineRule({
  id: 'sig-directory',
  summary: "A KEP stands in its owning SIG's directory",
  severity: 'warning',
  *check(kep, { roster }) {
    const [owner, ...more] = kep.items('owningSig')
    if (!owner || more.length > 0) return
    const directories = directoryOf(kep.path).split('/')
    const directory = directories.find((name) => roster.known.has(name) || named.test(name))
    if (directory === undefined || directory === owner.text) return
    // An owner that nobody knows is no other SIG's, it is misspelt.
    if (roster.known.has(directory) && !roster.known.has(owner.text)) return
    const message = `${kep.keyName('owningSig')} is ${shown(owner.text)}, but the KEP stands in the directory of`
    yield { at: owner.at, message: `${message} ${directory}` }
  },
})
