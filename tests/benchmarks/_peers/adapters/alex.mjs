// alex: its checks of plain text.
import {text as check} from 'alex'
import {eachText, takeTurn, version} from './turn.mjs'

await takeTurn(eachText((text) => check(text).messages.length), {alex: version('alex')})
