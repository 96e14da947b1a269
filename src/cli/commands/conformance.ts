/** `cnm conformance`: plays the recordings of a real engine and counts, topic by topic, what the simulator answers alike. */
import { compareRecordings } from '../../shell/compare/compareRecordings.js'
import { figuresByTopic, topicOf, type Compared, type TopicFigures } from '../../shell/compare/topics.js'
import type { Recording } from '../../shell/recording/recording.js'
import type { LabOptions } from '../../shell/lab/lab.js'
import { nearest } from '../../shell/scenario/nearest.js'
import { scenarioOf } from '../../shell/scenario/fromRecording.js'
import { recordScenario } from '../../shell/scenario/record.js'
import { namesText, readNames } from '../nameList.js'
import { differenceText } from '../differenceText.js'
import { composeBeside } from '../composeFor.js'
import type { Command, Io } from '../io.js'
import { loadFolder, recordingsIn } from '../loadRecordings.js'
import { packageVersion } from '../packageVersion.js'
import { textTable } from '../textTable.js'
import { wronglyAsked } from '../wronglyAsked.js'

/** Of this project's own checkout: the recordings that CI plays. */
const DEFAULT_FOLDER = 'test/conformance/recordings'

/**
 * A table of what agrees, by topic (the part of a name before the first dash). Differences alone are no failure: a
 * new recording may show what is not modelled yet. Exit 1 only when one that is listed in agreeing.json, and so
 * once agreed entirely, does so no more. Costs playing every recording.
 */
export const conformance: Command = {
  use: '[DIR]',
  short: `Play the recordings of a real engine in DIR (${DEFAULT_FOLDER}) and count what agrees`,
  flags: [
    {
      name: 'topic',
      value: 'TOPIC',
      short: 'only recordings whose names begin with it and a dash, or a name',
    },
    { name: 'diff', short: 'print every difference: - is the real engine, + the simulator' },
    { name: 'update-agreeing', short: 'add those that agree entirely to DIR/../agreeing.json' },
  ],
  run: ({ flags, operands }, io) => {
    const [folder = DEFAULT_FOLDER] = operands
    if (operands.length > 1) return wronglyAsked(io, 'conformance', 'it takes one folder')
    const topic = flags.get('topic')
    const loaded = loadFolder(
      io,
      folder,
      (name) => topic === undefined || name === topic || topicOf(name) === topic,
    )
    if (!loaded.ok) return wronglyAsked(io, 'conformance', loaded.error)
    if (loaded.value.length === 0) return wronglyAsked(io, 'conformance', nothingThere(io, folder, topic))
    // made while the LAN's DNS server did not answer, which no recording says itself
    const down = readNames(io, `${folder}/../upstream-down.json`)
    if (!down.ok) return wronglyAsked(io, 'conformance', down.error)
    const compared = loaded.value.map((recording) =>
      judge(recording, {
        upstream: !down.value.includes(recording.name),
        compose: composeBeside(io, `${folder}/${recording.name}.json`),
      }),
    )
    if (flags.has('diff'))
      for (const { name, comparison } of compared)
        for (const difference of comparison.differences) io.out(differenceText(name, difference))
    io.out(figuresTable(figuresByTopic(compared)))
    return settle(io, `${folder}/../agreeing.json`, compared, flags.has('update-agreeing'))
  },
}

/** Played on a laboratory like the one it was made on: with its LAN's DNS server, or without. */
const judge = (recording: Recording, lan: Pick<LabOptions, 'upstream' | 'compose'>): Compared => ({
  name: recording.name,
  comparison: compareRecordings(recording, recordScenario(scenarioOf(recording), packageVersion(), lan)),
})

function nothingThere(io: Io, folder: string, topic: string | undefined): string {
  if (topic === undefined) return `${folder}: there are no recordings`
  const topics = [...new Set((recordingsIn(io, folder) ?? []).map(topicOf))]
  const like = nearest(topic, topics)
  return `there is no topic '${topic}'${like === undefined ? `: there are ${topics.join(', ')}` : `; did you mean '${like}'?`}`
}

const figuresTable = (figures: readonly TopicFigures[]): string =>
  textTable(
    ['topic', 'recordings', 'agree entirely', 'observations', 'agree'],
    figures.map(({ topic, recordings, agreeing, observations, agreeingObservations }) => [
      topic,
      `${recordings}`,
      `${agreeing}`,
      `${observations}`,
      `${agreeingObservations}`,
    ]),
    'right',
  )

/** Exit 1 when a recording that once agreed entirely does so no more. */
function settle(io: Io, path: string, compared: readonly Compared[], update: boolean): number {
  const once = readNames(io, path)
  if (!once.ok) return wronglyAsked(io, 'conformance', once.error)
  const agree = (wanted: boolean): readonly string[] =>
    compared
      .filter(({ comparison }) => (comparison.differences.length === 0) === wanted)
      .map(({ name }) => name)
  const lost = agree(false).filter((name) => once.value.includes(name))
  if (lost.length > 0) io.error(`these agreed once, and do so no more: ${lost.join(', ')}\n`)
  const unwritten = update ? io.write(path, namesText([...once.value, ...agree(true)])) : null
  if (unwritten !== null) return wronglyAsked(io, 'conformance', `${path}: ${unwritten}`)
  return lost.length > 0 ? 1 : 0
}
