#!/usr/bin/env node
// The executable `cnm`. A reader that goes away (`cnm tour | head`) is no error.
import { runCli } from './cli.js'
import { nodeIo } from './nodeIo.js'

process.stdout.on('error', () => process.exit(0))
process.exitCode = await runCli(process.argv.slice(2), nodeIo)
