/** In CI properties start from one seed, so that a commit has one result; everywhere else from a new one, to find what is left. */
import fc from 'fast-check'

if (process.env['CI'] !== undefined) fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 28_05_02 })
