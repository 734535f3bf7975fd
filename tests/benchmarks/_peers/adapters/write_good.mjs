// write-good: all its checks.
import writeGood from 'write-good'
import {eachText, takeTurn, version} from './turn.mjs'

await takeTurn(eachText((text) => writeGood(text).length), {'write-good': version('write-good')})
