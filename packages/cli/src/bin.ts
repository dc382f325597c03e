#!/usr/bin/env node
import { runCli } from './run-cli.ts';
import { surroundingsOfProcess } from './surroundings.ts';

// Who reads the beginning alone, as `head` does, has what they want.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

process.exitCode = await runCli(process.argv.slice(2), surroundingsOfProcess());
