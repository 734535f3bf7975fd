// retext with four linting plugins.
import {retext} from 'retext'
import retextEquality from 'retext-equality'
import retextIntensify from 'retext-intensify'
import retextPassive from 'retext-passive'
import retextSimplify from 'retext-simplify'
import {eachText, takeTurn, version} from './turn.mjs'

const processor = retext().use(retextEquality).use(retextIntensify).use(retextPassive).use(retextSimplify).freeze()
const names = ['retext', 'retext-equality', 'retext-intensify', 'retext-passive', 'retext-simplify']
const versions = Object.fromEntries(names.map((name) => [name, version(name)]))
await takeTurn(eachText(async (text) => (await processor.process(text)).messages.length), versions)
