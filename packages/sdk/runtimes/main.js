import { ask } from './ask.js';

// Node, Deno and Bun know `process` alike.
const { argv } = await import('node:process');
console.log(JSON.stringify(await ask(JSON.parse(argv[2]))));
