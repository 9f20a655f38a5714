import './action/log-errors.js'
// Before the rest: what reads reviews loads `@actions/github`.
import './action/event-file.js'
import { run } from './action/run.js'

await run()
