import { topOf } from '../model/place.js'
import { nameOf } from '../text/paths.js'
import { defineRule } from './rule.js'

/** keplint opens only regular files inside the root, within the size limit, in UTF-8; a refused one is not checked. */
export default defineRule({
  id: 'file-refused',
  since: '1.0',
  summary: 'Every file of a KEP can be read safely',
  severity: 'error',
  *checkTree({ tree }) {
    for (const { path, reason } of tree.refused) {
      yield { at: topOf(path), message: `${nameOf(path)} ${reason}`, subject: 'refused' }
    }
  },
})
