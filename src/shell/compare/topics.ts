/** Comparisons of many recordings, counted by topic: the part of a recording's name before the first dash. */
import type { Comparison } from './compareRecordings.js'

/** A recording by its name (that of its file, without the ending), and what comparing it has found. */
export interface Compared {
  readonly name: string
  readonly comparison: Comparison
}

/** Counts of one topic. */
export interface TopicFigures {
  readonly topic: string
  readonly recordings: number
  /** Recordings in which every observation agrees. */
  readonly agreeing: number
  readonly observations: number
  readonly agreeingObservations: number
}

/** `bridge` of `bridge-icc`; a name without a dash is a topic of its own. */
export const topicOf = (name: string): string => name.split('-')[0] ?? name

/** One line a topic, in the order in which they come, and one for all of them, called `all`. */
export function figuresByTopic(compared: readonly Compared[]): readonly TopicFigures[] {
  const topics = [...new Set(compared.map(({ name }) => topicOf(name)))]
  return [
    ...topics.map((topic) =>
      figures(
        topic,
        compared.filter(({ name }) => topicOf(name) === topic),
      ),
    ),
    figures('all', compared),
  ]
}

function figures(topic: string, compared: readonly Compared[]): TopicFigures {
  const count = (of: (comparison: Comparison) => number): number =>
    compared.reduce((sum, { comparison }) => sum + of(comparison), 0)
  const observations = count((c) => c.observations)
  return {
    topic,
    recordings: compared.length,
    agreeing: count((c) => (c.differences.length === 0 ? 1 : 0)),
    observations,
    agreeingObservations: observations - count((c) => c.differences.length),
  }
}
