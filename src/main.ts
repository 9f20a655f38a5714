import './action/log-errors.js'
// Before the rest, as the other loads `@actions/github`.
import './action/event-file.js'
import { run } from './action/run.js'

await run()
