// One turn of a tool written in JavaScript; the same as turn.py, which says what happens.
import {readFileSync} from 'node:fs'
import {createInterface} from 'node:readline'

const say = (report) => process.stdout.write(JSON.stringify(report) + '\n')
const worked = () => (process.cpuUsage().user + process.cpuUsage().system) / 1e6
const seconds = () => Number(process.hrtime.bigint()) / 1e9

function peakKib() {
  try {
    return Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'ascii'))[1])
  } catch {
    return process.resourceUsage().maxRSS
  }
}

const lines = createInterface({input: process.stdin})[Symbol.asyncIterator]()

// The version of a package installed beside the adapter.
export function version(name) {
  const file = new URL(`./node_modules/${name}/package.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8')).version
}

// Texts one after the other through a function that returns how many results one has.
export function eachText(count) {
  return async (texts) => {
    let results = 0
    for (const text of texts) results += await count(text)
    return results
  }
}

export async function takeTurn(work, versions) {
  const job = JSON.parse(readFileSync(process.argv[2], 'utf8'))
  const first = await work([job.first])
  say({versions: {...versions, node: process.versions.node}, results: first, peak: peakKib()})
  if ((await lines.next()).done) return
  await work(job.portions[0])
  say({ready: true})
  await lines.next()
  let done = 0
  let words = 0
  let results = 0
  const before = worked()
  const begin = seconds()
  let now = begin
  while ((words < job.least_words || now - begin < job.least_seconds) && now - begin < job.most_seconds) {
    const at = done % job.portions.length
    results += await work(job.portions[at])
    words += job.words[at]
    done += 1
    now = seconds()
  }
  say({begin, end: now, worked: worked() - before, words, results, peak: peakKib()})
}
