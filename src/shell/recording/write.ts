/** A recording as the text of its file: JSON with one blank of indentation, as the recordings of real engines have it. */
import type { Recording } from './recording.js'

/** Ends with a newline. Members in the order in which they were made, so equal recordings are equal texts. */
export const writeRecording = (recording: Recording): string => `${JSON.stringify(recording, null, 1)}\n`
