import { payloadAt } from './event.js'

// `@actions/github` reads the event's file as it is loaded, prints a line where that is missing, and throws where it is
// no JSON. A replacement of GitHub's runner may have written anything: the library gets only what can be read.
if (payloadAt(process.env['GITHUB_EVENT_PATH']) === null) delete process.env['GITHUB_EVENT_PATH']
