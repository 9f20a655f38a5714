// Loaded before a measured process (node --import): tells its peak memory, in bytes, on file descriptor 3 as it ends.
import { readFileSync, writeSync } from 'node:fs'

process.on('exit', () => {
  writeSync(3, String(peak()))
})

function peak() {
  // Linux counts the parent's memory at the time of the fork in `maxRSS`; VmHWM is the process's own.
  if (process.platform !== 'linux') return process.resourceUsage().maxRSS * 1024
  const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kib) * 1024
}
