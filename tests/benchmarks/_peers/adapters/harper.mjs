// Harper, a grammar checker compiled to WebAssembly: all its default rules, on plain text.
import {LocalLinter} from 'harper.js'
import {binary} from 'harper.js/binary'
import {eachText, takeTurn, version} from './turn.mjs'

const linter = new LocalLinter({binary})
await linter.setup()
const work = eachText(async (text) => (await linter.lint(text, {language: 'plaintext'})).length)
await takeTurn(work, {'harper.js': version('harper.js')})
