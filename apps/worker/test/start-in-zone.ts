import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('./worker-in-a-zone.ts', import.meta.url));

/** Starts a real worker in a time zone, and returns once it works and says that it is there. */
export const startInZone = async (zone: string, config: string) => {
  const child = spawn(process.execPath, [program, config], {
    env: { TZ: zone },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const lines = createInterface(child.stdout);
  const says = async (): Promise<string> => {
    const [said] = await Promise.race([once(lines, 'line'), ended]);
    if (typeof said !== 'string') throw new Error(`the worker in ${zone} ended with ${said}`);
    return said;
  };
  const found = await says();
  if (found !== `${zone} 0`) throw new Error(`the worker asked for ${zone} is in ${found} ms`);
  return {
    /** Rings for the month's turn, as a schedule does. */
    ring: async () => {
      const rung = says();
      child.stdin.write('turn\n');
      await rung;
    },
    end: async () => {
      child.stdin.end();
      const [code] = await ended;
      if (code !== 0) throw new Error(`the worker in ${zone} ended with ${code}`);
    },
  };
};
