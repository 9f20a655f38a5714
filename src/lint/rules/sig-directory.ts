import { shown } from '../text/quoting.js'
import { defineRule } from './rule.js'

/** People look for a SIG's KEPs in its directory. */
export default defineRule({
  id: 'sig-directory',
  since: '1.0',
  summary: "A KEP is in its owning SIG's directory",
  severity: 'warning',
  *check(kep, { people }) {
    const [owner] = kep.items('owningSig')
    const [meant, directory] = [people.owningSig(kep), people.sigDirectory(kep)]
    if (!owner || meant === null || directory === null || directory === meant) return
    const message = `${kep.keyName('owningSig')} is ${shown(owner.text)}, but the KEP is in the directory of`
    yield { at: owner.at, message: `${message} ${directory}` }
  },
})
